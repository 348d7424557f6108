"""The tiers of a waterfall and what came of it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


class Kind(StrEnum):
    """What a tier takes of the receipts."""

    FEE = "fee"
    """A part of the gross receipts: the commission of a distributor or a sales agent."""
    EXPENSES = "expenses"
    """A fixed amount, recovered off the top: prints and advertising, the delivery of the work."""
    RECOUP = "recoup"
    """Each beneficiary gets back what it put in, side by side, in proportion to what it is owed (pari passu)."""
    CORRIDOR = "corridor"
    """A part of what reaches the tier, before those below it are paid."""
    PROFIT = "profit"
    """All that reaches the tier, by weights."""


class NegativeReceipts(ValueError):
    """Receipts below zero are shared out by nobody."""


class UnsoundTier(ValueError):
    """A tier that cannot be applied. `why` is a code: nobody, percent, amount or weights."""

    def __init__(self, tier: str, why: str) -> None:
        super().__init__(f"{tier}: {why}")
        self.tier, self.why = tier, why


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """One who is paid in a tier: by `owed` where it gets money back, else by `weight`."""

    name: str
    weight: Fraction = Fraction(1)
    owed: Money | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of the waterfall.

    `rate`: of the gross receipts for a fee, of what reaches the tier for a corridor; a recoupment with a rate
    takes only that part of what reaches it until it is paid back. `cap`: the most that the tier takes in all.
    """

    kind: Kind
    name: str
    to: tuple[Beneficiary, ...]
    rate: Rate | None = None
    cap: Money | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one tier did: what reached it, what it asked for, what it took and for whom, what it left."""

    tier: Tier
    reached: Money
    asked: Money
    taken: Money
    left: Money
    parts: tuple[tuple[str, Money], ...]

    @property
    def short(self) -> Money:
        """What it asked for and didn't get."""
        return self.asked - self.taken

    @property
    def is_paid(self) -> bool:
        return not self.short


@dataclass(frozen=True, slots=True)
class Outcome:
    """The receipts shared out."""

    receipts: Money
    steps: tuple[Step, ...]
    left: Money

    @property
    def totals(self) -> dict[str, Money]:
        """What each beneficiary gets over all tiers, in the order in which they first appear."""
        found: dict[str, Money] = {}
        for step in self.steps:
            for name, amount in step.parts:
                found[name] = found.get(name, Money.zero(amount.currency)) + amount
        return found
