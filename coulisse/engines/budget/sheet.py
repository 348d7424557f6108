"""The counted budget: plain dictionaries of whole cents, filled in one pass and mended edit by edit.

Every distinct text is evaluated once (`values`); a text that refers to an account, or to a global that does, waits
until that account is known (`late`). Nothing here is rounded but in `arithmetic`.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Final, Self, TypeAlias

from coulisse.engines.budget.arithmetic import Ratio, rounded
from coulisse.engines.budget.formula import FormulaProblem
from coulisse.engines.budget.records import Charge, Fringe, Global, Line
from coulisse.engines.budget.tree import Tree

Key: TypeAlias = Hashable
FACTORS: Final = ("quantity", "multiplier", "rate")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem before its place in the budget is written down."""

    code: str
    field: str = ""
    params: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A fringe ready to be counted: amounts in cents of the budget's currency."""

    is_flat: bool
    numerator: int = 0
    denominator: int = 1
    cutoff: int | None = None
    floor: int | None = None

    def due(self, pool: int) -> int:
        """The percent fringe of a pool, rounded once."""
        base = pool if self.cutoff is None or pool < self.cutoff else self.cutoff
        if self.floor is not None:
            base = base - self.floor if base > self.floor else 0
        return rounded(base * self.numerator, self.denominator)


@dataclass(slots=True)
class Sheet:
    """All figures of one budget. `shares[code][line]` is what a fringe puts on a line, 0 included."""

    currency: str
    tree: Tree
    lines: dict[Key, Line] = field(default_factory=dict)
    account_of: dict[Key, str] = field(default_factory=dict)
    lines_of: dict[str, list[Key]] = field(default_factory=dict)

    globals: dict[str, Global] = field(default_factory=dict)
    rates: dict[str | None, Ratio] = field(default_factory=dict)
    fringes: dict[str, Fringe] = field(default_factory=dict)
    terms: dict[str, Terms] = field(default_factory=dict)
    charges: dict[str, Charge] = field(default_factory=dict)

    names: dict[str, Ratio] = field(default_factory=dict)
    """Values of globals, and of the accounts that formulas refer to, as `@31`."""
    bad_names: dict[str, FormulaProblem] = field(default_factory=dict)
    late_names: set[str] = field(default_factory=set)
    values: dict[str, Ratio | None] = field(default_factory=dict)
    bad_texts: dict[str, FormulaProblem] = field(default_factory=dict)
    late_texts: set[str] = field(default_factory=set)
    late_values: dict[str, Ratio] = field(default_factory=dict)
    late_lines: dict[Key, None] = field(default_factory=dict)

    amounts: dict[Key, int] = field(default_factory=dict)
    faults: dict[Key, tuple[Fault, ...]] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)
    pools: dict[str, dict[str, dict[Key, None]]] = field(default_factory=dict)
    """By fringe and person, the lines that share a ceiling."""
    shares: dict[str, dict[Key, int]] = field(default_factory=dict)
    fringe_totals: dict[str, int] = field(default_factory=dict)
    own_fringes: dict[str, int] = field(default_factory=dict)
    charge_totals: dict[str, int] = field(default_factory=dict)
    faults_elsewhere: dict[str, list[Fault]] = field(default_factory=dict)
    """Problems of fringes, charges, rates and accounts, by their place."""

    def copied(self) -> Self:
        """A sheet that later edits of this one leave as it is: what only edits read is not copied."""
        copies = {name: _copy(getattr(self, name)) for name in _READ_LATER}
        return replace(self, **copies)  # type: ignore[arg-type]


_READ_LATER: Final = (
    *("lines", "account_of", "lines_of", "globals", "rates", "fringes", "terms", "charges"),
    *("names", "bad_names", "values", "bad_texts", "late_values"),
    *("amounts", "faults", "own", "below", "shares", "fringe_totals", "own_fringes", "charge_totals"),
    "faults_elsewhere",
)


def _copy(value: dict[object, object]) -> dict[object, object]:
    first = next(iter(value.values()), None)
    if isinstance(first, dict | list):
        return {key: one.copy() for key, one in value.items()}  # type: ignore[attr-defined]
    return value.copy()
