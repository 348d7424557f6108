"""The best hours to post, from own posts, drawn towards the mean as far as there are few of them.

Logs of values are compared, so that one post gone round the world doesn't decide for its hour. Posts of one bucket
(weekday and hours) have a mean; means vary between buckets and posts vary within one. Each bucket's mean is drawn
towards the overall one by weight = between ÷ (between + within ÷ n): empirical Bayes, variances by moments.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import exp, fsum, log1p, sqrt
from typing import Final

from coulisse.kernel.times import to_brussels

LEAST_POSTS: Final = 30
LEAST_IN_BUCKET: Final = 5
NINETY_FIVE: Final = 1.959964
"""Standard errors on either side of an interval of 95 %."""
HOURS: Final = 24
EVERY_DAY: Final = 0


class WidthDoesNotDivide(ValueError):
    """Buckets whose hours don't divide a day."""


class Enough(StrEnum):
    """What the data allows to say."""

    ENOUGH = "enough"
    NO_DIFFERENCE = "no_difference"
    NOT_ENOUGH_DATA = "not_enough_data"


class Tendency(StrEnum):
    """A bucket against the usual: BETTER and WORSE when the whole interval is on one side."""

    BETTER = "better"
    USUAL = "usual"
    WORSE = "worse"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class Posted:
    """A post of one's own: `value` is a count (interactions, reach, views), None if not available."""

    at: datetime
    value: int | None
    format: str = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Hours `hour` to `hour` + `width` (excluded, Brussels) of `weekday` (Monday 1; 0: every day).

    `times` the usual value, drawn towards 1, between `low` and `high` in 95 of 100; `n` posts with a value.
    """

    weekday: int
    hour: int
    width: int
    n: int
    times: float
    low: float
    high: float
    tendency: Tendency


@dataclass(frozen=True, slots=True)
class BestHours:
    """`usual` is the value of an ordinary post (None without any); buckets by times, the best first.

    `untried`: (weekday, hour) of buckets without a post: nothing is known of them.
    """

    verdict: Enough
    n: int
    not_available: int
    usual: float | None
    buckets: tuple[Bucket, ...]
    untried: tuple[tuple[int, int], ...]

    @property
    def best(self) -> tuple[Bucket, ...]:
        return tuple(one for one in self.buckets if one.tendency is Tendency.BETTER)

    @property
    def dead(self) -> tuple[Bucket, ...]:
        """The worst first."""
        return tuple(one for one in reversed(self.buckets) if one.tendency is Tendency.WORSE)


def best_hours(posts: Iterable[Posted], *, width: int = 1, by_weekday: bool = True) -> BestHours:
    """The order of the posts doesn't matter. Raises WidthDoesNotDivide, NaiveTime."""
    if not 0 < width <= HOURS or HOURS % width:
        raise WidthDoesNotDivide(str(width))
    listed = list(posts)
    cells: dict[tuple[int, int], list[float]] = defaultdict(list)
    for post in listed:
        if post.value is not None:
            cells[_key(post.at, width, by_weekday=by_weekday)].append(log1p(post.value))
    weekdays = range(1, 8) if by_weekday else (EVERY_DAY,)
    untried = [(day, hour) for day in weekdays for hour in range(0, HOURS, width) if (day, hour) not in cells]
    n = sum(map(len, cells.values()))
    model = _model(cells)
    buckets = [_bucket(key, width, values, model) for key, values in cells.items()]
    verdict = Enough.NOT_ENOUGH_DATA
    if n >= LEAST_POSTS and model.is_known:
        verdict = Enough.ENOUGH if model.between else Enough.NO_DIFFERENCE
    if verdict is Enough.NOT_ENOUGH_DATA:
        buckets = [_untold(bucket) for bucket in buckets]
    return BestHours(
        verdict,
        n,
        len(listed) - n,
        exp(model.mean) - 1 if n else None,
        tuple(sorted(buckets, key=lambda one: (-one.times, one.weekday, one.hour))),
        tuple(untried),
    )


@dataclass(frozen=True, slots=True)
class _Model:
    mean: float
    error: float
    """Variance of the mean."""
    between: float
    within: float
    is_known: bool
    """Whether some bucket has two posts: else nothing tells posts from hours."""


def _model(cells: Mapping[tuple[int, int], Sequence[float]]) -> _Model:
    groups = [cells[key] for key in sorted(cells)]
    n, many = sum(map(len, groups)), len(groups)
    if not n:
        return _Model(0.0, 0.0, 0.0, 0.0, is_known=False)
    mean = fsum(value for group in groups for value in group) / n
    if many < 2 or n <= many:
        return _Model(mean, 0.0, 0.0, 0.0, is_known=False)
    means = [fsum(group) / len(group) for group in groups]
    within = fsum((value - own) ** 2 for group, own in zip(groups, means, strict=True) for value in group)
    within /= n - many
    spread = fsum(len(group) * (own - mean) ** 2 for group, own in zip(groups, means, strict=True)) / (many - 1)
    typical = (n - sum(len(group) ** 2 for group in groups) / n) / (many - 1)
    between = max(0.0, (spread - within) / typical)
    if not between:
        return _Model(mean, within / n, 0.0, within, is_known=True)
    weights = [1 / (between + within / len(group)) for group in groups]
    drawn = fsum(weight * own for weight, own in zip(weights, means, strict=True)) / fsum(weights)
    return _Model(drawn, 1 / fsum(weights), between, within, is_known=True)


def _bucket(key: tuple[int, int], width: int, values: Sequence[float], model: _Model) -> Bucket:
    n = len(values)
    spread = model.between + model.within / n
    weight = model.between / spread if spread else 0.0
    off = weight * (fsum(values) / n - model.mean)
    # What varies is the distance to a mean that is itself only estimated.
    error = sqrt(weight * model.within / n + weight**2 * model.error)
    low, high = exp(off - NINETY_FIVE * error), exp(off + NINETY_FIVE * error)
    tendency = Tendency.BETTER if low > 1 else Tendency.WORSE if high < 1 else Tendency.USUAL
    made = Bucket(*key, width, n, exp(off), low, high, tendency)
    return made if n >= LEAST_IN_BUCKET else _untold(made)


def _untold(bucket: Bucket) -> Bucket:
    return Bucket(
        bucket.weekday,
        bucket.hour,
        bucket.width,
        bucket.n,
        bucket.times,
        bucket.low,
        bucket.high,
        Tendency.NOT_ENOUGH_DATA,
    )


def _key(at: datetime, width: int, *, by_weekday: bool) -> tuple[int, int]:
    local = to_brussels(at)
    return (local.isoweekday() if by_weekday else EVERY_DAY), local.hour - local.hour % width
