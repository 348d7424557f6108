"""Spans of real time. Two datetimes of one zone compare as wall clocks in Python, so everything goes by UTC."""

from datetime import UTC, date, datetime, time, timedelta

from coulisse.kernel.times import Never, Twice, in_brussels, to_brussels

NOTHING = timedelta(0)
DAY = timedelta(days=1)


def instant(moment: datetime) -> datetime:
    """The moment in UTC, which may be compared and subtracted; raises kernel.times.NaiveTime."""
    return to_brussels(moment).astimezone(UTC)


def overlap(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> timedelta:
    """How long two spans run together."""
    first = max(instant(start), instant(other_start))
    last = min(instant(end), instant(other_end))
    return max(last - first, NOTHING)


def time_inside(start: datetime, end: datetime, opens: time, closes: time) -> timedelta:
    """How much of a span falls between two hours of the day, on the clocks of Brussels.

    `closes` at or before `opens` is on the next morning. An hour that the clocks skip is taken after the skip,
    one that happens twice is taken the first time for the opening and the second for the closing.
    """
    first, last = to_brussels(start).date() - DAY, to_brussels(end).date()
    days = (first + DAY * offset for offset in range((last - first).days + 1))
    return sum((overlap(start, end, *_hours_of(day, opens, closes)) for day in days), NOTHING)


def _hours_of(day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    until = day if closes > opens else day + DAY
    return (
        in_brussels(day, opens, twice=Twice.EARLIER, never=Never.SHIFT),
        in_brussels(until, closes, twice=Twice.LATER, never=Never.SHIFT),
    )


def rounded_up(moment: datetime, grain: timedelta) -> datetime:
    """The moment, or the next full `grain` of the clock after it.

    >>> rounded_up(in_brussels(date(2027, 3, 17), time(19, 30, 39)), timedelta(minutes=5)).isoformat()
    '2027-03-17T19:35:00+01:00'
    """
    since = instant(moment) - datetime(1970, 1, 1, tzinfo=UTC)
    return to_brussels(instant(moment) + (-since % grain))
