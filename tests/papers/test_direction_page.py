"""The page for the direction: one A4 in three languages, whatever it is told; not available is not zero."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import pytest

from coulisse.kernel.money import Money
from coulisse.papers import press
from coulisse.papers.direction_page import (
    DirectionRecord,
    FigureTold,
    ObjectiveTold,
    PostTold,
    SpendTold,
    direction_page,
)
from tests.papers.reading import text_of

FIRST, LAST = date(2027, 4, 12), date(2027, 4, 18)
RECORD: Final = DirectionRecord(
    title="Festival Cap Sambre",
    house="Meuse & Fils Films SRL",
    writer="Inès Ouali",
    at=datetime(2027, 4, 19, 9),
    first=FIRST,
    last=LAST,
    objective=ObjectiveTold(
        "1 200 passes vendus",
        "Passes vendus",
        "passes",
        Decimal(480),
        Decimal(540),
        Decimal(1200),
        "behind",
        date(2027, 4, 18),
        date(2027, 5, 10),
        "billetterie",
    ),
    figures=[
        FigureTold(
            "Interactions", "Somme des réactions.", Decimal(2310), "count", 0, "unsplit", 9, FIRST, LAST, "ig.csv"
        ),
        FigureTold(
            "CPM", "Dépense pour mille impressions.", Decimal("3.51"), "money", 2, "paid", 3, FIRST, LAST, "ads"
        ),
        FigureTold("CPV", "Dépense par vue payée.", Decimal("0.020"), "money", 3, "paid", 3, FIRST, LAST, "ads"),
        FigureTold(
            "Vues complètes", "Lectures allées jusqu’à la fin.", None, "count", 0, "unsplit", 0, FIRST, LAST, ""
        ),
    ],
    best=[PostTold("La péniche arrive", "Instagram · festivalcapsambre", date(2027, 4, 17), 812)],
    worst=[PostTold("Rappel des horaires", "Facebook · capsambre", date(2027, 4, 13), 4)],
    n_posts=9,
    spend=SpendTold(Money(64000), Money(64000), "ads.csv"),
    steps=["Teaser du vendredi", "Concours de l’écluse"],
)
KINDS: Final = {"fr": "page de la direction", "nl": "pagina voor de directie", "en": "page for the direction"}


@pytest.mark.parametrize("language", KINDS)
def test_it_says_the_same_figures_in_each_language(language: str) -> None:
    paper = direction_page(RECORD, language)
    text = text_of(paper).replace("\u202f", " ")
    assert press.page_count(paper) == 1
    dot = "." if language == "en" else ","
    for words in (KINDS[language], f"3{dot}51", f"0{dot}020", f"640{dot}00", "812", "480", "Inès Ouali"):
        assert words in text, words
    assert {"fr": "non disponible", "nl": "niet beschikbaar", "en": "not available"}[language] in text


def test_whatever_it_is_told_it_stays_one_page() -> None:
    long = "Une très longue phrase qui n’en finit jamais " * 12
    post = PostTold(long, long, LAST, 123456789)
    figure = replace(RECORD.figures[0], label=long[:60], definition=long, source=long)
    assert RECORD.objective is not None
    paper = direction_page(
        replace(
            RECORD,
            title=long,
            objective=replace(RECORD.objective, name=long, indicator=long, source=long),
            figures=[figure] * 9,
            best=[post] * 9,
            worst=[post] * 9,
            steps=[long] * 9,
            spend=SpendTold(Money(99999999999), Money(1), long),
        ),
        "fr",
    )
    assert press.page_count(paper) == 1
    assert "Dépassement" in text_of(paper)


def test_an_empty_period_has_a_page_all_the_same() -> None:
    bare = replace(
        RECORD, objective=None, figures=(), best=(), worst=(), n_posts=0, steps=(), spend=SpendTold(None, None, "")
    )
    text = text_of(direction_page(bare, "nl"))
    assert "geen becijferde doelstelling" in text and "niet beschikbaar" in text and "niets gepland" in text


def test_the_same_record_gives_the_same_bytes() -> None:
    assert direction_page(RECORD, "fr") == direction_page(RECORD, "fr")
