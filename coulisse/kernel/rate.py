"""Rate: a proportion held as an exact fraction. 25 % is the ratio 1/4; nothing is rounded until money is."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from coulisse.kernel.money import Money
from coulisse.kernel.plain import read_plain
from coulisse.kernel.rounding import Exact, as_fraction


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A proportion; `ratio` 1 is the whole.

    >>> Rate.percent("13.07").of(Money.parse("650.00"))
    Money(cents=8496, currency='EUR')
    >>> str(Rate.percent("13.07")), str(Rate(Fraction(1, 3)))
    ('13.07%', '100/3%')
    """

    ratio: Fraction

    def __post_init__(self) -> None:
        object.__setattr__(self, "ratio", as_fraction(self.ratio))

    @classmethod
    def percent(cls, value: Exact | str) -> Self:
        """From per cent: a number, or a text written with a dot (raises NotAPlainNumber)."""
        return cls(_exact(value) / 100)

    @classmethod
    def of_ratio(cls, value: Exact | str) -> Self:
        """From a ratio, 0.25 being a quarter: a number, or a text written with a dot."""
        return cls(_exact(value))

    @property
    def as_percent(self) -> Fraction:
        return self.ratio * 100

    @property
    def complement(self) -> Self:
        """What is left of the whole: 75 % for 25 %."""
        return type(self)(1 - self.ratio)

    def of(self, money: Money) -> Money:
        """That part of an amount, rounded once to the cent, half away from zero."""
        return money.times(self.ratio)

    def of_exact(self, value: Exact) -> Fraction:
        """That part of a number, exact."""
        return as_fraction(value) * self.ratio

    def __add__(self, other: "Rate") -> Self:
        return type(self)(self.ratio + other.ratio) if isinstance(other, Rate) else NotImplemented

    def __sub__(self, other: "Rate") -> Self:
        return type(self)(self.ratio - other.ratio) if isinstance(other, Rate) else NotImplemented

    def __mul__(self, other: "Rate") -> Self:
        """A part of a part: 50 % of 50 % is 25 %."""
        return type(self)(self.ratio * other.ratio) if isinstance(other, Rate) else NotImplemented

    def __str__(self) -> str:
        exact = self.as_percent
        finite = terminating(exact)
        return f"{exact if finite is None else finite}%"


def terminating(value: Fraction) -> Decimal | None:
    """The same number as a Decimal without trailing zeros, or None where its decimals never end.

    >>> terminating(Fraction(1, 8)), terminating(Fraction(1, 3))
    (Decimal('0.125'), None)
    """
    places, rest = 0, value.denominator
    while rest % 10 == 0:
        places, rest = places + 1, rest // 10
    for prime in (2, 5):
        while rest % prime == 0:
            places, rest = places + 1, rest // prime
    if rest != 1:
        return None
    scaled = value.numerator * 10**places // value.denominator
    return Decimal(scaled).scaleb(-places)


def _exact(value: Exact | str) -> Fraction:
    return as_fraction(read_plain(value) if isinstance(value, str) else value)
