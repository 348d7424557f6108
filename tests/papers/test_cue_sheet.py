"""The cue sheet: every music with its minute, its duration and its use, in three languages and as a workbook."""

from datetime import datetime

import pytest

from coulisse.formats.tabular import read_table
from coulisse.papers.cue_sheet import CueLine, CueSheet, cue_sheet, cue_sheet_xlsx
from coulisse.papers.cue_sheet.words import WORDS
from tests.papers.reading import text_of

SHEET = CueSheet(
    film="La Drache",
    house="Meuse & Fils Films",
    reference="ISAN 0000-0006-3555",
    lines=(
        CueLine("Vedette", "Joke Van Damme", "Éditions de la Meuse", "Fanfare", 65, 190, "featured", "4471 220"),
        CueLine("Pluie", "Anonyme", "", "", 3605, 55, "background", ""),
    ),
    at=datetime(2027, 3, 16, 9, 5),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Relevé musical", "premier plan")),
        ("nl", ("Muzieklijst", "voorgrond")),
        ("en", ("Cue sheet", "featured")),
    ],
)
def test_the_sheet_in_three_languages(language: str, said: tuple[str, ...]) -> None:
    words = text_of(cue_sheet(SHEET, language))
    for expected in (*said, "00:01:05", "00:03:10", "01:00:05", "00:04:05", "4471 220", "Vedette"):
        assert expected in words


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert cue_sheet(SHEET, "fr") == cue_sheet(SHEET, "fr")


def test_a_film_without_music_says_so() -> None:
    silent = CueSheet("Muet", "Meuse", "", (), SHEET.at)
    assert "Aucune musique." in text_of(cue_sheet(silent, "fr"))


def test_the_workbook_has_the_same_lines() -> None:
    records = read_table(cue_sheet_xlsx(SHEET, "fr")).records
    assert records.header[:4] == ("N°", "Début", "Durée", "Titre")
    assert [row.cells[3] for row in records.rows][:2] == ["Vedette", "Pluie"]
    assert records.rows[-1].cells[2] == "00:04:05"


def test_each_language_has_every_word() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["fr"])}
    assert {len(words["heads"]) for words in WORDS.values()} == {9}
