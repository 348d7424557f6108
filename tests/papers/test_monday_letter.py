"""The Monday letter: the same figures in three languages on two pages, and the same content as DOCX and CSV."""

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from coulisse.engines.digest import Frame, told
from coulisse.papers.monday_letter import ApartTold, monday_letter, proposed
from coulisse.papers.reporting import Document, report_csv, report_docx, report_pdf
from tests.papers.plein_jour import ENDS, FRAME, STARTS, the_letter, week_9, week_10
from tests.papers.reading import pages_of, text_of

FIGURES = ("486", "97", "412", "400", "441", "45", "378", "34", "448", "PJ-2027-S10-v1", "20:52", "82")
KINDS = {"fr": "Lettre du lundi", "nl": "Maandagbrief", "en": "Monday letter"}
CAUTION = {
    "fr": "ne sont pas un échantillon du public",
    "nl": "is geen steekproef van het publiek",
    "en": "are no sample of the public",
}


def document(language: str = "fr") -> Document:
    return monday_letter(the_letter(), language)


@pytest.mark.parametrize("language", KINDS)
def test_it_says_the_same_figures_in_each_language(language: str) -> None:
    paper = report_pdf(document(language))
    text = text_of(paper)
    assert pages_of(paper) == 2
    for said in (KINDS[language], CAUTION[language], *FIGURES):
        assert said in text.replace("\n", " ").replace("- ", ""), said


def test_bars_and_rest_are_printed_with_their_sum() -> None:
    text = " ".join(text_of(report_pdf(document())).split())
    assert "Barres : 378, puis 34 après 00:15, soit 412" in text
    assert "quart d’heure de 20:45, celui de la séquence" in text


def test_the_same_data_give_the_same_bytes() -> None:
    assert report_pdf(document()) == report_pdf(document())
    assert report_docx(document()) == report_docx(document())


@pytest.mark.parametrize("language", KINDS)
def test_the_word_file_is_one_letter(language: str) -> None:
    content = report_docx(document(language))
    opened = docx.Document(BytesIO(content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert {"486", "412", "441", "45", "400", "21"} <= {text.split("\n")[0] for text in cells}
    headings = [one.text for one in opened.paragraphs if one.style and str(one.style.name).startswith("Heading")]
    assert len(headings) >= 6
    words = " ".join(one.text for one in opened.paragraphs)
    assert CAUTION[language] in words and "PJ-2027-S10-v1" in words
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        body = packed.read("word/document.xml").decode()
    assert any(name.startswith("word/media/") for name in names)
    assert 'descr="' in body and "w:tblHeader" in body


def test_the_table_file_holds_numbers_and_no_formula() -> None:
    record = replace(the_letter(), texts={"lead": "=1+1"})
    text = report_csv(monday_letter(record, "fr")).decode("utf-8-sig")
    assert "Question sur un invité;21;4,3;18" in text and ";'=1+1" in text


def test_what_a_person_wrote_stands_over_the_proposal() -> None:
    record = replace(
        the_letter(),
        texts={"lead": "Une séquence a tout emporté."},
        apart={"threat": ApartTold(done="preuve conservée", who="sécurité, lundi")},
    )
    text = text_of(report_pdf(monday_letter(record, "fr"))).replace("\n", " ")
    assert "Une séquence a tout emporté." in text and "sécurité, lundi" in text
    assert "une seule et même chose" not in text


def test_signs_without_a_typeface_are_printed_all_the_same() -> None:
    record = replace(the_letter(), texts={"lead": "Bravo 🎉 à l’équipe"})
    assert "Bravo" in text_of(report_pdf(monday_letter(record, "fr")))


@pytest.mark.parametrize("language", KINDS)
def test_a_week_without_broadcast_voices_or_messages(language: str) -> None:
    bare = Frame(STARTS, ENDS, STARTS, STARTS, FRAME.as_of)
    empty = replace(the_letter(None), frame=bare, told=told([], [], bare), voices=(), asks=(), changed=())
    paper = report_pdf(monday_letter(empty, language))
    assert "PJ-2027-S10" in text_of(paper) and "v1" not in text_of(paper)
    quiet = replace(empty, told=told(week_9(), week_10(), bare), frame=bare)
    assert report_docx(monday_letter(quiet, language))


def test_every_proposal_is_a_sentence() -> None:
    for language in KINDS:
        for name, text in proposed(the_letter(), language).items():
            assert text and "{" not in text, (language, name)
