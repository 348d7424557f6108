"""The week of a cost report: the last whole one, from Monday to Sunday, up to the situation."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

SUNDAY: Final = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Two days, both included, and the number of the ISO week that the later one is in."""

    since: date
    through: date

    @property
    def number(self) -> int:
        return self.through.isocalendar().week


def last_whole_week(until: date) -> Week:
    """The week that ends on `until` if that is a Sunday, else the one before.

    >>> last_whole_week(date(2027, 3, 15)).number, last_whole_week(date(2027, 3, 14)).number
    (10, 10)
    """
    sunday = until - timedelta(days=until.isoweekday() % SUNDAY)
    return Week(sunday - timedelta(days=6), sunday)
