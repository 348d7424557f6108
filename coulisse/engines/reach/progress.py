"""How far an objective is against a straight line from its first day to its last.

>>> passes = Target(start=Fraction(0), goal=Fraction(1200), period=Period(date(2027, 4, 1), date(2027, 5, 10)))
>>> half = progress(passes, Fraction(480), date(2027, 4, 20))
>>> str(half.expected), str(half.pace)
('600', 'behind')
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from coulisse.kernel.period import OpenPeriod, Period

TOLERANCE: Final = Fraction(1, 20)
"""Within a twentieth of the whole way, it's on the line."""


class NoWayToGo(ValueError):
    """A goal equal to its start: any value has reached it."""


class Pace(StrEnum):
    """Against the straight line."""

    REACHED = "reached"
    AHEAD = "ahead"
    ON_LINE = "on_line"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_BEGUN = "not_begun"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Target:
    """From `start` to `goal` (which may be lower: fewer complaints) over a closed period.

    Raises NoWayToGo, OpenPeriod.
    """

    start: Fraction
    goal: Fraction
    period: Period

    def __post_init__(self) -> None:
        if self.goal == self.start:
            raise NoWayToGo(str(self.goal))
        if self.period.is_open:
            raise OpenPeriod("a target has a first and a last day")


@dataclass(frozen=True, slots=True)
class Progress:
    """At the end of the day `as_of`: `done` of the way (0 to 1 and beyond), `due` by the straight line.

    `per_day_left`: what each day left has to bring, None where none is left or the value isn't available.
    """

    pace: Pace
    value: Fraction | None
    expected: Fraction
    done: Fraction | None
    due: Fraction
    per_day_left: Fraction | None
    days_left: int


def progress(target: Target, value: Fraction | None, as_of: date) -> Progress:
    """`value` as counted at the end of `as_of`; None is not available, and not zero."""
    days, first = target.period.days, target.period.first
    passed = (as_of - first).days + 1 if first is not None else 0
    passed = max(0, min(days, passed))
    way, due = target.goal - target.start, Fraction(passed, days)
    done = None if value is None else (value - target.start) / way
    left = days - passed
    return Progress(
        _pace(done, due, is_over=left == 0, has_begun=passed > 0),
        value,
        target.start + way * due,
        done,
        due,
        None if value is None or not left else (target.goal - value) / left,
        left,
    )


def _pace(done: Fraction | None, due: Fraction, *, is_over: bool, has_begun: bool) -> Pace:
    if done is None:
        return Pace.NOT_AVAILABLE
    if done >= 1:
        return Pace.REACHED
    if is_over:
        return Pace.MISSED
    if not has_begun:
        return Pace.NOT_BEGUN
    if abs(done - due) <= TOLERANCE:
        return Pace.ON_LINE
    return Pace.AHEAD if done > due else Pace.BEHIND
