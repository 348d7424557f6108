"""The report as a PDF: one page where it fits."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from coulisse.engines.costs import Figures, Group
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.writing import write_amount, write_money, write_rate
from coulisse.papers import press
from coulisse.papers.cost_report.records import CostReportPaper
from coulisse.papers.cost_report.words import WORDS
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures

NOTHING: Final = "–"


def cost_report(record: CostReportPaper, language: str) -> bytes:
    """The report in `language` (fr, nl or en)."""
    words: dict[str, Any] = WORDS[language]
    kind = kind_of(record, words)
    made = words["left"].format(
        film=record.film,
        kind=kind,
        day=day_in_figures(record.until),
        date=day_in_figures(record.at.date()),
        hour=hour_in_figures(record.at),
    )
    return press.pdf(
        "cost-report",
        {
            "doc": press.document(
                title=f"{record.film}, {kind}",
                author=record.house,
                at=record.at,
                left=made,
                middle=words["private"].format(house=record.house),
                page=words["page"],
            ),
            "language": language,
            "film": record.film,
            "kind": kind,
            "stamp": _stamp(record, words, language),
            "facts": list(_facts(record, words, language)),
            "heads": heads_of(record, words),
            "formulas": words["formulas"],
            "groups": [_group(group, language) for group in record.report.groups],
            "total": {"name": words["total"], "cells": _cells(record.report.total, language, zero="0")},
            "notes": [[str(note.number), note.text] for note in record.notes],
            "signers": [[signer.job, signer.name] for signer in record.signers],
        },
    )


def kind_of(record: CostReportPaper, words: dict[str, Any]) -> str:
    said: str = words["draft"] if record.number is None else words["kind"].format(number=record.number)
    return said


def heads_of(record: CostReportPaper, words: dict[str, Any]) -> list[str]:
    return [head.format(week=record.week) for head in words["heads"]]


def _stamp(record: CostReportPaper, words: dict[str, Any], language: str) -> str:
    said: str = words["stamp"].format(day=day_in_words(record.until, language))
    if record.days_shot:
        said += f" ({words['shot'].format(n=record.days_shot)})"
    return f"{said}, {record.stamp}" if record.stamp else said


def _facts(record: CostReportPaper, words: dict[str, Any], language: str) -> Iterable[list[str]]:
    names, total, tongue = words["facts"], record.report.total, Language(language)
    if record.days_shot is not None and record.days_planned:
        part = write_rate(Rate(Fraction(record.days_shot, record.days_planned)), tongue, 1)
        yield [names["shot"], f"{record.days_shot} / {record.days_planned} ({part})"]
    yield [names["budget"], write_amount(total.budget, tongue)]
    yield [names["final"], write_amount(total.final, tongue)]
    yield [
        names["variance"],
        signed(total.variance, language) if total.variance else write_amount(Money(0), tongue),
    ]
    if record.contingency is not None:
        yield [names["contingency"], write_amount(record.contingency, tongue)]
    if record.cash is not None:
        yield [names["cash"], write_money(record.cash, tongue)]


def _group(group: Group, language: str) -> dict[str, Any]:
    """A heading with one account under it is printed as one line."""
    single = len(group.rows) == 1
    return {
        "number": group.number,
        "name": group.name,
        "cells": _cells(group.figures, language),
        "note": _notes(group.rows[0].notes) if single else "",
        "rows": []
        if single
        else [
            {
                "number": row.number,
                "name": row.name,
                "cells": _cells(row.figures, language),
                "note": _notes(row.notes),
            }
            for row in group.rows
        ],
    }


def _notes(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)


def _cells(figures: Figures, language: str, *, zero: str = "") -> list[str]:
    """The columns A to G and the movement; the variance with its sign."""
    plain = [
        _amount(amount, language, zero)
        for amount in (
            figures.budget,
            figures.actual,
            figures.committed,
            figures.to_date,
            figures.to_complete,
            figures.final,
        )
    ]
    variance = (
        signed(figures.variance, language) if figures.variance else _amount(figures.variance, language, zero)
    )
    return [*plain, variance, _amount(figures.movement, language, zero)]


def _amount(amount: Money, language: str, zero: str) -> str:
    return write_amount(amount, Language(language)) if amount or zero else NOTHING


def signed(amount: Money, language: str) -> str:
    """With its sign, the plus too."""
    written = write_amount(amount, Language(language))
    return f"+{written}" if amount.cents > 0 else written
