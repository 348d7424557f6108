"""The clock of one shooting day, from hours that somebody typed: when each strip is shot, and when the day ends.

Strips follow each other from the hour at which one is ready to shoot. The meal is taken at its hour: a strip that
it cuts goes on after it. All hours are wall clocks of Brussels made into instants, so that a night over the change
of clocks has the length that it really has. An hour before the call is on the morning after.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coulisse.kernel.times import Never, Twice, elapsed, in_brussels, later_by

NOTHING = timedelta(0)
DAY = timedelta(days=1)


class NoHours(ValueError):
    """Neither the call nor the hour of the first shot is known: nothing can be said of the clock."""


@dataclass(frozen=True, slots=True)
class TypedHours:
    """What stands on the settings of a day; `wrap` and `meal` may be unknown."""

    date: date
    call: time | None
    ready: time | None
    meal: time | None = None
    meal_length: timedelta = timedelta(hours=1)
    wrap: time | None = None


@dataclass(frozen=True, slots=True)
class Shot:
    """One strip and the instants between which it is shot, the meal included where it falls inside."""

    key: Hashable
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class DayHours:
    """The day as planned: `last` is the end of the last strip, `wrap` the typed hour or `last`, the later one."""

    call: datetime
    ready: datetime
    shots: tuple[Shot, ...]
    meal: tuple[datetime, datetime] | None
    last: datetime
    typed_wrap: datetime | None

    @property
    def wrap(self) -> datetime:
        if self.typed_wrap is None or elapsed(self.typed_wrap, self.last) > NOTHING:
            return self.last
        return self.typed_wrap

    @property
    def past_the_wrap(self) -> timedelta:
        """How long the strips run past the typed wrap."""
        if self.typed_wrap is None:
            return NOTHING
        return max(elapsed(self.typed_wrap, self.last), NOTHING)


def hours_of(typed: TypedHours, strips: Sequence[tuple[Hashable, int]]) -> DayHours:
    """The clock of a day; `strips` are (key, minutes) in order. Raises NoHours.

    >>> day = TypedHours(date(2027, 3, 17), time(6, 30), time(8, 30), time(12, 30), wrap=time(18, 30))
    >>> clock = hours_of(day, [("27", 165), ("28", 135)])
    >>> [(shot.key, f"{shot.start:%H:%M}", f"{shot.end:%H:%M}") for shot in clock.shots]
    [('27', '08:30', '11:15'), ('28', '11:15', '14:30')]
    """
    first = typed.call or typed.ready
    if first is None:
        raise NoHours(typed.date)
    call = _at(typed.date, first, first)
    ready = _at(typed.date, typed.ready or first, first)
    meal = _meal(typed, first)
    shots: list[Shot] = []
    now = ready
    for key, minutes in strips:
        start, now = _shoot(now, timedelta(minutes=minutes), meal)
        shots.append(Shot(key, start, now))
    wrap = _at(typed.date, typed.wrap, first) if typed.wrap is not None else None
    return DayHours(call, ready, tuple(shots), meal, now, wrap)


def _shoot(now: datetime, length: timedelta, meal: tuple[datetime, datetime] | None) -> tuple[datetime, datetime]:
    if meal is None:
        return now, later_by(now, length)
    begins, ends = meal
    if elapsed(now, begins) <= NOTHING < elapsed(now, ends):
        return ends, later_by(ends, length)
    end = later_by(now, length)
    cut = elapsed(now, begins) > NOTHING and elapsed(begins, end) > NOTHING
    return now, later_by(end, elapsed(begins, ends)) if cut else end


def _meal(typed: TypedHours, first: time) -> tuple[datetime, datetime] | None:
    if typed.meal is None or not typed.meal_length:
        return None
    begins = _at(typed.date, typed.meal, first)
    return begins, later_by(begins, typed.meal_length)


def _at(day: date, hour: time, first: time) -> datetime:
    """An hour of the day, or of the morning after where it comes before the first."""
    on = day if hour >= first else day + DAY
    return in_brussels(on, hour, twice=Twice.EARLIER, never=Never.SHIFT)
