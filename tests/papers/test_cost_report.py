"""Cost report no. 6 on paper: the reference’s figures, three languages, a workbook that adds up by itself."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coulisse.papers.cost_report import cost_report, cost_report_xlsx
from tests.formats.budget_book.office import recomputed
from tests.papers.la_drache_costs import paper_no_6, report_no_6
from tests.papers.reading import cells_typed, pages_of, text_of

TOTALS = {
    "budget": 348_265_000,
    "actual": 161_498_000,
    "committed": 129_815_250,
    "to_date": 291_313_250,
    "to_complete": 56_902_155,
    "final": 348_215_405,
    "variance": -49_595,
    "movement": 20_825_200,
}


def test_the_totals_are_those_of_the_story() -> None:
    total = report_no_6().total
    assert {name: getattr(total, name).cents for name in TOTALS} == TOTALS


def test_it_is_one_page_with_its_finding_and_its_signatures() -> None:
    pdf = cost_report(paper_no_6(), "fr")
    assert pages_of(pdf) == 1
    text = text_of(pdf)
    for words in (
        "Cost report n° 6",
        "situation au lundi 15 mars 2027 (J13 tourné), prévision J14 ajoutée le 16/03",
        "13 / 32 (40,6 %)",
        "3 482 154,05",
        "−495,95",
        "31 650,20",
        "214 880,12 €",
        "Mouvement sem. 10",
        "+11 284,60",
        "Facture Lux Grip Sàrl 120,05, répartie 61,22 / 40,82 / 18,01.",
        "Nadia Verhaeghen",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            ("Kostenrapport nr. 6", "maandag 15 maart 2027 (D13 gedraaid)", "Geraamde eindkost", "3 482 154,05"),
        ),
        ("en", ("Cost report no. 6", "Monday 15 March 2027 (day 13 shot)", "Estimated final", "3,482,154.05")),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    text = text_of(cost_report(paper_no_6(), language))
    for word in words:
        assert word in text


def test_before_it_is_closed_it_has_no_number_and_says_so() -> None:
    text = text_of(cost_report(replace(paper_no_6(), number=None, days_shot=None, cash=None), "fr"))
    assert "non clôturé" in text
    assert "Trésorerie" not in text


def test_a_heading_with_one_account_is_one_line() -> None:
    text = text_of(cost_report(paper_no_6(), "fr"))
    assert "Frais généraux" in text
    assert "\n81" not in text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert cost_report(paper_no_6(), "fr") == cost_report(paper_no_6(), "fr")
    assert cost_report_xlsx(paper_no_6(), "fr") == cost_report_xlsx(paper_no_6(), "fr")


def test_the_workbook_recomputes_to_the_same_cent_elsewhere(tmp_path: Path) -> None:
    """Sums, D, E and G are formulas; another program finds what we found."""
    book = cost_report_xlsx(paper_no_6(), "fr")
    assert cells_typed(book, "f") > 150
    sheet = openpyxl.load_workbook(BytesIO(recomputed(book, tmp_path)), data_only=True).worksheets[0]
    rows: dict[Any, tuple[Any, ...]] = {
        row[0] or row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)
    }
    report = report_no_6()
    found = {row.number: row.figures for row in report.rows()} | {"Total": report.total}
    found |= {group.number: group.figures for group in report.groups}
    for number, figures in found.items():
        cents = [round(value * 100) for value in rows[number][2:10]]
        assert cents == [getattr(figures, name).cents for name in TOTALS], number
