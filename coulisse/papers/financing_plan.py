"""Plan de financement et devis récapitulatif / financieringsplan: who pays for the work, what it costs. Two A4.

The first page sums to the second: the gap between them is printed, whatever it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from coulisse.formats.tabular import Column, Formula, OutCell, Table, write_xlsx
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.writing import write_amount, write_rate
from coulisse.papers import press
from coulisse.papers.days import day_in_figures, day_in_words
from coulisse.papers.financing_plan_words import WORDS

NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Tranche:
    """One payment of a source, for the workbook."""

    number: int
    percent: str
    amount: Money
    trigger: str
    due_on: date | None
    received_on: date | None
    received: Money


@dataclass(frozen=True, slots=True)
class Funding:
    """One who pays. `status` is secured, signed or hoped."""

    name: str
    kind: str
    amount: Money
    share: Rate
    status: str
    paper: str
    schedule: str
    received: Money
    tranches: tuple[Tranche, ...] = ()
    decision_on: date | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """The sources of one country."""

    name: str
    amount: Money
    share: Rate
    received: Money
    lines: tuple[Funding, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a source asks, how far one is, what room is left."""

    source: str
    text: str
    situation: str
    margin: str


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the budget summary, with its part in each territory."""

    number: str
    name: str
    total: Money
    cuts: tuple[Money, ...]
    is_top: bool


@dataclass(frozen=True, slots=True)
class Topsheet:
    """The budget, account by account. `reserve` is the number of the contingency, where there is one."""

    number: int
    agreed_on: date | None
    territories: tuple[str, ...]
    accounts: tuple[Account, ...]
    total: Money
    cuts: tuple[Money, ...]
    globals: tuple[tuple[str, str], ...]
    reserve: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and the date under it; empty: to be signed."""

    name: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FinancingPlan:
    """The whole paper. `facts`: nature, shooting, producer, coproducers, currency, those that are known."""

    film: str
    house: str
    at: datetime
    number: int
    day: date
    is_frozen: bool
    facts: Mapping[str, str]
    groups: tuple[Country, ...]
    total: Money
    received: Money
    standings: tuple[tuple[str, Money, Rate], ...]
    conditions: tuple[Condition, ...]
    topsheet: Topsheet | None
    signatures: tuple[Signature, Signature, Signature]

    @property
    def at_risk(self) -> tuple[Funding, ...]:
        return tuple(line for group in self.groups for line in group.lines if line.status == "hoped")


def financing_plan(record: FinancingPlan, language: str) -> bytes:
    """The paper as a PDF in `language` (fr, nl or en): the plan, then the budget summary."""
    return press.pdf("financing-plan", page_data(record, language))


def page_data(record: FinancingPlan, language: str) -> dict[str, Any]:
    """What the layout prints: texts only."""
    words = WORDS[language]
    pen = _Pen(Language(language))
    top = record.topsheet
    stand = words["stand_frozen" if record.is_frozen else "stand_moving"]
    budget = words["foot_budget"].format(number=top.number) if top else ""
    date_text = day_in_figures(record.day)
    return {
        "doc": press.document(
            title=words["title"].format(film=record.film),
            author=record.house,
            at=record.at,
            left=words["foot"].format(
                film=record.film, number=record.number, budget=budget, stand=stand, date=date_text
            ),
            middle=words["private"].format(house=record.house),
            page=words["page"],
        ),
        "language": language,
        "film": record.film,
        "kind": words["kind"],
        "stamp": words["plan_frozen" if record.is_frozen else "plan_moving"].format(
            number=record.number, day=day_in_words(record.day, language)
        ),
        "facts": [[words["facts"][key], text] for key, text in record.facts.items() if text],
        "heads": words["heads"],
        "groups": [_group(group, words, pen) for group in record.groups],
        "total": [words["total"], pen.money(record.total), pen.whole(), pen.money(record.received)],
        "cost": _cost(record, words, pen),
        "solidity": words["solidity"],
        "standings": [_standing(one, words, pen) for one in record.standings],
        "risk": risk_in_words(record, language),
        "conditions": {
            "label": words["conditions"],
            "note": words["conditions_note"].format(date=date_text),
            "heads": words["condition_heads"],
            "rows": [[one.source, one.text, one.situation, one.margin] for one in record.conditions],
        },
        "topsheet": _topsheet(top, words, pen) if top else None,
        "signs": _signs(record, words),
    }


@dataclass(frozen=True, slots=True)
class _Pen:
    """Amounts and shares in one language."""

    language: Language

    def money(self, amount: Money, nothing: str = "") -> str:
        return write_amount(amount, self.language) if amount or not nothing else nothing

    def share(self, rate: Rate) -> str:
        return write_rate(rate, self.language, 2)

    def whole(self) -> str:
        return self.share(Rate.percent(100))


def _group(group: Country, words: Mapping[str, Any], pen: _Pen) -> dict[str, Any]:
    return {
        "name": group.name,
        "amount": pen.money(group.amount),
        "share": pen.share(group.share),
        "received": pen.money(group.received),
        "lines": [_line(one, words, pen) for one in group.lines],
    }


def _line(one: Funding, words: Mapping[str, Any], pen: _Pen) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "amount": pen.money(one.amount),
        "share": pen.share(one.share),
        "status": words["status"][one.status],
        "hoped": one.status == "hoped",
        "paper": one.paper,
        "schedule": one.schedule,
        "received": pen.money(one.received),
    }


def _cost(record: FinancingPlan, words: Mapping[str, Any], pen: _Pen) -> dict[str, Any]:
    top = record.topsheet
    if top is None:
        return {"label": words["no_cost"], "amount": "", "gap": None}
    gap = record.total - top.total
    return {
        "label": words["cost"].format(number=top.number),
        "amount": pen.money(top.total),
        "gap": [words["gap"], pen.money(gap), words["gap_note"]],
    }


def _standing(one: tuple[str, Money, Rate], words: Mapping[str, Any], pen: _Pen) -> dict[str, Any]:
    code, amount, share = one
    return {
        "code": code,
        "word": words["status"][code],
        "amount": pen.money(amount),
        "share": pen.share(share),
        # The length of a bar, in hundredths of a percent: a whole number, so that the page has no float.
        "points": int(share.as_percent * 100),
    }


def risk_in_words(record: FinancingPlan, language: str) -> str:
    """What happens if the money that is only hoped for doesn't come."""
    words = WORDS[language]
    risky = record.at_risk
    if not risky:
        return str(words["no_risk"])
    days = [one.decision_on for one in risky if one.decision_on]
    decision = words["risk_decided"].format(day=day_in_figures(max(days))) if days else words["risk_undecided"]
    reserve = record.topsheet.reserve if record.topsheet else ""
    return str(
        words["risk"].format(
            names=", ".join(one.name for one in risky),
            decision=decision,
            reserve=words["risk_reserve"].format(account=reserve) if reserve else "",
        )
    )


def _topsheet(top: Topsheet, words: Mapping[str, Any], pen: _Pen) -> dict[str, Any]:
    stamp = "topsheet_agreed" if top.agreed_on else "topsheet_working"
    on = day_in_figures(top.agreed_on) if top.agreed_on else ""
    return {
        "kind": words["topsheet"],
        "stamp": words[stamp].format(number=top.number, date=on),
        "heads": [*words["topsheet_heads"], *(words["of_which"].format(name=name) for name in top.territories)],
        "rows": [
            {"top": one.is_top, "cells": [one.number, one.name, *_figures(one.total, one.cuts, top.total, pen)]}
            for one in top.accounts
        ],
        "total": [words["total_cost"], *_figures(top.total, top.cuts, top.total, pen)],
        "globals": [list(one) for one in top.globals],
    }


def _figures(total: Money, cuts: Sequence[Money], whole: Money, pen: _Pen) -> list[str]:
    share = pen.share(Rate(total.share_of(whole))) if whole else NOTHING
    return [pen.money(total, NOTHING), share, *(pen.money(cut, NOTHING) for cut in cuts)]


def _signs(record: FinancingPlan, words: Mapping[str, Any]) -> list[list[str]]:
    return [
        [label, one.name, day_in_figures(one.on) if one.on else words["to_sign"]]
        for label, one in zip(words["signs"], record.signatures, strict=True)
    ]


def financing_plan_xlsx(record: FinancingPlan, language: str) -> bytes:
    """The plan as a workbook: its sources with living totals, and the tranches one by one."""
    words = WORDS[language]
    return write_xlsx([_plan_sheet(record, words), _tranche_sheet(record, words)], created=record.at)


def _plan_sheet(record: FinancingPlan, words: Mapping[str, Any]) -> Table:
    lines = [(group.name, line) for group in record.groups for line in group.lines]
    last = len(lines) + 1
    total = record.total.decimal
    rows: list[tuple[OutCell, ...]] = []
    for row, (country, one) in enumerate(lines, start=2):
        share = Formula(f"=D{row}/D${last + 1}", one.amount.decimal / total if total else 0)
        rows.append(
            (
                country,
                one.name,
                one.kind,
                one.amount.decimal,
                share,
                words["status"][one.status],
                one.paper,
                one.received.decimal,
                Formula(f"=D{row}-H{row}", (one.amount - one.received).decimal),
            )
        )
    rows.append(_sums(words["total"], record, last))
    if record.topsheet is not None:
        cost = record.topsheet.total
        rows.append((None, words["cost"].format(number=record.topsheet.number), None, cost.decimal, *[None] * 5))
        gap = Formula(f"=D{last + 1}-D{last + 2}", (record.total - cost).decimal)
        rows.append((None, words["gap"], None, gap, *[None] * 5))
    return Table(words["sheet_plan"], tuple(Column(head) for head in words["sheet_heads"]), tuple(rows))


def _sums(label: str, record: FinancingPlan, last: int) -> tuple[OutCell, ...]:
    def column(letter: str, value: Money) -> Formula:
        return Formula(f"=SUM({letter}2:{letter}{last})", value.decimal)

    still = record.total - record.received
    share = Formula(f"=SUM(E2:E{last})", 1)
    return (
        None,
        label,
        None,
        column("D", record.total),
        share,
        None,
        None,
        column("H", record.received),
        column("I", still),
    )


def _tranche_sheet(record: FinancingPlan, words: Mapping[str, Any]) -> Table:
    rows = tuple(
        (
            line.name,
            one.number,
            one.percent or None,
            one.amount.decimal,
            one.trigger or None,
            one.due_on,
            one.received_on,
            one.received.decimal,
        )
        for group in record.groups
        for line in group.lines
        for one in line.tranches
    )
    return Table(words["sheet_tranches"], tuple(Column(head) for head in words["tranche_heads"]), rows)
