"""Money: a whole number of cents and a currency. Never a float, never a sum across currencies.

A cent is a hundredth of the unit in every currency, also in those whose coins know none (JPY), so that one
integer column holds them all. Rounding happens in `Money.of` and what calls it, half away from zero; the only
other rounding is `Money.rounded_down`, for the laws that ask for it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from coulisse.kernel.allocation import largest_remainder
from coulisse.kernel.plain import read_plain, write_plain
from coulisse.kernel.rounding import Exact, InexactNumber, as_fraction, round_half_away, round_toward_zero

EUR = "EUR"
CENTS = 100
_CODE = re.compile(r"[A-Z]{3}")


class CurrencyMismatch(ValueError):
    """Two currencies met where only one makes sense: sums, comparisons, even equality."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} can't be counted together")
        self.currencies = (left, right)


class UnknownCurrency(ValueError):
    """A currency that isn't three capital letters (ISO 4217)."""


class FractionOfACent(ValueError):
    """A typed amount with more than two decimals: it's refused rather than silently rounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """An amount: `cents` (signed) and an ISO 4217 `currency`.

    >>> Money.parse("120.05") + Money(95)
    Money(cents=12100, currency='EUR')
    >>> [str(part) for part in Money.parse("120.05").allocate([51, 34, 15])]
    ['61.22 EUR', '40.82 EUR', '18.01 EUR']
    >>> Money(1) == Money(1, "USD")
    Traceback (most recent call last):
    coulisse.kernel.money.CurrencyMismatch: EUR and USD can't be counted together
    """

    cents: int
    currency: str = EUR

    def __post_init__(self) -> None:
        if isinstance(self.cents, bool) or not isinstance(self.cents, int):
            raise InexactNumber(self.cents)
        if not _CODE.fullmatch(self.currency):
            raise UnknownCurrency(f"{self.currency!r} isn't a currency of three capital letters")

    @classmethod
    def of(cls, amount: Exact, currency: str = EUR) -> Self:
        """The amount in units of the currency, rounded once to the cent, half away from zero."""
        return cls(round_half_away(as_fraction(amount) * CENTS), currency)

    @classmethod
    def rounded_down(cls, amount: Exact, currency: str = EUR) -> Self:
        """The amount with what is beyond the cent cut off."""
        return cls(round_toward_zero(as_fraction(amount) * CENTS), currency)

    @classmethod
    def exactly(cls, amount: Exact, currency: str = EUR) -> Self:
        """The amount, refused with FractionOfACent if it isn't a whole number of cents."""
        cents = as_fraction(amount) * CENTS
        if cents.denominator != 1:
            raise FractionOfACent(f"{amount} has more than two decimals")
        return cls(cents.numerator, currency)

    @classmethod
    def parse(cls, text: str, currency: str = EUR) -> Self:
        """Read `1234.56`, `-5`, `0.5`; raises NotAPlainNumber or FractionOfACent.

        What people type is read by `reading.read_money`.
        """
        return cls.exactly(read_plain(text), currency)

    @classmethod
    def zero(cls, currency: str = EUR) -> Self:
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str = EUR) -> Self:
        """The sum of any number of amounts, all in `currency`; none makes zero."""
        cents = 0
        for amount in amounts:
            if amount.currency != currency:
                raise CurrencyMismatch(currency, amount.currency)
            cents += amount.cents
        return cls(cents, currency)

    def __eq__(self, other: object) -> bool:
        return self.cents == self._same(other) if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: "Money") -> bool:
        return self.cents < self._same(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: "Money") -> bool:
        return self.cents <= self._same(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: "Money") -> bool:
        return self.cents > self._same(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: "Money") -> bool:
        return self.cents >= self._same(other) if isinstance(other, Money) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.cents, self.currency))

    def __bool__(self) -> bool:
        return self.cents != 0

    def __add__(self, other: "Money") -> Self:
        return self._with(self.cents + self._same(other)) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: "Money") -> Self:
        return self._with(self.cents - self._same(other)) if isinstance(other, Money) else NotImplemented

    def __mul__(self, count: int) -> Self:
        """So many times the amount: whole numbers only, for nothing is rounded here (see `times`)."""
        if isinstance(count, bool) or not isinstance(count, int):
            return NotImplemented
        return self._with(self.cents * count)

    __rmul__ = __mul__

    def __neg__(self) -> Self:
        return self._with(-self.cents)

    def __abs__(self) -> Self:
        return self._with(abs(self.cents))

    def __str__(self) -> str:
        return f"{self.plain()} {self.currency}"

    @property
    def fraction(self) -> Fraction:
        """The exact amount in units of the currency."""
        return Fraction(self.cents, CENTS)

    @property
    def decimal(self) -> Decimal:
        """The exact amount in units of the currency, with two decimals."""
        return Decimal(self.plain())

    def plain(self) -> str:
        """`1234.56`: with a dot and two decimals, as the command line and files write it."""
        return write_plain(self.fraction, 2)

    def times(self, factor: Exact) -> Self:
        """The amount multiplied, rounded once to the cent."""
        return self._with(round_half_away(self.cents * as_fraction(factor)))

    def converted(self, rate: Exact, currency: str) -> "Money":
        """The amount in another currency, `rate` being units of that currency for one of this one."""
        return Money(round_half_away(self.cents * as_fraction(rate)), currency)

    def share_of(self, whole: "Money") -> Fraction:
        """This amount as an exact part of `whole`; raises ZeroDivisionError if `whole` is zero."""
        return Fraction(self.cents, self._same(whole))

    def allocate(self, weights: Sequence[Exact]) -> tuple[Self, ...]:
        """Share by weights >= 0 so that the parts sum exactly: see `allocation.largest_remainder`."""
        return tuple(self._with(cents) for cents in largest_remainder(self.cents, weights))

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.cents

    def _with(self, cents: int) -> Self:
        return type(self)(cents, self.currency)
