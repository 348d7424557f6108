"""The strips day by day: totals of each day, banners, a cancelled day, three languages."""

from dataclasses import replace

import pytest

from coulisse.papers.board import Strip, StripOutsideDays
from coulisse.papers.one_liner import one_liner, one_liner_xlsx
from tests.papers.plan_of_la_drache import board
from tests.papers.reading import pages_of, sheets_of, text_of


def test_every_day_has_its_strips_and_its_totals() -> None:
    pdf = one_liner(board(), "fr")
    assert pages_of(pdf) == 2
    text = text_of(pdf)
    assert "J15 · mercredi 17 mars 2027" in text
    assert "3 5/8" in text
    assert "5′00″" in text
    assert "32 jours · 42 bandes" in text
    assert "99 1/8" in text
    assert "J14 · mardi 16 mars 2027" in text
    assert "ANNULÉ" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Plan de travail au fil des jours", "Décor et résumé", "fig. 25")),
        ("nl", ("Opnameplan dag per dag", "D15 · woensdag 17 maart 2027", "GESCHRAPT", "32 dagen · 42 stroken")),
        ("en", ("One-line schedule", "Day 15 · Wednesday 17 March 2027", "CANCELLED", "25 extras")),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    text = text_of(one_liner(board(), language))
    for word in words:
        assert word in text


def test_a_banner_stands_between_its_strips_and_counts_for_nothing() -> None:
    plan = board()
    strips = [*plan.strips[:2], Strip(1, banner="Déplacement, 40 min"), *plan.strips[2:]]
    text = text_of(one_liner(replace(plan, strips=strips), "fr"))
    assert "Déplacement, 40 min" in text
    assert "42 bandes" in text


def test_a_day_without_strips_says_so() -> None:
    plan = board()
    text = text_of(one_liner(replace(plan, strips=[strip for strip in plan.strips if strip.day != 2]), "fr"))
    assert "Aucune séquence" in text


def test_one_day_and_one_strip_are_written_in_the_singular() -> None:
    plan = board()
    short = replace(plan, days=plan.days[2:3], strips=[strip for strip in plan.strips if strip.day == 3])
    assert "1 jour · 1 bande" in text_of(one_liner(short, "fr"))


def test_a_strip_outside_the_days_is_refused() -> None:
    with pytest.raises(StripOutsideDays):
        one_liner_xlsx(replace(board(), days=[]), "fr")


def test_the_workbook_has_a_row_a_strip() -> None:
    (rows,) = sheets_of(one_liner_xlsx(board(), "nl")).values()
    assert len(rows) == 1 + 42
    assert rows[1][2:6] == ["1, 2", "EXT", "DAG", "Gare, parvis"]
