"""How an authority counts days: a dated rule with its source, and the choice of the one in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coulisse.kernel.confidence import Confidence
from coulisse.kernel.holidays import LEGAL_HOLIDAYS, Holiday, holidays
from coulisse.kernel.period import Period

# ISO weekdays: Monday is 1, Sunday is 7.
MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
MONDAY_TO_SATURDAY = frozenset({1, 2, 3, 4, 5, 6})

ALWAYS = Period()
_LEAP_YEAR = 2028


class RuleCountsNoDay(ValueError):
    """A rule without weekdays, or with weekdays that aren't 1 to 7."""


class ClosureWithoutEnd(ValueError):
    """A closure with an open end: what ends a rule belongs in the rule's `in_force`."""


class NoRuleInForce(LookupError):
    """No rule of the list is in force on the day."""


class SeveralRulesInForce(LookupError):
    """Two rules of one list claim the same day: the data must say which."""


class SkipReason(StrEnum):
    """Why a day wasn't counted."""

    DAY_OF_FILING = "day-of-filing"
    WEEKDAY = "weekday"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that wasn't counted, and why; `detail` is the holiday's code or the closure's label."""

    day: date
    reason: SkipReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the authority doesn't count, once: `period` is closed, `label` comes from the data."""

    period: Period
    label: str

    def __post_init__(self) -> None:
        if self.period.is_open:
            raise ClosureWithoutEnd(f"{self.label}: the closure has an open end")

    def covers(self, day: date) -> bool:
        return day in self.period


@dataclass(frozen=True, slots=True)
class YearlyClosure:
    """Days closed every year, from a (month, day) to another, both included; it may pass New Year.

    >>> YearlyClosure((7, 15), (8, 15), "no council").covers(date(2027, 8, 15))
    True
    """

    first: tuple[int, int]
    last: tuple[int, int]
    label: str

    def __post_init__(self) -> None:
        for month, day in (self.first, self.last):
            date(_LEAP_YEAR, month, day)  # raises ValueError for 31 June

    def covers(self, day: date) -> bool:
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """How `authority` counts a delay in days, as read in `source` on `read_on`.

    `weekdays` are ISO numbers (Monday 1). The day of filing isn't counted unless `counts_day_of_filing`. The
    rule applies to what is filed during `in_force`.
    """

    authority: str
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    counts_day_of_filing: bool = False
    holidays: frozenset[Holiday] = LEGAL_HOLIDAYS
    closures: tuple[Closure | YearlyClosure, ...] = ()
    in_force: Period = ALWAYS
    source: str
    read_on: date
    confidence: Confidence

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(1, 8)):
            raise RuleCountsNoDay(f"{self.authority}: weekdays are numbers from 1 to 7, at least one")

    def skips(self, day: date) -> SkippedDay | None:
        """Why the rule doesn't count this day (weekday, then holiday, then closure), or None if it does."""
        if day.isoweekday() not in self.weekdays:
            return SkippedDay(day, SkipReason.WEEKDAY)
        feasts = holidays(day.year, self.holidays).get(day)
        if feasts:
            return SkippedDay(day, SkipReason.HOLIDAY, feasts[0])
        closure = next((closure for closure in self.closures if closure.covers(day)), None)
        return SkippedDay(day, SkipReason.CLOSURE, closure.label) if closure else None

    def counts(self, day: date) -> bool:
        return self.skips(day) is None


def rule_in_force(rules: Iterable[CountingRule], authority: str, on: date) -> CountingRule:
    """The one rule of `authority` in force on a day; raises NoRuleInForce or SeveralRulesInForce."""
    found = [rule for rule in rules if rule.authority == authority and on in rule.in_force]
    if not found:
        raise NoRuleInForce(f"{authority} has no counting rule in force on {on}")
    if len(found) > 1:
        raise SeveralRulesInForce(f"{authority} has {len(found)} counting rules in force on {on}")
    return found[0]
