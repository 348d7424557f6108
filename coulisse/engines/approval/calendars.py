"""In which time a delay runs: around the clock, or in the hours of an office that counts its days by a rule."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol

from coulisse.kernel.counting import CountingRule
from coulisse.kernel.times import Never, Twice, elapsed, in_brussels, later_by, to_brussels
from coulisse.kernel.workingdays import DeadlineOutOfReach

_DAY = timedelta(days=1)
_HORIZON = timedelta(days=3660)


class ClosesBeforeItOpens(ValueError):
    """An office that closes at the hour at which it opens, or earlier."""


class Calendar(Protocol):
    """Whatever can say when so many hours have passed."""

    def later(self, start: datetime, delay: timedelta) -> datetime:
        """The instant at which `delay` (0 or more) has passed since `start`, both aware."""


@dataclass(frozen=True, slots=True)
class AroundTheClock:
    """Every hour counts, nights and Sundays too."""

    def later(self, start: datetime, delay: timedelta) -> datetime:
        """Raises NaiveTime."""
        return later_by(start, delay)


ALL_HOURS = AroundTheClock()


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours count from `opens` to `closes`, wall clocks of Brussels, on the days that `rule` counts.

    >>> from coulisse.kernel.confidence import Confidence
    >>> rule = CountingRule(authority="office", source="house", read_on=date(2027, 1, 1),
    ...                     confidence=Confidence.HIGH)
    >>> friday = in_brussels(date(2027, 4, 16), time(16))
    >>> OfficeHours(rule, time(9), time(18)).later(friday, timedelta(hours=4)).isoformat()
    '2027-04-19T11:00:00+02:00'
    """

    rule: CountingRule
    opens: time = time(9)
    closes: time = time(18)

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ClosesBeforeItOpens(f"{self.closes} isn't after {self.opens}")

    def later(self, start: datetime, delay: timedelta) -> datetime:
        """No delay gives `start` itself. Raises NaiveTime, DeadlineOutOfReach (ten years without enough hours)."""
        moment, left = to_brussels(start), delay
        if not left:
            return moment
        first = day = moment.date()
        while day - first <= _HORIZON:
            if self.rule.counts(day):
                begin, end = max(moment, _at(day, self.opens)), _at(day, self.closes)
                open_for = elapsed(begin, end)
                if left <= open_for:
                    return later_by(begin, left)
                left -= max(open_for, timedelta())
            day += _DAY
        raise DeadlineOutOfReach(f"{delay} don't pass within ten years of {start}")


# A page of a calendar asks for the same few mornings and evenings for each of its posts.
@lru_cache(maxsize=1024)
def _at(day: date, wall: time) -> datetime:
    return in_brussels(day, wall, twice=Twice.EARLIER, never=Never.SHIFT)
