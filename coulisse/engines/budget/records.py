"""What the budget engine reads and gives back: frozen records, texts as stored, amounts as Money.

Quantities, multipliers, rates and globals are texts, for a person wrote them: `6.5`, `SHOOT_WEEKS*5`, `@31/100`.
Stored formulas use the decimal dot; `writing` turns them into what people type, and back.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from coulisse.kernel.money import EUR, Money

Weight: TypeAlias = Fraction | int
Cuts: TypeAlias = Mapping[str, Mapping[str, Weight]]
NOT_ASSIGNED = ""


@dataclass(frozen=True, slots=True)
class Global:
    """A number with a name that formulas refer to; `unit` is a label and counts for nothing."""

    name: str
    formula: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Fringe:
    """What an employer pays on top of a line.

    `percent`: `value` 25 is 25 % of what of the pool lies above `floor` and not above `cutoff`.
    `flat`: `value` is an amount in `currency`, once for each line that names it.
    """

    code: str
    kind: Literal["percent", "flat"]
    value: str
    cutoff: Money | None = None
    floor: Money | None = None
    currency: str = EUR
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """quantity × multiplier × rate, in a currency (none: the budget's).

    An empty multiplier is 1; an empty quantity or rate is nothing yet. Lines of one `person` fill that person's
    ceilings together. `cuts` share the line out: {"territory": {"BE": 51, "FR": 34, "LU": 15}}.
    """

    key: Hashable
    quantity: str
    multiplier: str
    rate: str
    currency: str | None = None
    fringes: tuple[str, ...] = ()
    person: str = ""
    cuts: Cuts = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A heading of the budget, with its own lines; `parent` is the number of the account above, or empty."""

    number: str
    name: str
    lines: tuple[Line, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """A contractual charge: contingency, overhead, producer's fee, bond.

    `percent` of the lines below the accounts `bases` (none: the whole budget) without those below `excluded`,
    with the fringes of those lines if `on_fringes`. `account` is where it is shown.
    """

    code: str
    name: str
    percent: str
    bases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    on_fringes: bool = False
    account: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """A whole budget. `rates`: how much of `currency` one unit of another is worth, {"USD": "0.92"}."""

    currency: str = EUR
    globals: tuple[Global, ...] = ()
    fringes: tuple[Fringe, ...] = ()
    accounts: tuple[Account, ...] = ()
    charges: tuple[Charge, ...] = ()
    rates: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Money(0, self.currency)  # raises UnknownCurrency


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be counted as it stands, and its place.

    `where` is for people: `11/3/quantity` is the quantity of the third line of account 11. `line` is that line's
    key, `field` the field, `params` what a sentence needs (`name`, `place`: the character, from 0).
    """

    code: str
    where: str
    message_key: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    line: Hashable | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line with its figures. A faulty factor is 0, and the amount with it; `problems` says why."""

    key: Hashable
    account: str
    quantity: Fraction
    multiplier: Fraction
    rate: Fraction
    amount: Money
    fringes: tuple[tuple[str, Money], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What one edit changed: lines, accounts, fringes and charges, globals, by key, number, code, name."""

    lines: frozenset[Hashable] = frozenset()
    accounts: frozenset[str] = frozenset()
    fringes: frozenset[str] = frozenset()
    globals: frozenset[str] = frozenset()
