"""Fountain as it is specified, as French and Belgian writers type it, and as it comes: broken, huge, hostile."""

import doctest
import importlib
import io
from pathlib import Path

import pytest

from coulisse.formats.fountain import read_fountain, write_fountain
from coulisse.formats.fountain.read import MAX_BYTES
from coulisse.formats.problems import Unreadable
from coulisse.kernel.screenplay import Manuscript, Paragraph, ParagraphKind, Remark

TIDY = (Path(__file__).parent / "samples" / "tidy.fountain").read_bytes()


def read(text: str) -> tuple[Paragraph, ...]:
    return read_fountain(text.encode()).records.paragraphs


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(one.kind), one.text) for one in read(text)]


def codes(data: bytes) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read_fountain(data).problems]


@pytest.mark.parametrize("module", ["", ".lines", ".marks"])
def test_the_examples_are_true(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"coulisse.formats.fountain{module}")).failed == 0


def test_a_tidy_file_comes_back_byte_for_byte_but_for_one_needless_mark() -> None:
    written = write_fountain(read_fountain(TIDY).records)
    # `FONDU` is followed by a line, and forced: it stands apart from it once written.
    assert written == TIDY.replace("> FONDU\nenchaîné".encode(), "FONDU\n\nenchaîné".encode())
    assert write_fountain(read_fountain(written).records) == written


def test_each_kind_of_the_sample() -> None:
    manuscript = read_fountain(TIDY).records
    assert manuscript.entry("TITLE") == ("_**La Drache**_", "(version 3)")
    assert manuscript.entry("contact") == ("Coulisse Productions", "1060 Bruxelles")
    assert manuscript.entry("copyright") == ()
    assert {one.kind for one in manuscript.paragraphs} == set(ParagraphKind) - {ParagraphKind.SHOT}
    headings = [one for one in manuscript.paragraphs if one.kind is ParagraphKind.HEADING]
    assert [(one.text, one.number) for one in headings] == [
        ("INT. CUISINE DE VICTOR - JOUR", "1"),
        ("INTÉRIEUR NUIT – GRENIER", "1A"),
        ("VU DU TOIT", "A2"),
    ]


def test_a_note_keeps_its_place_and_leaves_the_text() -> None:
    (action,) = read("La pluie[[vraie ?]] tombe.\nFort.[[très]]")
    assert action.text == "La pluie tombe.\nFort."
    assert action.remarks == (
        Remark(8, ParagraphKind.NOTE, "vraie ?"),
        Remark(21, ParagraphKind.NOTE, "très"),
    )


def test_a_note_alone_on_its_line_parts_nothing() -> None:
    assert [kind for kind, _ in kinds("VICTOR\n[[ivre]]\nOui.\n[[ou non]]\nNon.")] == [
        "character", "note", "dialogue", "note", "dialogue",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text", "number"),
    [
        ("INT. CUISINE - JOUR", "INT. CUISINE - JOUR", None),
        ("  int cuisine - jour", "int cuisine - jour", None),
        ("I/E VOITURE", "I/E VOITURE", None),
        ("INT./EXT. VOITURE #12-B.2#", "INT./EXT. VOITURE", "12-B.2"),
        ("EXT/INT VOITURE", "EXT/INT VOITURE", None),
        ("EST. BRUXELLES", "EST. BRUXELLES", None),
        ("INTÉRIEUR NUIT – GRENIER", "INTÉRIEUR NUIT – GRENIER", None),
        ("EXTÉRIEUR JOUR. RUE #A12#", "EXTÉRIEUR JOUR. RUE", "A12"),
        ("BINNEN/BUITEN AUTO - NACHT", "BINNEN/BUITEN AUTO - NACHT", None),
        ("12. INT. GRENIER - NUIT", "INT. GRENIER - NUIT", "12"),
        ("12A - INT. GRENIER - NUIT  12A", "INT. GRENIER - NUIT", "12A"),
        ("INT. CHAMBRE #4 #7 BIS#", "INT. CHAMBRE #4", "7 BIS"),
        (".AU MÊME MOMENT #3#", "AU MÊME MOMENT", "3"),
        ("INT. CUISINE - JOUR #3# #retake #pluie", "INT. CUISINE - JOUR", "3"),
    ],
)
def test_headings(line: str, text: str, number: str | None) -> None:
    heading = read(f"Il pleut.\n\n{line}\n\nIl pleut encore.")[1]
    assert (heading.kind, heading.text, heading.number) == (ParagraphKind.HEADING, text, number)


@pytest.mark.parametrize(
    "line",
    [
        "Buiten regent het.",
        "Est-ce vrai ?",
        "Intérieur de la maison.",
        "INTERVIEW de Noémie",
        "... et puis",
        ". x",
    ],
)
def test_prose_is_no_heading(line: str) -> None:
    assert kinds(f"{line}\n\nIl pleut.") == [("action", line), ("action", "Il pleut.")]


@pytest.mark.parametrize(
    "cue",
    [
        "NOÉMIE",
        "NOÉMIE (OFF)",
        "VICTOR (au téléphone) (SUITE)",
        "2E FLIC",
        "MÈRE D'ADÈLE",
        "R2D2",
        "L’ŒUF",
        "ADÈLE ^",
    ],
)
def test_cues(cue: str) -> None:
    first, second = read(f"{cue}\nOui.")
    assert (first.kind, second.kind) == (ParagraphKind.CHARACTER, ParagraphKind.DIALOGUE)
    assert first.text == cue.removesuffix(" ^")
    assert first.dual is cue.endswith("^")


def test_what_is_no_cue() -> None:
    assert kinds("NOÉMIE\n\nOui.") == [("action", "NOÉMIE"), ("action", "Oui.")]
    assert kinds("23\nOui.") == [("action", "23\nOui.")]
    assert kinds("Il entre.\nNOÉMIE\nOui.") == [("action", "Il entre.\nNOÉMIE\nOui.")]


def test_transitions_stand_alone() -> None:
    assert kinds("CUT TO:\n\nFONDU AU NOIR.\n\nFONDU ENCHAÎNÉ\n\nFADE IN:") == [
        ("transition", "CUT TO:"),
        ("action", "FONDU AU NOIR."),
        ("transition", "FONDU ENCHAÎNÉ"),
        ("action", "FADE IN:"),
    ]
    assert kinds("CUT TO:\nINT. RUE")[0] == ("transition", "CUT TO:")


def test_an_empty_line_of_two_spaces_is_part_of_a_speech() -> None:
    assert kinds("NOÉMIE\nUn.\n  \nDeux.\n \nTrois.") == [
        ("character", "NOÉMIE"),
        ("dialogue", "Un.\n\nDeux."),
        ("action", "Trois."),
    ]


def test_indents_are_kept_in_action_and_only_there() -> None:
    assert kinds("\tScott --\n\n    > FIN <\n\n    NOÉMIE\n   (bas)\n  Oui.") == [
        ("action", "    Scott --"),
        ("centered", "FIN"),
        ("character", "NOÉMIE"),
        ("parenthetical", "(bas)"),
        ("dialogue", "Oui."),
    ]


@pytest.mark.parametrize("first", ["FADE IN:", "INT. RUE : NUIT", "!Note : rien", "Bonjour."])
def test_a_text_without_a_title_page(first: str) -> None:
    assert read_fountain(f"{first}\n\nSuite.".encode()).records.title_page == ()


def test_a_first_line_that_looks_like_a_title_page_is_written_so_that_it_is_none() -> None:
    manuscript = Manuscript((), (Paragraph(ParagraphKind.ACTION, "Pancarte: fermé"),))
    assert read_fountain(write_fountain(manuscript)).records == manuscript


@pytest.mark.parametrize(
    ("encoded", "problems"),
    [
        ("INT. ÉTÉ - JOUR".encode("utf-8-sig"), []),
        ("INT. ÉTÉ - JOUR\r\n\r\nNon.".encode("utf-16"), []),
        ("INT. ÉTÉ - JOUR\rNon.".encode("cp1252"), [("encoding-assumed", None)]),
        ("INT. E\u0301TE\u0301 - JOUR".encode(), []),
    ],
)
def test_encodings_and_line_ends(encoded: bytes, problems: list[tuple[str, int | None]]) -> None:
    assert read_fountain(encoded).records.paragraphs[0].text == "INT. ÉTÉ - JOUR"
    assert codes(encoded) == problems


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7", "not-text"),
        (b"PK\x03\x04", "not-text"),
        (b"a\0\0", "not-text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_fountain(data, file="x.fountain")
    assert (refused.value.code, refused.value.where.file) == (code, "x.fountain")


def test_a_file_without_end_is_refused_in_time() -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read_fountain(io.BytesIO(b"a\n\n" * (MAX_BYTES // 3 + 1)))


def test_what_is_never_closed_is_text_and_named() -> None:
    assert codes(b"Un [[deux\n\ntrois /* quatre\x07") == [
        ("control-characters-removed", None),
        ("note-unclosed", 1),
        ("boneyard-unclosed", 3),
    ]
    assert kinds("Un [[deux\n\ntrois /* quatre") == [("action", "Un [[deux"), ("action", "trois /* quatre")]


@pytest.mark.parametrize(
    "piece", ["[[", "/*", "*a ", "_a ", "A\n", "(\n", "#", "[[a]]\n", "NOÉMIE\na\n  \n", "/* */"]
)
def test_a_hostile_file_takes_time_in_proportion(piece: str) -> None:
    """Many thousand times the same piece: none of them is compared with all the others."""
    reading = read_fountain((piece * (60_000 // len(piece))).encode())
    assert reading.records.paragraphs
    assert read_fountain(write_fountain(reading.records)).records == reading.records


def test_what_only_other_formats_hold_is_written_as_well_as_can_be() -> None:
    paragraphs = (
        Paragraph(ParagraphKind.HEADING, "LE LENDEMAIN", number="4", eighths=3, page="12", revision="1"),
        Paragraph(ParagraphKind.SHOT, "GROS PLAN SUR LA MAIN"),
        Paragraph(ParagraphKind.CHARACTER, "VICTOR"),
        Paragraph(ParagraphKind.PARENTHETICAL, "bas"),
    )
    assert write_fountain(Manuscript((), paragraphs)).decode() == (
        ".LE LENDEMAIN #4#\n\n!GROS PLAN SUR LA MAIN\n\nVICTOR\n(bas)\n"
    )
