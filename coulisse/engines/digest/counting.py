"""Counts, shares, medians, quarters of an hour. Sums are kept: parts always add up to their whole.

>>> shares([1, 1, 1])
(334, 333, 333)
>>> median_minutes([380, 10, 900, -5])
380
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from coulisse.engines.digest.records import OTHER, Row
from coulisse.kernel.allocation import largest_remainder
from coulisse.kernel.times import Never, Twice, elapsed, in_brussels, later_by, to_brussels

QUARTER: Final = timedelta(minutes=15)
MARGIN: Final = timedelta(minutes=5)
MORNING: Final = time(8)
LEAST_RISE: Final = 10
TIMES: Final = 3


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one code in this period, with the period before; `share` in thousandths of the whole."""

    code: str
    n: int
    before: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True)
class Quarters:
    """Messages by quarter of an hour from `starts`, and in one bar what came after them until `until`."""

    starts: datetime
    bars: tuple[int, ...]
    after: int
    until: datetime
    rise_at: datetime | None = None
    """The quarter in which the many began to write."""

    @property
    def total(self) -> int:
        return sum(self.bars) + self.after

    @property
    def bars_total(self) -> int:
        return sum(self.bars)

    @property
    def bars_end(self) -> datetime:
        return later_by(self.starts, QUARTER * len(self.bars))


def shares(numbers: Sequence[int]) -> tuple[int, ...]:
    """Thousandths that sum to 1000, by largest remainder; all zero of nothing."""
    return largest_remainder(1000, numbers) if any(numbers) else (0,) * len(numbers)


def median_minutes(minutes: Iterable[int]) -> int | None:
    """The middle one; of two middle ones the mean, half a minute up. Negative delays are mistakes and left out."""
    known = sorted(one for one in minutes if one >= 0)
    if not known:
        return None
    middle = len(known) // 2
    return known[middle] if len(known) % 2 else (known[middle - 1] + known[middle] + 1) // 2


def delay_minutes(row: Row) -> int | None:
    """From the first word to the first answer, in whole minutes; None while there is none."""
    return None if row.answered is None else int(elapsed(row.received, row.answered).total_seconds() // 60)


def tally(
    rows: Iterable[Row], before: Iterable[Row], by: Callable[[Row], str], *, most: int | None = None
) -> tuple[Count, ...]:
    """Counts by code, the most frequent first, `OTHER` last; beyond `most` codes the rest is one with `OTHER`."""
    now, then = Counter(map(by, rows)), Counter(map(by, before))
    order = sorted({*now, *then} - {OTHER}, key=lambda code: (-now[code], -then[code], code))
    kept = order if most is None else order[:most]
    rest = [OTHER, *order[len(kept) :]]
    pairs = [(code, now[code], then[code]) for code in kept]
    left = (OTHER, sum(now[code] for code in rest), sum(then[code] for code in rest))
    pairs += [left] if left[1] or left[2] else []
    parts = shares([n for _code, n, _then in pairs])
    return tuple(Count(code, n, was, part) for (code, n, was), part in zip(pairs, parts, strict=True))


def first_quarter(air_starts: datetime) -> datetime:
    """The quarter of the clock before the broadcast begins, so that the calm is seen before the rise."""
    local = to_brussels(later_by(air_starts, -MARGIN))
    return later_by(
        local, -timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    )


def night_until(bars_end: datetime, ends: datetime) -> datetime:
    """The first eight in the morning after the bars, or the end of the period where it is sooner."""
    local = to_brussels(bars_end)
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return min(in_brussels(day, MORNING, twice=Twice.EARLIER, never=Never.SHIFT), ends)


def quarters(moments: Iterable[datetime], *, air_starts: datetime, ends: datetime, many: int = 16) -> Quarters:
    """The night of a broadcast: `many` quarters from just before it, then the rest until morning."""
    starts = first_quarter(air_starts)
    bars_end = later_by(starts, QUARTER * many)
    until = night_until(bars_end, ends)
    bars, after = [0] * many, 0
    for moment in moments:
        place = elapsed(starts, moment) // QUARTER
        if 0 <= place < many and moment < until:
            bars[place] += 1
        elif place >= many and moment < until:
            after += 1
    rise = rise_of(bars)
    at = later_by(starts, QUARTER * rise) if rise is not None else None
    return Quarters(starts, tuple(bars), after, until, at)


def rise_of(bars: Sequence[int]) -> int | None:
    """The first quarter with three times the mean of those before it, and ten at least.

    >>> rise_of([2, 6, 19, 41]), rise_of([1, 2, 3, 2])
    (2, None)
    """
    for place in range(1, len(bars)):
        before = sum(bars[:place])
        if bars[place] >= LEAST_RISE and bars[place] * place >= TIMES * before:
            return place
    return None
