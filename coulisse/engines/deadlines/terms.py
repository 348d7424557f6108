"""Until when a message is answered, by route: working days, days or months after it came, with rule and source.

>>> from coulisse.kernel.confidence import Confidence
>>> read_on = date(2026, 11, 22)
>>> reply = Term("audience.reply_delay", Route.MEDIATION, 30, Unit.WORKING_DAYS, "contrat de gestion", read_on,
...              Confidence.MEDIUM)
>>> rule = CountingRule(authority="BE", source="AR 18/04/1974", read_on=read_on, confidence=Confidence.HIGH)
>>> due(reply, date(2027, 3, 15), rule).date.isoformat()
'2027-04-27'
>>> month = Term("gdpr", Route.PRIVACY, 1, Unit.MONTHS, "art. 12(3)", read_on, Confidence.HIGH)
>>> due(month, date(2027, 1, 31)).date
datetime.date(2027, 2, 28)
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from coulisse.kernel.confidence import Confidence
from coulisse.kernel.counting import CountingRule, SkippedDay
from coulisse.kernel.workingdays import add_working_days

# Inside Due the word `date` is its field.
_Date: TypeAlias = date
MONTHS_OF_A_YEAR = 12


class NoCountingRule(ValueError):
    """A term in working days, and nobody said which days count."""


class Route(StrEnum):
    """Which way a message goes."""

    SERVICE = "service"
    MEDIATION = "mediation"
    CSA = "csa"
    CDJ = "cdj"
    VRM = "vrm"
    REPLY = "right_of_reply"
    PRIVACY = "privacy"


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """A dated parameter, given by the caller: `amount` units for `route`, as read in `source` on `read_on`."""

    code: str
    route: Route
    amount: int
    unit: Unit
    source: str
    read_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, the term that gives it, and the days that weren't counted."""

    date: _Date
    term: Term
    start: _Date
    skipped: tuple[SkippedDay, ...] = ()


def due(term: Term, start: date, rule: CountingRule | None = None) -> Due:
    """The last day of `term` after `start`, which itself isn't counted unless the rule says so.

    A month ends on the day of the same number, or on the last day of a shorter month. Raises NoCountingRule, and
    what add_working_days raises.
    """
    if term.unit is Unit.WORKING_DAYS:
        if rule is None:
            raise NoCountingRule(term.code)
        counted = add_working_days(start, term.amount, rule)
        return Due(counted.date, term, start, counted.skipped)
    if term.unit is Unit.DAYS:
        return Due(start + timedelta(days=term.amount), term, start)
    return Due(months_later(start, term.amount), term, start)


def months_later(start: date, months: int) -> date:
    """The day of the same number `months` later, or the last of that month.

    >>> months_later(date(2026, 12, 31), 2).isoformat()
    '2027-02-28'
    """
    number = start.month - 1 + months
    year, month = start.year + number // MONTHS_OF_A_YEAR, number % MONTHS_OF_A_YEAR + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
