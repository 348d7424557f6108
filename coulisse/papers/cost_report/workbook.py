"""The report as a workbook: D, E, G and all sums are formulas, so that a reader can follow and change them."""

from collections.abc import Iterator
from typing import Any

from coulisse.engines.costs import Figures
from coulisse.formats.tabular import Column, Formula, OutCell, Table, write_xlsx
from coulisse.papers.cost_report.page import heads_of, kind_of
from coulisse.papers.cost_report.records import CostReportPaper
from coulisse.papers.cost_report.words import WORDS
from coulisse.papers.days import day_in_words

FIRST = 2
"""The row under the heads."""
SUMMED = ("C", "D", "E", "F", "G", "H", "I", "J")


def cost_report_xlsx(record: CostReportPaper, language: str) -> bytes:
    """Two sheets: the report, and what is told beside it."""
    words: dict[str, Any] = WORDS[language]
    heads = heads_of(record, words)
    marks = ("", "", *words["formulas"])
    titles = tuple(
        Column(f"{head}\n{mark}" if mark else head, width=34 if place == 1 else None)
        for place, (head, mark) in enumerate(zip(heads, marks, strict=True))
    )
    report = Table(words["sheet"], titles, tuple(_rows(record, words)))
    told = (
        (words["sheet"], f"{record.film}, {kind_of(record, words)}"),
        ("", words["stamp"].format(day=day_in_words(record.until, language))),
        *((str(note.number), note.text) for note in record.notes),
    )
    notes = Table(words["notes"], (Column(words["note"]), Column(words["text"], width=60)), told)
    return write_xlsx([report, notes], created=record.at)


def _rows(record: CostReportPaper, words: dict[str, Any]) -> Iterator[tuple[OutCell, ...]]:
    at, sums = FIRST, []
    for group in record.report.groups:
        first = at
        for row in group.rows:
            notes = ", ".join(str(number) for number in row.notes) or None
            yield (row.number, row.name, *_figures(row.figures, at), notes)
            at += 1
        sums.append(at)
        ranges = (f"=SUM({column}{first}:{column}{at - 1})" for column in SUMMED)
        yield (group.number, group.name, *_summed(group.figures, ranges), None)
        at += 1
    totals = ("=" + ("+".join(f"{column}{row}" for row in sums) or "0") for column in SUMMED)
    yield (None, words["total"], *_summed(record.report.total, totals), None)


def _figures(figures: Figures, at: int) -> tuple[OutCell, ...]:
    return (
        figures.budget.decimal,
        figures.actual.decimal,
        figures.committed.decimal,
        Formula(f"=D{at}+E{at}", figures.to_date.decimal),
        Formula(f"=H{at}-F{at}", figures.to_complete.decimal),
        figures.final.decimal,
        Formula(f"=H{at}-C{at}", figures.variance.decimal),
        figures.movement.decimal,
    )


def _summed(figures: Figures, formulas: Iterator[str]) -> tuple[OutCell, ...]:
    values = (
        figures.budget,
        figures.actual,
        figures.committed,
        figures.to_date,
        figures.to_complete,
        figures.final,
        figures.variance,
        figures.movement,
    )
    return tuple(Formula(text, value.decimal) for text, value in zip(formulas, values, strict=True))
