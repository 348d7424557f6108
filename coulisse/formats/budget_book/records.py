"""The frozen values of a budget on its way between a house and a spreadsheet: texts as stored, amounts in cents.

Quantities, multipliers, rates and globals are formulas with a decimal dot (`6.5`, `SEM*5`, `@31/100`), kept letter
for letter. `Figures` is what they came to when the file was written, so that a reader who does not compute (a
preview, a mail) sees the right amounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Cuts: TypeAlias = Mapping[str, Mapping[str, str]]
FACTORS = ("quantity", "multiplier", "rate")


@dataclass(frozen=True, slots=True)
class GlobalRow:
    """A number with a name that formulas refer to."""

    name: str
    formula: str
    label: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FringeRow:
    """`value` 25 is 25 %, or an amount in `currency`; `account` is where it is shown, empty: on its line's."""

    code: str
    value: str
    is_flat: bool = False
    cutoff: int | None = None
    floor: int | None = None
    currency: str = ""
    name: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """A contractual charge on accounts (none: the whole budget)."""

    code: str
    percent: str
    name: str = ""
    bases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    on_fringes: bool = False
    account: str = ""


@dataclass(frozen=True, slots=True)
class RateRow:
    """What one unit of a currency is worth in the budget's, from a day on."""

    currency: str
    rate: str
    day: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A heading; `parent` is the number of the one above."""

    number: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """quantity × multiplier × rate on an account. `key` is None for a line that no budget knows yet."""

    account: str
    description: str = ""
    quantity: str = ""
    multiplier: str = ""
    rate: str = ""
    unit: str = ""
    currency: str = ""
    fringes: tuple[str, ...] = ()
    person: str = ""
    cuts: Cuts = field(default_factory=dict)
    vat: int = 0
    note: str = ""
    key: int | None = None
    row: int = field(default=0, compare=False)
    """Where it stood in the file that it was read from."""


@dataclass(frozen=True, slots=True)
class Book:
    """A whole budget. Lines in the order of their accounts."""

    currency: str = "EUR"
    globals: tuple[GlobalRow, ...] = ()
    fringes: tuple[FringeRow, ...] = ()
    charges: tuple[ChargeRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    accounts: tuple[AccountRow, ...] = ()
    lines: tuple[LineRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One line, counted; `faulty` where a factor could not be: its amount is 0.00."""

    values: tuple[Decimal, Decimal, Decimal]
    amount: int
    fringes: Mapping[str, int] = field(default_factory=dict)
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What a book came to when it was written, in cents. A global or fringe that is not here is faulty."""

    lines: Mapping[int, LineFigures]
    globals: Mapping[str, Decimal] = field(default_factory=dict)
    fringes: Mapping[str, int] = field(default_factory=dict)
    charges: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
