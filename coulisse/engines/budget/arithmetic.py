"""Exact arithmetic in whole numbers: a number is a ratio (numerator, denominator above zero), not reduced.

The one home of the budget's rounding: `cents` rounds half away from zero, `share` gives every cent to somebody.
Both do what `kernel.rounding` and `kernel.allocation` do, without making a Fraction of each of 150,000 cells.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

Ratio: TypeAlias = tuple[int, int]

NOTHING: Ratio = (0, 1)
ONE: Ratio = (1, 1)
MOST_BITS = 512
"""A number of more than 150 digits, above or below the stroke, is a slip and not a budget."""
MOST_CENTS = 10**17
"""A thousand billion: no line of a budget is worth more."""


def rounded(numerator: int, denominator: int) -> int:
    """The nearest whole number of a ratio, a half going away from zero.

    >>> rounded(5, 2), rounded(-5, 2), rounded(249, 100)
    (3, -3, 2)
    """
    if numerator < 0:
        return -((denominator - 2 * numerator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def cents(value: Ratio) -> int:
    """An amount in units of the currency, rounded once to the cent.

    >>> cents((2675, 1000)), cents((-1, 200))
    (268, -1)
    """
    return rounded(100 * value[0], value[1])


def fraction(value: Ratio) -> Fraction:
    return Fraction(value[0], value[1])


def ratio(value: Fraction) -> Ratio:
    return value.numerator, value.denominator


def is_too_large(value: Ratio) -> bool:
    return value[0].bit_length() > MOST_BITS or value[1].bit_length() > MOST_BITS


def share(total: int, weights: Sequence[int], keys: Sequence[object] = ()) -> list[int]:
    """Share a total by weights of either sign: the largest remainder, ties by `keys`, or else to the earlier.

    Each part receives the whole part (rounded down) of its exact share of |total|; what is left goes, one cent
    each, to the largest remainders. With weights of one sign this is `kernel.largest_remainder`. A credit line
    (a weight of the other sign) takes its share back. All zero when there is nothing to share, or to share by.

    >>> share(12005, [51, 34, 15]), share(-100, [-1, -1, -1]), share(200, [1000, -200])
    ([6122, 4082, 1801], [-34, -33, -33], [250, -50])
    >>> share(100, [1, 1, 1], keys=[12, 11, 10])
    [33, 33, 34]
    """
    whole = sum(weights)
    if total == 0 or whole == 0:
        return [0] * len(weights)
    size = abs(total) if whole > 0 else -abs(total)
    whole = abs(whole)
    parts, remainders = [], []
    for weight in weights:
        part, remainder = divmod(size * weight, whole)
        parts.append(part)
        remainders.append(remainder)
    left = abs(total) - sum(parts)
    if left:
        # sorted() is stable: between equal remainders the earlier part stays first.
        ranking = sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)
        if keys and remainders[ranking[left - 1]] == remainders[ranking[left]]:  # a tie over the last cent
            ranking.sort(key=lambda place: (-remainders[place], order(keys[place])))
        for place in ranking[:left]:
            parts[place] += 1
    return [-part for part in parts] if total < 0 else parts


def order(key: object) -> tuple[int, int, str]:
    """Where a key stands among others, whatever their types: numbers by size, then texts and the rest by name.

    >>> sorted(["b", 10, "a", 9], key=order)
    [9, 10, 'a', 'b']
    """
    if isinstance(key, int):
        return 0, key, ""
    return 1, 0, key if isinstance(key, str) else repr(key)
