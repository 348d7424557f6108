"""The VAT returns that the movements lead to: what suppliers charged and comes back, less what is handed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coulisse.engines.cashflow.records import Kind, Movement
from coulisse.engines.cashflow.terms import month_after
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class VatRule:
    """How a company returns its VAT: every `months`, due on `day` of the month after the period.

    `refund_days`: a credit is paid back so many days after that; None: it is carried to the next return.
    """

    day: int
    months: int = 1
    refund_days: int | None = None


def returns(movements: Iterable[Movement], rule: VatRule, *, label: str, currency: str = "EUR") -> list[Movement]:
    """One movement a return that pays or is paid; a credit that is carried makes none.

    A movement counts in the period of its day, and VAT movements themselves never do.
    """
    balances: dict[date, int] = {}
    for one in movements:
        if one.kind is not Kind.VAT:
            cents = (one.vat_back.cents if one.vat_back else 0) - (one.vat_due.cents if one.vat_due else 0)
            first = _first_of(one.day, rule.months)
            balances[first] = balances.get(first, 0) + cents
    carried, made = 0, []
    for first in sorted(balances):
        balance = balances[first] + carried
        due = month_after(first, rule.months, rule.day)
        carried = balance if balance > 0 and rule.refund_days is None else 0
        if balance and not carried:
            day = due if balance < 0 else due + timedelta(days=rule.refund_days or 0)
            made.append(_movement(first, day, Money(balance, currency), label))
    return made


def _movement(first: date, day: date, amount: Money, label: str) -> Movement:
    return Movement(
        key=f"vat:{first.isoformat()}",
        day=day,
        amount=amount,
        kind=Kind.VAT,
        label=label,
        is_certain=amount.cents < 0,
        source="office.cashflow.vat",
    )


def _first_of(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)
