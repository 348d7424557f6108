"""When to post, from own posts: a table of weekdays and hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coulisse.desks.community.performance.queries.figures import Post
from coulisse.engines.reach import BestHours, Bucket, Enough, Posted, Tendency, best_hours

WIDTH: Final = 3
"""Hours of one cell: a week of single hours would never have enough posts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One weekday (Monday 1) and three hours; `bucket` None where nothing was ever posted."""

    weekday: int
    hour: int
    bucket: Bucket | None

    @property
    def tone(self) -> str:
        if self.bucket is None:
            return "untried"
        return self.bucket.tendency.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Week:
    """`rows` by hours, each with its seven weekdays; `hours` without weekday, where a week has too little."""

    found: BestHours
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    without_hour: int
    by_hour: BestHours


def week_of(posts: Iterable[Post], metric: str) -> Week:
    """Posts whose hour is unknown are counted and left out."""
    listed = list(posts)
    timed = [
        Posted(one.record.published_at, one.value(metric), one.record.format)
        for one in listed
        if one.record.has_hour
    ]
    found = best_hours(timed, width=WIDTH)
    buckets = {(one.weekday, one.hour): one for one in found.buckets}
    rows = tuple(
        (hour, tuple(Cell(day, hour, buckets.get((day, hour))) for day in range(1, 8)))
        for hour in range(0, 24, WIDTH)
        if any((day, hour) in buckets for day in range(1, 8))
    )
    return Week(found, rows, len(listed) - len(timed), best_hours(timed, width=1, by_weekday=False))


def is_told(found: BestHours) -> bool:
    """Whether any cell may be called better or dead."""
    return found.verdict is Enough.ENOUGH and any(
        one.tendency in {Tendency.BETTER, Tendency.WORSE} for one in found.buckets
    )
