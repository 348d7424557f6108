"""When things happen in the sample house.

The story has dates of its own, which never move: La Drache shoots from 25/02/2027, and the day that everything
turns around is Tuesday 16/03/2027. Two things follow the day of loading instead: what the journal tells was done in
the weeks before it, and the tasks « for this morning » fall due around it, so that the morning screen has
something late, something for today and something for this week whenever it is opened.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from coulisse.kernel.times import BRUSSELS, to_brussels

FIRST_DAY: Final = date(2027, 2, 25)
LAST_DAY: Final = date(2027, 4, 12)
STORY_DAY: Final = date(2027, 3, 16)


@dataclass(frozen=True, slots=True)
class Moments:
    """The hours of the sample, counted from the moment at which it is loaded."""

    loaded_at: datetime

    @property
    def today(self) -> date:
        return to_brussels(self.loaded_at).date()

    def ago(self, days: int, hour: int, minute: int = 0) -> datetime:
        """That hour in Brussels, some days before the loading. At least one, so that it lies in the past."""
        return self.on(self.today - timedelta(days=max(days, 1)), hour, minute)

    def told(self, day: date, hour: int, minute: int = 0) -> datetime:
        """When an act of the story was done as the journal tells it: the story day is the day before the loading."""
        return self.on(day + (self.today - timedelta(days=1) - STORY_DAY), hour, minute)

    def in_days(self, days: int) -> date:
        return self.today + timedelta(days=days)

    @staticmethod
    def on(day: date, hour: int, minute: int = 0) -> datetime:
        """That hour in Brussels on a day; no hour of the sample is one of those that a change of clock skips."""
        return datetime.combine(day, time(hour, minute), tzinfo=BRUSSELS)
