"""How many messages an hour are usual for a programme, a topic and an hour of the day.

Few cells of that table have enough history, so each is drawn towards its programme and topic, that one towards its
programme, and that one towards the whole house: rate = (messages + strength × rate above) ÷ (hours + strength),
the mean of a gamma distribution that begins with the rate above. What is to come then follows a negative binomial.

>>> usual = Expectation([Observed("Plein Jour", "sound", hour, 2, 10.0) for hour in range(20, 23)])
>>> round(usual.rate("Plein Jour", "sound", 21).per_hour, 2), usual.rate("Unknown", "sound", 3).per_hour < 0.25
(0.19, True)
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, log10
from typing import Final

STRENGTH: Final = 20.0
"""Hours of history that weigh as much as the level above."""
LEAST_RATE: Final = 0.02
"""Messages an hour where there is no history at all: one in two days."""
MOST_TERMS: Final = 100_000
LEAST_CHANCE: Final = 1e-17
"""What is added to 1 without changing it."""


@dataclass(frozen=True, slots=True)
class Observed:
    """History: `messages` that came in `hours` hours of this hour of the day (0 to 23, Brussels)."""

    programme: str
    topic: str
    hour: int
    messages: int
    hours: float


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages an hour, with the shape of the gamma distribution behind them: the larger, the surer."""

    per_hour: float
    shape: float


class Expectation:
    """The usual rates of a house."""

    def __init__(self, history: Iterable[Observed], *, strength: float = STRENGTH) -> None:
        self._strength = strength
        self._cells: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for one in history:
            keys = ((), (one.programme,), (one.programme, one.topic), (one.programme, one.topic, str(one.hour)))
            for key in keys:
                self._cells[key][0] += one.messages
                self._cells[key][1] += one.hours

    def rate(self, programme: str, topic: str, hour: int) -> Rate:
        """The rate of one cell, drawn towards those above it."""
        messages, hours = self._cells.get((), (0.0, 0.0))
        mean = max(LEAST_RATE, (messages + self._strength * LEAST_RATE) / (hours + self._strength))
        shape = mean * self._strength
        for key in ((programme,), (programme, topic), (programme, topic, str(hour))):
            messages, hours = self._cells.get(key, (0.0, 0.0))
            shape = messages + self._strength * mean
            mean = max(LEAST_RATE, shape / (hours + self._strength))
        return Rate(mean, max(shape, LEAST_RATE * self._strength))


def surprise(messages: int, expected: float, shape: float) -> float:
    """−log10 of how likely `messages` or more are where `expected` are usual: 4 is one chance in 10,000.

    >>> round(surprise(3, 3.0, 1e9), 2), surprise(400, 2.0, 10.0) > 50
    (0.24, True)
    """
    if messages <= 0 or expected <= 0:
        return 0.0
    share = log(expected) - log(expected + shape)
    start = -shape * log1p(expected / shape) - lgamma(shape)
    if messages <= expected:
        # Fewer are rarely a surprise: what is left of 1 is told from the few counts below.
        below = sum(exp(lgamma(n + shape) - lgamma(n + 1) + start + n * share) for n in range(messages))
        return max(0.0, -log10(max(1.0 - below, LEAST_CHANCE)))
    # Above the mean each count is less likely than the one before it, by a ratio that needs no logarithm.
    first = lgamma(messages + shape) - lgamma(messages + 1) + start + messages * share
    ratio, term, tail = exp(share), 1.0, 1.0
    for n in range(messages, messages + MOST_TERMS):
        term *= ratio * (n + shape) / (n + 1)
        tail += term
        if term < tail * LEAST_CHANCE:
            break
    return max(0.0, -(first + log(tail)) / log(10))
