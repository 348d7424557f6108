"""The signed release: what was agreed to and what was not, and the signature as it was drawn."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from coulisse.papers.press import page_count
from coulisse.papers.release import MOST_POINTS, WORDS, NotASignature, ReleasePaper, release_paper, strokes_of
from tests.papers.reading import text_of

PAPER = ReleasePaper(
    number="R-12",
    house="Meuse & Fils Films",
    film="Festival Cap Sambre",
    person="Lucie Hanquet",
    works="Affiche 2027",
    taking=True,
    uses=(("Promotion sur les réseaux", True), ("Publicité payante", False)),
    networks="Instagram, Facebook",
    lands="Belgique",
    first=date(2027, 3, 1),
    last=date(2028, 2, 29),
    contact="image@meuse.example",
    is_minor=False,
    signed_by="Lucie Hanquet",
    second="",
    drawn="",
    at=datetime(2027, 3, 16, 9, 5),
)


def test_only_what_was_agreed_to_is_marked_yes() -> None:
    words = text_of(release_paper(PAPER, "fr"))
    assert words.index("Promotion sur les réseaux oui") < words.index("Publicité payante non")
    for expected in ("Affiche 2027", "Instagram, Facebook", "Belgique", "1er mars 2027", "image@meuse.example"):
        assert expected in words
    assert "mineure" not in words


def test_a_minor_s_paper_names_who_answers_for_them() -> None:
    minor = replace(PAPER, is_minor=True, signed_by="Anne Hanquet", second="Paul Hanquet")
    words = text_of(release_paper(minor, "nl"))
    for expected in ("minderjarige", "Anne Hanquet", "Met Paul Hanquet", "naargelang zijn leeftijd"):
        assert expected in words


def test_a_drawn_signature_is_on_the_paper() -> None:
    drawn = release_paper(replace(PAPER, drawn="10,20 40,90 80,30;300,100"), "en")
    assert page_count(drawn) == 1 and "drawn on the screen" in text_of(drawn)
    assert len(drawn) != len(release_paper(PAPER, "en"))


def test_strokes_are_points_on_the_sheet() -> None:
    assert strokes_of("") == []
    assert strokes_of("1,2 3,4;5,6") == [[(1, 2), (3, 4)], [(5, 6)]]


@pytest.mark.parametrize(
    "typed",
    ["x", "1,2 3", "601,10", "10,201", "1,2;;3,4", "-1,2", "1,2 ", "1,2\n", " ".join(["1,1"] * (MOST_POINTS + 1))],
)
def test_what_is_no_signature_is_refused(typed: str) -> None:
    with pytest.raises(NotASignature):
        strokes_of(typed)


def test_each_language_has_every_word() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["fr"])}
