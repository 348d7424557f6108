"""The frozen values of a cost report, in and out."""

from collections.abc import Iterator
from dataclasses import dataclass

from coulisse.kernel.money import Money

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Account:
    """One account as it stands in the books. `group` and `group_name`: the account above it, for the sums."""

    number: str
    name: str
    budget: Money = NOTHING
    actual: Money = NOTHING
    committed: Money = NOTHING
    forecast: Money = NOTHING
    """What is expected on top, or taken away, with a source of its own."""
    movement: Money = NOTHING
    """The part of the actual cost that fell in the period."""
    estimate: Money | None = None
    """The final cost that somebody expects, before forecasts; None: the budget."""
    group: str = ""
    group_name: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns A to G, and the movement."""

    budget: Money = NOTHING
    actual: Money = NOTHING
    committed: Money = NOTHING
    final: Money = NOTHING
    movement: Money = NOTHING
    forecast: Money = NOTHING

    @property
    def to_date(self) -> Money:
        """D = B + C."""
        return self.actual + self.committed

    @property
    def to_complete(self) -> Money:
        """E = F − D."""
        return self.final - self.to_date

    @property
    def variance(self) -> Money:
        """G = F − A: positive where it costs more than the budget."""
        return self.final - self.budget

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.budget + other.budget,
            self.actual + other.actual,
            self.committed + other.committed,
            self.final + other.final,
            self.movement + other.movement,
            self.forecast + other.forecast,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One account of the report."""

    number: str
    name: str
    figures: Figures
    is_estimated: bool = False
    is_overspent: bool = False
    """More was spent and promised than the estimate foresaw: F = D."""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The accounts under one heading, and their sum."""

    number: str
    name: str
    rows: tuple[Row, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    groups: tuple[Group, ...]
    total: Figures

    def rows(self) -> Iterator[Row]:
        for group in self.groups:
            yield from group.rows

    def row(self, number: str) -> Row | None:
        return next((row for row in self.rows() if row.number == number), None)
