"""Ratings of broadcasts beside posts about them: whether they go together, never that one makes the other.

Spearman's rank correlation with an interval of 95 % (Fisher's z, standard error of Bonett and Wright).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh
from typing import Final

from coulisse.engines.reach.hours import NINETY_FIVE
from coulisse.engines.reach.ranks import correlation

LEAST_PAIRS: Final = 8


class BroadcastTwice(ValueError):
    """Two ratings of one broadcast."""


class Together(StrEnum):
    """What the pairs allow to say."""

    RISE_TOGETHER = "rise_together"
    OPPOSED = "opposed"
    NOTHING_SEEN = "nothing_seen"
    NO_VARIATION = "no_variation"
    NOT_ENOUGH_DATA = "not_enough_data"


class Warn(StrEnum):
    """What is printed beside the chart."""

    NOT_A_CAUSE = "not_a_cause"
    FEW_PAIRS = "few_pairs"
    SOME_LEFT_OUT = "some_left_out"


@dataclass(frozen=True, slots=True)
class Pair:
    """One broadcast: viewers and what was posted (interactions, or posts)."""

    broadcast: str
    viewers: int
    posted: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """`rho` from -1 to 1 between `low` and `high` in 95 of 100; all None where nothing may be said.

    `only_rated` and `only_posted`: broadcasts that only one side knows, or whose number isn't available.
    """

    verdict: Together
    pairs: tuple[Pair, ...]
    rho: float | None
    low: float | None
    high: float | None
    only_rated: tuple[str, ...]
    only_posted: tuple[str, ...]
    cautions: tuple[Warn, ...]

    @property
    def n(self) -> int:
        return len(self.pairs)


def cross(ratings: Iterable[tuple[str, int | None]], posted: Mapping[str, int | None]) -> Crossing:
    """Ratings by broadcast and what was posted about each. What isn't known is left out, never taken for 0.

    A broadcast about which truly nothing was posted has to be given with 0. Raises BroadcastTwice.
    """
    listed = list(ratings)
    twice = [name for name, many in Counter(name for name, _ in listed).items() if many > 1]
    if twice:
        raise BroadcastTwice(", ".join(sorted(twice)))
    viewers = {name: value for name, value in listed if value is not None}
    active = {name: value for name, value in posted.items() if value is not None}
    pairs = tuple(Pair(name, viewers[name], active[name]) for name in sorted(viewers.keys() & active.keys()))
    only_rated = tuple(sorted({name for name, _ in listed} - {pair.broadcast for pair in pairs}))
    only_posted = tuple(sorted(posted.keys() - {name for name, _ in listed}))
    verdict, rho, low, high = _told(pairs)
    cautions = [Warn.NOT_A_CAUSE]
    if len(pairs) < 2 * LEAST_PAIRS:
        cautions.append(Warn.FEW_PAIRS)
    if only_rated or only_posted:
        cautions.append(Warn.SOME_LEFT_OUT)
    return Crossing(verdict, pairs, rho, low, high, only_rated, only_posted, tuple(cautions))


def _told(pairs: tuple[Pair, ...]) -> tuple[Together, float | None, float | None, float | None]:
    if len(pairs) < LEAST_PAIRS:
        return Together.NOT_ENOUGH_DATA, None, None, None
    rho = correlation([pair.viewers for pair in pairs], [pair.posted for pair in pairs])
    if rho is None:
        return Together.NO_VARIATION, None, None, None
    low, high = _interval(rho, len(pairs))
    verdict = Together.RISE_TOGETHER if low > 0 else Together.OPPOSED if high < 0 else Together.NOTHING_SEEN
    return verdict, rho, low, high


def _interval(rho: float, n: int) -> tuple[float, float]:
    # One order exactly like the other has an infinite z: it is counted as if two neighbours had changed places.
    most = 1 - 12 / (n**3 - n)
    held = max(-most, min(most, rho))
    z, error = atanh(held), sqrt((1 + held**2 / 2) / (n - 3))
    low, high = tanh(z - NINETY_FIVE * error), tanh(z + NINETY_FIVE * error)
    return min(low, rho), max(high, rho)
