"""The audit of an account over a period, from its own posts, and two audits side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from coulisse.engines.reach.hours import BestHours, Posted, best_hours
from coulisse.engines.reach.ranks import chance_of_same, median
from coulisse.kernel.period import OpenPeriod, Period
from coulisse.kernel.times import elapsed, to_brussels

DAYS_OF_A_WEEK: Final = 7
LEAST_OF_A_FORMAT: Final = 5
ONCE_IN: Final = 0.01
"""One chance in a hundred that the same format gives a difference as large."""


class Moved(StrEnum):
    """What may be said of a format between two audits."""

    MORE = "more"
    LESS = "less"
    ALIKE = "alike"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class Format:
    """Posts of one format: `n` in all, `values` those known, in order; the median is None without any."""

    code: str
    n: int
    values: tuple[int, ...]
    median: Fraction | None

    @property
    def is_enough(self) -> bool:
        return len(self.values) >= LEAST_OF_A_FORMAT


@dataclass(frozen=True, slots=True)
class Audit:
    """One account over one closed period.

    `weeks`: posts by Monday, weeks without any too; `longest_silence` between two posts, None under two;
    `formats` by median, those without enough posts last; `hours` of the day, all weekdays together.
    """

    period: Period
    n: int
    outside: int
    per_week: Fraction
    weeks: tuple[tuple[date, int], ...]
    longest_silence: timedelta | None
    formats: tuple[Format, ...]
    hours: BestHours


@dataclass(frozen=True, slots=True)
class FormatChange:
    """One format in two audits; None where an audit doesn't have it. `chance` that nothing changed."""

    code: str
    before: Format | None
    after: Format | None
    chance: float
    moved: Moved


@dataclass(frozen=True, slots=True)
class AuditChange:
    """Two audits: posts a week, and each format."""

    before: Period
    after: Period
    per_week_before: Fraction
    per_week_after: Fraction
    formats: tuple[FormatChange, ...]


def audit(posts: Iterable[Posted], period: Period, *, width: int = 1) -> Audit:
    """Posts outside the period are counted and left out. Raises OpenPeriod, NaiveTime."""
    if period.is_open:
        raise OpenPeriod("an audit has a first and a last day")
    listed = list(posts)
    inside = sorted((one for one in listed if _day(one.at) in period), key=lambda one: elapsed(_EPOCH, one.at))
    return Audit(
        period,
        len(inside),
        len(listed) - len(inside),
        Fraction(len(inside) * DAYS_OF_A_WEEK, period.days),
        _weeks(inside, period),
        max((elapsed(one.at, after.at) for one, after in pairwise(inside)), default=None),
        _formats(inside),
        best_hours(inside, width=width, by_weekday=False),
    )


def compare(before: Audit, after: Audit) -> AuditChange:
    """What changed, format by format, in the order of the later audit."""
    old = {one.code: one for one in before.formats}
    new = {one.code: one for one in after.formats}
    codes = [*new, *(code for code in old if code not in new)]
    return AuditChange(
        before.period,
        after.period,
        before.per_week,
        after.per_week,
        tuple(_change(code, old.get(code), new.get(code)) for code in codes),
    )


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _change(code: str, before: Format | None, after: Format | None) -> FormatChange:
    if before is None or after is None or not (before.is_enough and after.is_enough):
        return FormatChange(code, before, after, 1.0, Moved.NOT_ENOUGH_DATA)
    chance = chance_of_same(before.values, after.values)
    if chance >= ONCE_IN:
        return FormatChange(code, before, after, chance, Moved.ALIKE)
    is_more = sum((b > a) - (b < a) for a in before.values for b in after.values) > 0
    return FormatChange(code, before, after, chance, Moved.MORE if is_more else Moved.LESS)


def _formats(posts: Iterable[Posted]) -> tuple[Format, ...]:
    groups: dict[str, list[int | None]] = defaultdict(list)
    for post in posts:
        groups[post.format].append(post.value)
    found = []
    for code, values in groups.items():
        known = tuple(sorted(value for value in values if value is not None))
        found.append(Format(code, len(values), known, median(known)))
    return tuple(sorted(found, key=lambda one: (not one.is_enough, -(one.median or 0), one.code)))


def _weeks(posts: Iterable[Posted], period: Period) -> tuple[tuple[date, int], ...]:
    counted = Counter(_monday(_day(post.at)) for post in posts)
    mondays = dict.fromkeys(_monday(day) for day in period)
    return tuple((monday, counted[monday]) for monday in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(at: datetime) -> date:
    return to_brussels(at).date()
