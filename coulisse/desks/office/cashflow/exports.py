"""The forecast out: a workbook whose balances are formulas over its lines, and the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.desks.office.cashflow.models import KINDS
from coulisse.desks.office.cashflow.queries.forecast import Foreseen, outlook
from coulisse.desks.office.cashflow.queries.gathering import Gathered
from coulisse.desks.office.cashflow.words import slot_name, source_words, span
from coulisse.engines.cashflow import Movement, Slot
from coulisse.formats.tabular import Column, Formula, OutCell, Table, write_xlsx
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels
from coulisse.papers.cash_forecast import CashForecast, PaperSlot, cash_forecast

FIRST_LINE: Final = 2
"""Of a sheet, under its head."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells."""

    production: Production
    scenario: str
    changes: tuple[str, ...]
    gathered: Gathered
    foreseen: Foreseen
    slots: tuple[Slot, ...]
    by: str
    title: str
    rescue: str


def workbook(told: Told, *, at: datetime) -> bytes:
    """Two sheets: the weeks, computed by the spreadsheet from the second one, its lines."""
    lines = _("Lines")
    weeks = Table(pgettext("office", "Cash"), _week_columns(), tuple(_week_rows(told, lines)))
    detail = Table(lines, _line_columns(), tuple(_line_rows(told)))
    return write_xlsx([weeks, detail], created=at)


def _week_columns() -> tuple[Column, ...]:
    heads = (_("Week"), _("First day"), _("Last day"), _("In"), _("Unconfirmed"), _("Out"), _("Balance"))
    return tuple(Column(head) for head in heads)


def _week_rows(told: Told, sheet: str) -> Iterator[tuple[OutCell, ...]]:
    opened_on = told.gathered.opened_on
    opening = told.gathered.opening.decimal
    yield (_("Balance of the bank"), opened_on, opened_on, None, None, None, opening)
    end = FIRST_LINE - 1 + max(1, sum(len(slot.movements) for slot in told.slots))
    for place, slot in enumerate(told.slots):
        row = FIRST_LINE + 1 + place
        weeks, amounts, sure = (f"'{sheet}'!${letter}${FIRST_LINE}:${letter}${end}" for letter in "AEF")
        same = f"{amounts},{weeks},$A{row}"
        unsure = f'=SUMIFS({same},{amounts},">0",{sure},0)'
        yield (
            slot_name(slot, told.by),
            slot.first,
            slot.last,
            Formula(f'=SUMIFS({same},{amounts},">0")', slot.into.decimal),
            Formula(unsure, slot.unconfirmed.decimal),
            Formula(f'=SUMIFS({same},{amounts},"<0")', slot.out.decimal),
            Formula(f"=ROUND(G{row - 1}+D{row}+F{row},2)", slot.closing.decimal),
        )


def _line_columns() -> tuple[Column, ...]:
    heads = (
        _("Week"),
        _("Date"),
        _("Label"),
        _("Kind"),
        _("Amount"),
        _("Certain (1 or 0)"),
        _("Source"),
        _("Account"),
    )
    return tuple(Column(head) for head in heads)


def _line_rows(told: Told) -> Iterator[tuple[OutCell, ...]]:
    for slot in told.slots:
        for one in slot.movements:
            yield _line(one, slot_name(slot, told.by))


def _line(one: Movement, name: str) -> tuple[OutCell, ...]:
    kind = str(KINDS[one.kind])
    source = source_words(one)
    return (name, one.day, one.label, kind, one.amount.decimal, int(one.is_certain), source, one.account or None)


def printed(told: Told, *, language: str, at: datetime) -> bytes:
    """The paper, in a language."""
    foreseen, balance = told.foreseen, told.gathered.balance
    ahead = outlook(told.gathered, foreseen)
    record = CashForecast(
        title=told.production.title,
        house=told.production.company.name,
        at=to_brussels(at),
        finding=told.title,
        first=f"{slot_name(foreseen.first, 'week')} ({span(foreseen.first.first, foreseen.first.last)})"
        if foreseen.first
        else "",
        missing=foreseen.gap.missing if foreseen.gap else None,
        missing_days=foreseen.gap.days if foreseen.gap else None,
        rescue=told.rescue,
        scenario=told.scenario,
        changes=told.changes,
        balance=balance.amount if balance else None,
        read_at=localtime(balance.read_at) if balance else None,
        available=ahead.available,
        outflows=(ahead.out_1, ahead.out_7, ahead.out_30),
        slots=tuple(_paper_slot(slot, told.by) for slot in told.slots),
    )
    return cash_forecast(record, language)


def _paper_slot(slot: Slot, by: str) -> PaperSlot:
    weighty = sorted(slot.movements, key=lambda one: -abs(one.amount.cents))[:3]
    return PaperSlot(
        name=slot_name(slot, by),
        first=slot.first,
        last=slot.last,
        into=slot.into,
        unconfirmed=slot.unconfirmed,
        out=slot.out,
        closing=slot.closing,
        lowest=slot.lowest,
        mostly=tuple(one.label for one in weighty),
    )
