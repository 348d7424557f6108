"""Comparing by ranks, which a single post gone round the world doesn't upset."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import erfc, sqrt
from typing import TypeVar

Number = TypeVar("Number", int, float, Fraction)


def ranks(values: Sequence[Number]) -> tuple[Fraction, ...]:
    """The rank of each, from 1; equal values share the mean of their ranks.

    >>> [str(rank) for rank in ranks([30, 10, 10])]
    ['3', '3/2', '3/2']
    """
    found: list[Fraction] = [Fraction(0)] * len(values)
    order = sorted(range(len(values)), key=lambda at: values[at])
    begin = 0
    while begin < len(order):
        end = begin
        while end < len(order) and values[order[end]] == values[order[begin]]:
            end += 1
        for at in order[begin:end]:
            found[at] = Fraction(begin + 1 + end, 2)
        begin = end
    return tuple(found)


def correlation(left: Sequence[Number], right: Sequence[Number]) -> float | None:
    """Spearman's, -1 to 1; None where one side doesn't vary."""
    one, other = ranks(left), ranks(right)
    middle = Fraction(len(one) + 1, 2)
    covariance = sum(((a - middle) * (b - middle) for a, b in zip(one, other, strict=True)), Fraction(0))
    spread = sum(((a - middle) ** 2 for a in one), Fraction(0)) * sum(
        ((b - middle) ** 2 for b in other), Fraction(0)
    )
    return float(covariance) / sqrt(spread) if spread else None


def median(values: Sequence[int]) -> Fraction | None:
    """The middle one, or the mean of the two in the middle; None without any.

    >>> str(median([4, 1, 2, 100]))
    '3'
    """
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return Fraction(ordered[half] + ordered[~half], 2)


def chance_of_same(left: Sequence[int], right: Sequence[int]) -> float:
    """How likely two samples of one distribution lie this far apart: Mann and Whitney, normal, ties counted."""
    n, many = len(left), len(left) + len(right)
    joined = [*left, *right]
    found = ranks(joined)
    above = sum(found[:n], Fraction(0)) - Fraction(n * (n + 1), 2)
    ties = sum(same**3 - same for same in Counter(joined).values())
    variance = Fraction(n * (many - n), 12) * ((many + 1) - Fraction(ties, many * (many - 1)))
    if not variance:
        return 1.0
    off = max(0.0, abs(float(above - Fraction(n * (many - n), 2))) - 0.5)
    return erfc(off / sqrt(2 * float(variance)))
