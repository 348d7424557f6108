"""FDX: a full screenplay there and back, what other programs leave out, and files that attack the reader."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats import fdx
from coulisse.formats.fdx import read_fdx, write_fdx
from coulisse.formats.fountain import read_fountain, write_fountain
from coulisse.formats.problems import Unreadable
from coulisse.kernel.emphasis import plain
from coulisse.kernel.screenplay import Manuscript, Paragraph, ParagraphKind, Remark, Revision

PRINTED = [
    ParagraphKind.ACTION,
    ParagraphKind.CHARACTER,
    ParagraphKind.DIALOGUE,
    ParagraphKind.TRANSITION,
    ParagraphKind.SHOT,
    ParagraphKind.CENTERED,
]


def file(content: str) -> bytes:
    return f'<FinalDraft DocumentType="Script"><Content>{content}</Content></FinalDraft>'.encode()


def paragraphs(content: str) -> tuple[Paragraph, ...]:
    return read_fdx(file(content)).records.paragraphs


def test_the_examples_are_true() -> None:
    assert doctest.testmod(fdx).failed == 0


def test_a_full_screenplay_there_and_back() -> None:
    manuscript = Manuscript(
        (("Title", ("La Drache",)), ("Credit", ("Un film de",)), ("Author", ("Élise Wauters",))),
        (
            Paragraph(ParagraphKind.HEADING, "INT. CUISINE - JOUR", number="12A", eighths=11, page="7"),
            Paragraph(ParagraphKind.SYNOPSIS, "Il pleut."),
            Paragraph(
                ParagraphKind.ACTION, "La *pluie*.\n**Fort.**", remarks=(Remark(21, ParagraphKind.NOTE, "?"),)
            ),
            Paragraph(ParagraphKind.ACTION, "Un temps.", blank_lines=2),
            Paragraph(ParagraphKind.CHARACTER, "NOÉMIE (OFF)"),
            Paragraph(ParagraphKind.PARENTHETICAL, "(bas)"),
            Paragraph(ParagraphKind.DIALOGUE, "Un.\n\nDeux.", revision="2"),
            Paragraph(ParagraphKind.CHARACTER, "VICTOR", dual=True),
            Paragraph(ParagraphKind.DIALOGUE, "Non."),
            Paragraph(ParagraphKind.SHOT, "GROS PLAN"),
            Paragraph(ParagraphKind.CENTERED, "FIN"),
            Paragraph(ParagraphKind.PAGE_BREAK),
            Paragraph(ParagraphKind.TRANSITION, "NOIR."),
        ),
        (Revision("2", "Rose", "#FFFF0000FFFF"),),
    )
    written = write_fdx(manuscript)
    assert read_fdx(written) == read_fdx(write_fdx(read_fdx(written).records))
    assert read_fdx(written).records == manuscript
    assert write_fdx(manuscript) == written


@pytest.mark.parametrize(
    ("length", "eighths"), [("3/8", 3), ("1 3/8", 11), ("2", 16), ("0", None), ("", None), ("11/8", 11)]
)
def test_lengths(length: str, eighths: int | None) -> None:
    heading, *_ = paragraphs(
        f'<Paragraph Type="Scene Heading"><SceneProperties Length="{length}"/><Text>INT. X</Text></Paragraph>'
    )
    assert heading.eighths == eighths


def test_a_length_that_is_none_is_named_with_its_line() -> None:
    reading = read_fdx(
        file('\n<Paragraph Type="Scene Heading"><SceneProperties Length="long"/><Text>INT. X</Text></Paragraph>')
    )
    assert [(one.code, one.where.line) for one in reading.problems] == [("length-unreadable", 2)]
    assert reading.records.paragraphs[0].eighths is None


def test_a_paragraph_without_a_type_is_told_by_its_words() -> None:
    found = paragraphs(
        "<Paragraph><Text>INT. CUISINE</Text></Paragraph><Paragraph><Text>Il pleut.</Text></Paragraph>"
        '<Paragraph Type="Mine"><Text>Rien.</Text></Paragraph>'
        '<Paragraph Type="Mine"><Text>Rien.</Text></Paragraph>'
    )
    assert [str(one.kind) for one in found] == ["heading", "action", "action", "action"]
    reading = read_fdx(file('<Paragraph Type="Mine"><Text>a</Text></Paragraph>' * 2))
    assert [(one.code, dict(one.detail)) for one in reading.problems] == [("type-unknown", {"type": "Mine"})]


def test_styles_become_markup_and_marks_that_are_none_are_escaped() -> None:
    (action,) = paragraphs(
        '<Paragraph Type="Action"><Text Style="Underline">the </Text><Text Style="Underline+Italic">scope</Text>'
        '<Text> dialed *69* </Text><Text Style="AllCaps" RevisionID="3">été</Text></Paragraph>'
    )
    assert action.text == "_the *scope*_ dialed \\*69\\* ÉTÉ"
    assert plain(action.text) == "the scope dialed *69* ÉTÉ"
    assert action.revision == "3"


def test_dual_dialogue_is_the_same_in_both_formats() -> None:
    script = "VICTOR\nOui.\n\nNOÉMIE ^\n(bas)\nNon.\n\nIls rient.\n".encode()
    manuscript = read_fountain(script).records
    assert write_fountain(read_fdx(write_fdx(manuscript)).records) == script


def test_script_notes_and_summaries_are_kept() -> None:
    heading, synopsis, action = paragraphs(
        '<Paragraph Type="Scene Heading" Number="3"><SceneProperties Title="La pluie"/>'
        "<Text>INT. X</Text></Paragraph>"
        '<Paragraph Type="Action"><Text>Un </Text>'
        "<ScriptNote><Paragraph><Text>vrai ?</Text></Paragraph></ScriptNote>"
        "<Text>chien.</Text></Paragraph>"
    )
    assert (heading.number, synopsis.text) == ("3", "La pluie")
    assert (action.text, action.remarks) == ("Un chien.", (Remark(3, ParagraphKind.NOTE, "vrai ?"),))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-xml"),
        (b"<", "not-xml"),
        (b"\0\xff", "not-xml"),
        (b"<html/>", "not-a-screenplay"),
        (b"<FinalDraft/>", "not-a-screenplay"),
    ],
)
def test_what_is_no_fdx_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_fdx(data)
    assert refused.value.code == code


def test_entities_are_not_expanded_and_no_file_is_opened() -> None:
    attack = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        b'<FinalDraft><Content><Paragraph Type="Action"><Text>Un &b;&f;chien.</Text></Paragraph>'
        b"</Content></FinalDraft>"
    )
    reading = read_fdx(attack)
    assert [one.code for one in reading.problems] == ["document-type-ignored"]
    assert reading.records.paragraphs[0].text == "Un chien."


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    reading = read_fdx(b'<FinalDraft><Content><Paragraph Type="Action"><Text>Il pleut.</Text></Paragraph><Para')
    assert reading.records.paragraphs == (Paragraph(ParagraphKind.ACTION, "Il pleut."),)
    assert {one.code for one in reading.problems} == {"xml-broken"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    declared = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
    text = f'<?xml version="1.0" encoding="{declared}"?><FinalDraft><Content><Paragraph Type="Action">'
    reading = read_fdx((text + "<Text>Été</Text></Paragraph></Content></FinalDraft>").encode(encoding))
    assert (reading.records.paragraphs[0].text, reading.problems) == ("Été", ())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for content in (data, b"<FinalDraft><Content>" + data):
        try:
            manuscript = read_fdx(content).records
        except Unreadable as refused:
            assert refused.code in {"not-xml", "not-a-screenplay"}
        else:
            assert read_fdx(write_fdx(manuscript)).records.paragraphs is not None


WORDS = st.text("aé *_\\(", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(PRINTED), WORDS), max_size=8))
def test_the_words_come_back_whatever_marks_they_hold(pieces: list[tuple[ParagraphKind, str]]) -> None:
    manuscript = Manuscript((), tuple(Paragraph(kind, text) for kind, text in pieces if plain(text).strip()))
    back = read_fdx(write_fdx(manuscript)).records
    words = "".join(plain(one.text) for one in manuscript.paragraphs)
    assert "".join("".join(plain(one.text) for one in back.paragraphs).split()) == "".join(words.split())
