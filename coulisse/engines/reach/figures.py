"""A figure and its why. Not available (None) is never 0, and organic is never mixed with paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coulisse.engines.reach.metrics import Unit
from coulisse.kernel.money import Money
from coulisse.kernel.period import Period
from coulisse.kernel.plain import write_plain


class NegativeCount(ValueError):
    """A count below zero."""


class Side(StrEnum):
    """Whether people saw it because somebody paid. UNSPLIT: the source doesn't tell the two apart."""

    ORGANIC = "organic"
    PAID = "paid"
    UNSPLIT = "unsplit"


class Missing(StrEnum):
    """Why there is no value."""

    NO_READING = "no_reading"
    NOT_GIVEN = "not_given"
    NOTHING_TO_DIVIDE_BY = "nothing_to_divide_by"
    NOT_ADDITIVE = "not_additive"


class Caution(StrEnum):
    """What a reader has to know before believing the value."""

    UNSPLIT = "unsplit"
    PERIODS_DIFFER = "periods_differ"
    SOME_NOT_AVAILABLE = "some_not_available"
    DEFINITIONS_DIFFER = "definitions_differ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number read somewhere: None is "not available". `posts`: how many it is about; `source`: where from.

    `is_sum`: the values of those posts were added up before, where else the source gives one for all of them.
    Raises NegativeCount.
    """

    metric: str
    value: int | None
    side: Side
    period: Period
    source: str
    network: str = ""
    posts: int = 1
    is_sum: bool = False

    def __post_init__(self) -> None:
        if self.value is not None and self.value < 0:
            raise NegativeCount(f"{self.metric} {self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What was spent on advertising: None is "not available"."""

    amount: Money | None
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class Operand:
    """One number of the calculation, exact, in its unit; `label` tells two of one code apart."""

    code: str
    value: Fraction | None
    source: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """`rule` is the formula's code, e.g. `spend * 1000 / impressions`."""

    rule: str
    operands: tuple[Operand, ...]
    missing: Missing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A result: `value` exact (a share of 1, an amount in units of the currency), None if not available.

    `n`: how many posts stand behind it (for a share of voice: mentions). `metric` names its definition.
    """

    metric: str
    value: Fraction | None
    unit: Unit
    places: int
    side: Side
    period: Period
    n: int
    sources: tuple[str, ...]
    why: Why
    currency: str = ""
    cautions: tuple[Caution, ...] = ()

    @property
    def rounded(self) -> Decimal | None:
        """As it is shown, half away from zero: an amount or count with its places, a share in per cent.

        The only rounding of this engine.
        """
        if self.value is None:
            return None
        shown = self.value * 100 if self.unit is Unit.SHARE else self.value
        return Decimal(write_plain(shown, self.places))


def hull(periods: Iterable[Period]) -> Period:
    """From the first day of any to the last day of any; an open end stays open."""
    listed = list(periods)
    firsts, lasts = [one.first for one in listed], [one.last for one in listed]
    return Period(
        None if None in firsts else min((one for one in firsts if one), default=None),
        None if None in lasts else max((one for one in lasts if one), default=None),
    )


def named(sources: Iterable[str]) -> tuple[str, ...]:
    """Each source once, in its order."""
    return tuple(dict.fromkeys(source for source in sources if source))
