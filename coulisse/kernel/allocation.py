"""Sharing a whole number of things so that nothing is lost: the method of the largest remainder.

Each part first receives the whole part of its exact share. What is left over (always fewer units than there
are parts) goes, one unit each, to the largest fractional parts, and between equal ones to the earlier. A
negative total is shared as its opposite, then mirrored: a credit note undoes its invoice part by part.
"""

from collections.abc import Sequence
from fractions import Fraction

from coulisse.kernel.rounding import Exact, as_fraction


class NegativeWeight(ValueError):
    """A weight below zero."""


class NothingToShareBy(ValueError):
    """No weight above zero, and yet something to share."""


def largest_remainder(total: int, weights: Sequence[Exact]) -> tuple[int, ...]:
    """Share `total` units by `weights` (each >= 0); the parts sum to `total` exactly.

    A weight of zero receives nothing. Raises NegativeWeight, NothingToShareBy, InexactNumber.

    >>> largest_remainder(12005, [51, 34, 15])
    (6122, 4082, 1801)
    >>> largest_remainder(-100, [1, 1, 1])
    (-34, -33, -33)
    """
    exact = [as_fraction(weight) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise NegativeWeight("a weight is below zero")
    whole = sum(exact, Fraction(0))
    if whole == 0:
        return _nothing(total, len(exact))
    shares = [abs(total) * weight / whole for weight in exact]
    parts = [share.numerator // share.denominator for share in shares]
    # sorted() is stable: between equal remainders the earlier part stays first.
    by_remainder = sorted(range(len(parts)), key=lambda index: parts[index] - shares[index])
    for index in by_remainder[: abs(total) - sum(parts)]:
        parts[index] += 1
    return tuple(-part for part in parts) if total < 0 else tuple(parts)


def _nothing(total: int, parts: int) -> tuple[int, ...]:
    if total != 0:
        raise NothingToShareBy("no weight is above zero")
    return (0,) * parts
