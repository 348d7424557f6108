"""Delays in working days: a date that carries its rule and every day it didn't count.

Rule and worked examples: docs/engines/working-days.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from coulisse.kernel.counting import CountingRule, SkippedDay, SkipReason
from coulisse.kernel.period import Period

LONGEST_DELAY = 5000
# A century without enough countable days means closures that leave none.
_HORIZON = timedelta(days=36525)
_DAY = timedelta(days=1)
# Inside Deadline the word `date` is its field.
_Date: TypeAlias = date


class DelayOutOfRange(ValueError):
    """A delay below 0 or above 5,000 working days."""


class DeadlineOutOfReach(ValueError):
    """The rule's closures leave too few days to count within a century, or the calendar ends."""


class RuleNotInForce(ValueError):
    """A delay was to be counted by a rule that doesn't apply on its first day."""


class EndBeforeStart(ValueError):
    """Working days were asked between a day and an earlier one."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`date`, the last of `count` working days after `start`, counted by `rule`.

    `skipped` holds every day from `start` to `date` that wasn't counted, in order, with its reason.
    """

    date: _Date
    start: _Date
    count: int
    rule: CountingRule
    skipped: tuple[SkippedDay, ...]

    @property
    def period(self) -> Period:
        """From the day of filing to the deadline, both included."""
        return Period(self.start, self.date)


def add_working_days(start: date, count: int, rule: CountingRule) -> Deadline:
    """The day on which `count` working days have passed since `start`; 0 gives `start` itself.

    Raises DelayOutOfRange, RuleNotInForce (the rule must be in force on `start`), DeadlineOutOfReach.

    >>> from coulisse.kernel.confidence import Confidence
    >>> filed = date(2027, 3, 16)
    >>> rule = CountingRule(authority="Etterbeek", source="…", read_on=filed, confidence=Confidence.MEDIUM)
    >>> deadline = add_working_days(filed, 21 + 5, rule)
    >>> deadline.date.isoformat()
    '2027-04-22'
    >>> [skip.day.isoformat() for skip in deadline.skipped if skip.reason is SkipReason.HOLIDAY]
    ['2027-03-29']
    """
    _check(start, count, rule)
    skipped: list[SkippedDay] = []
    day, left = start, count
    while True:
        skip = _skip(day, start, rule)
        if skip is not None:
            skipped.append(skip)
        elif left:
            left -= 1
        if not left:
            return Deadline(day, start, count, rule, tuple(skipped))
        day = _next(day, start)


def working_days_between(start: date, end: date, rule: CountingRule) -> int:
    """How many days the rule counts from `start` (the day of filing) to `end`, `end` included.

    The inverse of `add_working_days`, save for 0 days under a rule that counts the day of filing.
    Raises EndBeforeStart, RuleNotInForce.
    """
    if end < start:
        raise EndBeforeStart(f"{end} comes before {start}")
    _check(start, 0, rule)
    return sum(_skip(day, start, rule) is None for day in Period(start, end))


def latest_filing_day(by: date, count: int, rule: CountingRule) -> date:
    """The last day that the rule counts on which to file for the delay to be over on `by` at the latest.

    Only days that count are answered, since an authority that doesn't count a day is usually shut on it.
    Raises DelayOutOfRange, DeadlineOutOfReach, RuleNotInForce (if the answer falls before the rule).
    """
    if not 0 <= count <= LONGEST_DELAY:
        raise DelayOutOfRange(f"{count} isn't between 0 and {LONGEST_DELAY} working days")
    # The day filed on is one of the countable days itself: it's counted, or stands before those that are.
    left = count if rule.counts_day_of_filing and count else count + 1
    day = by
    while True:
        left -= rule.counts(day)
        if not left:
            break
        day = _previous(day, by)
    _check(day, count, rule)
    return day


def _skip(day: date, start: date, rule: CountingRule) -> SkippedDay | None:
    if day == start and not rule.counts_day_of_filing:
        return SkippedDay(day, SkipReason.DAY_OF_FILING)
    return rule.skips(day)


def _check(start: date, count: int, rule: CountingRule) -> None:
    if not 0 <= count <= LONGEST_DELAY:
        raise DelayOutOfRange(f"{count} isn't between 0 and {LONGEST_DELAY} working days")
    if start not in rule.in_force:
        raise RuleNotInForce(f"the rule of {rule.authority} isn't in force on {start}")


def _next(day: date, start: date) -> date:
    if day == date.max or day - start > _HORIZON:
        raise DeadlineOutOfReach(f"no deadline within a century of {start}")
    return day + _DAY


def _previous(day: date, by: date) -> date:
    if day == date.min or by - day > _HORIZON:
        raise DeadlineOutOfReach(f"no day to file on within a century before {by}")
    return day - _DAY
