"""Period: whole days from a first to a last, both included; either end may be open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

_DAY = timedelta(days=1)


class EndsBeforeItStarts(ValueError):
    """A period whose last day comes before its first."""


class OpenPeriod(ValueError):
    """A count or a walk was asked of a period with an open end."""


@dataclass(frozen=True, slots=True)
class Period:
    """`first` and `last` are both inside; None leaves that end open.

    >>> shoot = Period(date(2027, 2, 25), date(2027, 4, 9))
    >>> shoot.days, date(2027, 4, 9) in shoot, date(2027, 4, 10) in shoot
    (44, True, False)
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        for end in (self.first, self.last):
            # A datetime is a date to isinstance(), but can't be compared with one.
            if isinstance(end, datetime):
                raise TypeError("a period is made of dates, not of times")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise EndsBeforeItStarts(f"{self.last} comes before {self.first}")

    @classmethod
    def on(cls, day: date) -> Self:
        """The period of one day."""
        return cls(day, day)

    @property
    def is_open(self) -> bool:
        return self.first is None or self.last is None

    @property
    def days(self) -> int:
        """How many days, both ends included; raises OpenPeriod."""
        first, last = self._closed()
        return (last - first).days + 1

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __iter__(self) -> Iterator[date]:
        """Every day in order; raises OpenPeriod."""
        first, last = self._closed()
        return (first + _DAY * offset for offset in range((last - first).days + 1))

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` is in this period."""
        return self.intersection(other) == other

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day is in both."""
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        """The days in both, or None.

        >>> Period(date(2027, 1, 1), None).intersection(Period(None, date(2027, 6, 30)))
        Period(first=datetime.date(2027, 1, 1), last=datetime.date(2027, 6, 30))
        """
        firsts = [end for end in (self.first, other.first) if end is not None]
        lasts = [end for end in (self.last, other.last) if end is not None]
        first = max(firsts, default=None)
        last = min(lasts, default=None)
        if first is not None and last is not None and last < first:
            return None
        return Period(first, last)

    def _closed(self) -> tuple[date, date]:
        if self.first is None or self.last is None:
            raise OpenPeriod("the period has an open end")
        return self.first, self.last
