"""When an amount falls due: supplier's terms, what comes back every week or month, and the days that the law sets.

The days of the law come in as a `Calendar`, from dated parameters: none is written here.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coulisse.engines.cashflow.records import Kind

MOST_OCCURRENCES = 260


class Terms(StrEnum):
    """How long after the day of the invoice (or of the pay) one pays."""

    SAME_DAY = "day"
    NET_15 = "net15"
    NET_30 = "net30"
    NET_60 = "net60"
    END_OF_MONTH_30 = "eom30"
    END_OF_MONTH_60 = "eom60"
    LEGAL = "legal"
    """The day that the law sets for VAT, withholding tax and social contributions."""


class Every(StrEnum):
    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The legal days: the day of the month after the period on which each is due. None: nobody knows."""

    vat_day: int | None = None
    withholding_day: int | None = None
    social_day: int | None = None
    """Of the month after the quarter; a day beyond the month's end is its last day."""


def due_on(day: date, terms: Terms, kind: Kind, legal: Calendar) -> date:
    """The day on which an amount of `day` is paid.

    >>> due_on(date(2027, 3, 10), Terms.END_OF_MONTH_30, Kind.SUPPLIER, Calendar()).isoformat()
    '2027-04-30'
    >>> due_on(date(2027, 3, 31), Terms.LEGAL, Kind.WITHHOLDING, Calendar(withholding_day=15)).isoformat()
    '2027-04-15'
    """
    if terms in (Terms.NET_15, Terms.NET_30, Terms.NET_60):
        return day + timedelta(days=int(terms.value.removeprefix("net")))
    if terms in (Terms.END_OF_MONTH_30, Terms.END_OF_MONTH_60):
        return _end_of_month(day + timedelta(days=int(terms.value.removeprefix("eom"))))
    if terms is Terms.LEGAL:
        return _legal(day, kind, legal)
    return day


def occurrences(first: date, every: Every, until: date | None) -> Iterator[date]:
    """The days of something that comes back, the last one on `until` at the latest; without an end, once only.

    The 31st of a month that is shorter is its last day.

    >>> [day.isoformat() for day in occurrences(date(2027, 1, 31), Every.MONTH, date(2027, 3, 31))]
    ['2027-01-31', '2027-02-28', '2027-03-31']
    """
    if every is Every.ONCE or until is None:
        yield first
        return
    for number in range(MOST_OCCURRENCES):
        day = (
            first + timedelta(weeks=number) if every is Every.WEEK else month_after(first, number * _months(every))
        )
        if day > until:
            return
        yield day


def month_after(day: date, months: int, on: int | None = None) -> date:
    """The same day of the month (or the day `on`) so many months later, the month's last day if it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(on or day.day, calendar.monthrange(year, month + 1)[1]))


def _months(every: Every) -> int:
    return 3 if every is Every.QUARTER else 1


def _legal(day: date, kind: Kind, legal: Calendar) -> date:
    if kind is Kind.VAT and legal.vat_day:
        return month_after(day, 1, legal.vat_day)
    if kind is Kind.WITHHOLDING and legal.withholding_day:
        return month_after(day, 1, legal.withholding_day)
    if kind is Kind.SOCIAL and legal.social_day:
        return month_after(day, 3 - (day.month - 1) % 3, legal.social_day)
    return day


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
