"""Exact numbers, and the only two places where they become whole.

A number of the kernel is an `int`, a `Decimal` or a `Fraction`. A float is refused by name: 0.1 is not a
tenth, and a budget of a thousand lines summed in floats drifts by several cents.
"""

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = int | Decimal | Fraction


class InexactNumber(TypeError):
    """A float, a boolean or anything else that isn't an exact number."""

    def __init__(self, value: object) -> None:
        super().__init__(f"{type(value).__name__} is not an exact number: give an int, Decimal or Fraction")
        self.value = value


class NotFinite(ValueError):
    """A Decimal that is NaN or infinite."""


def as_fraction(value: Exact) -> Fraction:
    """The same number as a Fraction; raises InexactNumber or NotFinite.

    >>> from decimal import Decimal
    >>> as_fraction(Decimal("0.25"))
    Fraction(1, 4)
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise InexactNumber(value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise NotFinite(f"{value} is not a number to count with")
    return Fraction(value)


def round_half_away(value: Exact) -> int:
    """The nearest whole number, a half going away from zero: the house's ordinary rounding.

    >>> from decimal import Decimal
    >>> round_half_away(Decimal("2.5")), round_half_away(Decimal("-2.5")), round_half_away(Decimal("2.49"))
    (3, -3, 2)
    """
    exact = as_fraction(value)
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return -whole if exact < 0 else whole


def round_toward_zero(value: Exact) -> int:
    """The whole part, for the few laws which say "rounded down".

    >>> from decimal import Decimal
    >>> round_toward_zero(Decimal("2.99")), round_toward_zero(Decimal("-2.99"))
    (2, -2)
    """
    exact = as_fraction(value)
    whole = abs(exact.numerator) // exact.denominator
    return -whole if exact < 0 else whole
