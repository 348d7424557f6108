"""Cash forecast: a balance at a moment and dated movements give weeks, the first one below zero, and the ways out.

Rule, choices and a worked example: `docs/engines/cashflow.md`.

>>> from datetime import date
>>> from coulisse.kernel.money import Money
>>> rent = Movement("r", date(2027, 3, 22), Money(-50_000), Kind.RENT, "Bureau")
>>> aid = Movement("a", date(2027, 3, 31), Money(80_000), Kind.TRANCHE, "Aide")
>>> found = forecast(Money(20_000), date(2027, 3, 15), [aid, rent])
>>> [(slot.number, slot.closing.cents) for slot in found.slots]
[(11, 20000), (12, -30000), (13, 50000)]
>>> first = found.first_below()
>>> first.number, gap(found, first).missing, gap(found, first).days
(12, Money(cents=30000, currency='EUR'), 9)
"""

from coulisse.engines.cashflow.changes import Add, Applied, Change, Drop, Shift, Spread, apply
from coulisse.engines.cashflow.credit import interest
from coulisse.engines.cashflow.forecast import (
    MONTHS,
    WEEKS,
    Forecast,
    Gap,
    Slot,
    available,
    forecast,
    gap,
    outflows,
    over,
)
from coulisse.engines.cashflow.ledger import give_way
from coulisse.engines.cashflow.records import Kind, Movement
from coulisse.engines.cashflow.terms import Calendar, Every, Terms, due_on, occurrences
from coulisse.engines.cashflow.vat import VatRule, returns

__all__ = [
    "MONTHS",
    "WEEKS",
    "Add",
    "Applied",
    "Calendar",
    "Change",
    "Drop",
    "Every",
    "Forecast",
    "Gap",
    "Kind",
    "Movement",
    "Shift",
    "Slot",
    "Spread",
    "Terms",
    "VatRule",
    "apply",
    "available",
    "due_on",
    "forecast",
    "gap",
    "give_way",
    "interest",
    "occurrences",
    "outflows",
    "over",
    "returns",
]
