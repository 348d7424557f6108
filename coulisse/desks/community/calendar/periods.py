"""The days that a view shows: a month by whole weeks, a week from Monday, a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from coulisse.foundation.ui.days import FIRST, LAST
from coulisse.kernel.times import Never, Twice, in_brussels

MONTH: Final = "month"
WEEK: Final = "week"
DAY: Final = "day"
VIEWS: Final = (MONTH, WEEK, DAY)
SEVEN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last, both shown."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    @property
    def begins(self) -> datetime:
        return midnight(self.first)

    @property
    def ends(self) -> datetime:
        return midnight(self.last + timedelta(days=1))


def midnight(day: date) -> datetime:
    """When a day begins on the clocks of Brussels; a day of 23 or 25 hours begins at midnight too."""
    return in_brussels(day, time(0), twice=Twice.EARLIER, never=Never.SHIFT)


def stretch_of(view: str, day: date) -> Stretch:
    """
    >>> stretch_of("week", date(2027, 5, 6)).first.isoformat()
    '2027-05-03'
    >>> month = stretch_of("month", date(2027, 5, 6))
    >>> month.first.isoformat(), month.last.isoformat()
    ('2027-04-26', '2027-06-06')
    """
    if view == DAY:
        return Stretch(day, day)
    if view == WEEK:
        first = day - timedelta(days=day.weekday())
        return Stretch(first, first + timedelta(days=6))
    first_of_month = day.replace(day=1)
    last_of_month = (first_of_month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Stretch(
        first_of_month - timedelta(days=first_of_month.weekday()),
        last_of_month + timedelta(days=6 - last_of_month.weekday()),
    )


def before_and_after(view: str, day: date) -> tuple[date, date]:
    """A day of the view before and of the view after.

    >>> [one.isoformat() for one in before_and_after("month", date(2027, 5, 31))]
    ['2027-04-30', '2027-06-01']
    """
    if view == DAY:
        return day - timedelta(days=1), day + timedelta(days=1)
    if view == WEEK:
        return day - SEVEN, day + SEVEN
    first = day.replace(day=1)
    return first - timedelta(days=1), (first + timedelta(days=31)).replace(day=1)


def asked_day(text: str, today: date) -> date:
    """The day that an address asks for; today where it is none that a calendar can show."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    month = timedelta(days=62)
    return day if FIRST + month < day < LAST - month else today


def asked_zone(text: str) -> str:
    """The IANA name of a zone that an address or a form asks for; empty where there is none of that name."""
    return text if text in _zones() else ""


@cache
def _zones() -> frozenset[str]:
    """Once a process: the list is made by opening each of six hundred files."""
    return frozenset(available_timezones())
