"""The scenes by set: each set once, with its days and totals."""

from dataclasses import replace

import pytest

from coulisse.papers.board import StripOutsideDays
from coulisse.papers.strips_by_set import by_set, strips_by_set, strips_by_set_xlsx
from tests.papers.plan_of_la_drache import board
from tests.papers.reading import pages_of, sheets_of, text_of


def test_each_set_once_in_the_order_of_shooting() -> None:
    sets = by_set(board())
    assert list(sets)[:3] == ["Gare, parvis", "Hall de gare", "Appartement Noémie – cuisine"]
    assert [strip.day for strip in sets["Café «\u00a0Le Batelier\u00a0»"]] == [6, 7, 8]
    assert sum(len(strips) for strips in sets.values()) == 42


def test_a_set_tells_its_days_and_its_length() -> None:
    pdf = strips_by_set(board(), "fr")
    assert pages_of(pdf) == 2
    text = text_of(pdf)
    assert "Huy, quai · 3 jours · 3 bandes" in text
    assert "9 5/8" in text
    assert "34 décors · 32 jours · 42 bandes" in text
    assert "99 1/8" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Séquences par décor", "J15", "me 17/03")),
        ("nl", ("Scènes per decor", "D15", "wo 17/03", "34 decors · 32 dagen · 42 stroken")),
        ("en", ("Scenes by set", "D15", "We 17/03", "34 sets · 32 days · 42 strips")),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    text = text_of(strips_by_set(board(), language))
    for word in words:
        assert word in text


def test_a_strip_outside_the_days_is_refused() -> None:
    with pytest.raises(StripOutsideDays):
        strips_by_set(replace(board(), days=[]), "fr")


def test_the_workbook_has_a_row_a_strip() -> None:
    (rows,) = sheets_of(strips_by_set_xlsx(board(), "en")).values()
    assert len(rows) == 1 + 42
    assert rows[1][:5] == ["Gare, parvis", "Liège-Guillemins", 1, rows[1][3], "1, 2"]
