"""Wall clocks of Brussels turned into instants, where the clocks change.

On the last Sunday of March 02:00 becomes 03:00, so that 02:30 doesn't exist; on the last Sunday of October
03:00 becomes 02:00, so that 02:30 happens twice. Both are named here and decided by the caller.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class Twice(StrEnum):
    """What to do with a wall time that happens twice."""

    REFUSE = "refuse"
    EARLIER = "earlier"  # still summer time
    LATER = "later"  # already winter time


class Never(StrEnum):
    """What to do with a wall time that doesn't exist."""

    REFUSE = "refuse"
    SHIFT = "shift"  # later by the hour that the clocks skipped: 02:30 becomes 03:30


class WallTimeHappensTwice(ValueError):
    """A wall time in the repeated hour, and nobody said which one."""

    def __init__(self, wall: datetime) -> None:
        super().__init__(f"{wall:%Y-%m-%d %H:%M} happens twice in Brussels")
        self.wall = wall


class WallTimeDoesNotExist(ValueError):
    """A wall time in the skipped hour."""

    def __init__(self, wall: datetime) -> None:
        super().__init__(f"{wall:%Y-%m-%d %H:%M} doesn't exist in Brussels")
        self.wall = wall


class NaiveTime(ValueError):
    """A time without offset where an instant is needed."""


class AwareTime(ValueError):
    """A time with an offset where a wall time is needed."""


def in_brussels(day: date, wall: time, *, twice: Twice = Twice.REFUSE, never: Never = Never.REFUSE) -> datetime:
    """The instant at which the clocks of Brussels show `wall` on `day`.

    Raises WallTimeHappensTwice, WallTimeDoesNotExist (unless told what to do) or AwareTime. The `fold` of
    `wall` is ignored: `twice` says it in words.

    >>> in_brussels(date(2027, 3, 16), time(7, 10)).isoformat()
    '2027-03-16T07:10:00+01:00'
    >>> in_brussels(date(2027, 3, 28), time(2, 30), never=Never.SHIFT).isoformat()
    '2027-03-28T03:30:00+02:00'
    """
    if wall.tzinfo is not None:
        raise AwareTime(f"{wall} isn't a wall time: it has an offset")
    naive = datetime.combine(day, wall).replace(fold=0)
    earlier = naive.replace(tzinfo=BRUSSELS)
    later = naive.replace(tzinfo=BRUSSELS, fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return earlier
    if _exists(earlier):
        return _happening_twice(naive, earlier, later, twice)
    if never is Never.REFUSE:
        raise WallTimeDoesNotExist(naive)
    return to_brussels(earlier.astimezone(UTC))


def to_brussels(instant: datetime) -> datetime:
    """The same instant on the clocks of Brussels; raises NaiveTime.

    >>> to_brussels(datetime(2027, 7, 1, 12, tzinfo=UTC)).isoformat()
    '2027-07-01T14:00:00+02:00'
    """
    return _aware(instant).astimezone(BRUSSELS)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """The time that really passed between two instants; raises NaiveTime.

    Two datetimes of one zone are subtracted by Python as wall clocks, which is an hour wrong across a change.

    >>> night = in_brussels(date(2027, 3, 27), time(22)), in_brussels(date(2027, 3, 28), time(6))
    >>> elapsed(*night), night[1] - night[0]
    (datetime.timedelta(seconds=25200), datetime.timedelta(seconds=28800))
    """
    return _aware(end).astimezone(UTC) - _aware(start).astimezone(UTC)


def later_by(start: datetime, duration: timedelta) -> datetime:
    """The instant `duration` of real time after `start`, on the clocks of Brussels; raises NaiveTime."""
    return to_brussels(_aware(start).astimezone(UTC) + duration)


def _happening_twice(naive: datetime, earlier: datetime, later: datetime, twice: Twice) -> datetime:
    if twice is Twice.REFUSE:
        raise WallTimeHappensTwice(naive)
    return earlier if twice is Twice.EARLIER else later


def _exists(moment: datetime) -> bool:
    """A wall time of the skipped hour doesn't come back from a journey to UTC as it left."""
    return moment.astimezone(UTC).astimezone(BRUSSELS).replace(tzinfo=None) == moment.replace(tzinfo=None)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise NaiveTime(f"{moment.isoformat()} has no offset")
    return moment
