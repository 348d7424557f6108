"""Two counts side by side, said modestly: whether chance alone would easily make the difference.

The test is the exact one for two Poisson counts: given their sum, the first is binomial. It knows nothing of why,
and those who write are no sample of the public: `MORE` says that more wrote, never that more think so.

>>> compared(17, 31).verdict.value, compared(3, 0).verdict.value, compared(400, 2).verdict.value
('alike', 'few', 'more')
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import exp, lgamma, log
from typing import Final

LEAST: Final = 10
"""Fewer than ten in all say nothing."""
ONCE_IN: Final = 0.01
"""One chance in a hundred that the same habit gives a difference as large."""
EPSILON: Final = 1e-18
"""A share of a sum below which a term leaves it as it is."""


class Verdict(StrEnum):
    """What may be said of a difference."""

    MORE = "more"
    FEWER = "fewer"
    ALIKE = "alike"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Change:
    """`n` against `before`; `chance` that the same habit gives a difference at least as large."""

    n: int
    before: int
    chance: float
    verdict: Verdict

    @property
    def difference(self) -> int:
        return self.n - self.before


def compared(n: int, before: int, *, time: int = 1, time_before: int = 1) -> Change:
    """Compare two counts over `time` and `time_before` units of equal worth (weeks, broadcasts)."""
    if n + before < LEAST:
        return Change(n, before, 1.0, Verdict.FEW)
    chance = _chance(n, n + before, Fraction(time, time + time_before))
    if chance >= ONCE_IN:
        return Change(n, before, chance, Verdict.ALIKE)
    return Change(n, before, chance, Verdict.MORE if n * time_before > before * time else Verdict.FEWER)


def _chance(n: int, whole: int, part: Fraction) -> float:
    """Two-sided: twice the smaller tail of the binomial, at most 1."""
    p, q = float(part), float(1 - part)
    if not 0 < p < 1:
        return 1.0
    here = exp(lgamma(whole + 1) - lgamma(n + 1) - lgamma(whole - n + 1) + n * log(p) + (whole - n) * log(q))
    near = _below(n, whole, here, p, q) if n <= (whole + 1) * p else _below(whole - n, whole, here, q, p)
    # Both tails hold n itself.
    return min(1.0, 2 * min(near, 1 - near + here))


def _below(n: int, whole: int, here: float, p: float, q: float) -> float:
    """The chance of n or fewer, for n not above the mode: `here`, and ever smaller terms until none counts."""
    total = term = here
    for k in range(n, 0, -1):
        term *= k * q / ((whole - k + 1) * p)
        total += term
        if term <= total * EPSILON:
            break
    return total
