"""The waterfall of a production: its tiers, what they make of some receipts, and at several levels of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import pgettext_lazy

from coulisse.desks.office.financing.models import Waterfall
from coulisse.engines.recoupment import Beneficiary, Kind, Outcome, Step, Tier, distribute
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.plain import read_plain
from coulisse.kernel.rate import Rate

KINDS: Final = {
    Kind.FEE: pgettext_lazy("tier of a waterfall", "Commission on the receipts"),
    Kind.EXPENSES: pgettext_lazy("tier of a waterfall", "Expenses off the top"),
    Kind.RECOUP: pgettext_lazy("tier of a waterfall", "Recoupment, side by side"),
    Kind.CORRIDOR: pgettext_lazy("tier of a waterfall", "Corridor"),
    Kind.PROFIT: pgettext_lazy("tier of a waterfall", "Share of the profit"),
}
LEVELS: Final = (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2))
"""Of the receipts that one counts with: how it looks if there is less, or more."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One tier with what it did."""

    kind: str
    kind_label: str
    step: Step


@dataclass(frozen=True, slots=True)
class WaterfallView:
    """The tiers applied to the receipts."""

    version: int
    receipts: Money
    steps: tuple[StepView, ...]
    totals: tuple[tuple[str, Money], ...]
    left: Money
    levels: tuple[Money, ...]
    table: tuple[tuple[str, tuple[Money, ...]], ...]
    """A row a beneficiary: what it gets at each level."""


def tiers_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Tier, ...]:
    """The stored tiers as the engine takes them."""
    return tuple(_tier(row) for row in rows)


def _tier(row: Mapping[str, Any]) -> Tier:
    kind = Kind(row["kind"])
    return Tier(
        kind=kind,
        name=row["name"],
        to=tuple(_beneficiary(kind, name, number) for name, number in row["to"]),
        rate=Rate.percent(row["percent"]) if row.get("percent") else None,
        cap=Money(row["cap"]) if row.get("cap") is not None else None,
    )


def _beneficiary(kind: Kind, name: str, number: str) -> Beneficiary:
    """In a recoupment the number is an amount in euros, else a weight."""
    if kind is Kind.RECOUP:
        return Beneficiary(name, owed=Money.parse(number))
    return Beneficiary(name, weight=Fraction(read_plain(number)))


def waterfall_of(production: Production, *, receipts: Money | None = None) -> WaterfallView | None:
    """The waterfall with its own receipts, or with others to try: one query. None where nobody wrote one."""
    row = Waterfall.objects.filter(production=production).first()
    if row is None or not row.tiers:
        return None
    return applied(tiers_of(row.tiers), receipts or Money(row.receipts_cents), version=row.version)


def applied(tiers: Sequence[Tier], receipts: Money, *, version: int = 0) -> WaterfallView:
    """Raises engines.recoupment.UnsoundTier, NegativeReceipts."""
    outcome = distribute(receipts, tiers)
    levels = tuple(receipts.times(level) for level in LEVELS)
    outcomes = [distribute(level, tiers) for level in levels]
    return WaterfallView(
        version=version,
        receipts=receipts,
        steps=tuple(StepView(step.tier.kind.value, str(KINDS[step.tier.kind]), step) for step in outcome.steps),
        totals=tuple(outcome.totals.items()),
        left=outcome.left,
        levels=levels,
        table=_table(outcomes),
    )


def _table(outcomes: Sequence[Outcome]) -> tuple[tuple[str, tuple[Money, ...]], ...]:
    totals = [outcome.totals for outcome in outcomes]
    return tuple((name, tuple(one[name] for one in totals)) for name in totals[0])


def examples() -> list[tuple[str, WaterfallView]]:
    """The worked examples of docs/engines/recoupment.md, computed here and now."""
    return [(title, applied(tiers_of(rows), Money.parse(receipts))) for title, receipts, rows in EXAMPLES]


def _row(kind: Kind, name: str, to: Sequence[tuple[str, str]], percent: str = "", cap: int | None = None) -> Any:
    return {"kind": kind.value, "name": name, "to": [list(one) for one in to], "percent": percent, "cap": cap}


EXAMPLES: Final = (
    (
        "A",
        "100.00",
        (_row(Kind.PROFIT, "Net", [("X", "1"), ("Y", "1"), ("Z", "1")]),),
    ),
    (
        "B",
        "400.00",
        (
            _row(Kind.FEE, "Commission", [("V", "1")], "25"),
            _row(Kind.RECOUP, "Pari passu", [("A", "300.00"), ("B", "100.00")]),
            _row(Kind.PROFIT, "Net", [("P", "1")]),
        ),
    ),
    (
        "C",
        "1000.00",
        (
            _row(Kind.EXPENSES, "P & A", [("V", "1")], cap=200_00),
            _row(Kind.CORRIDOR, "10 %", [("P", "1")], "10"),
            _row(Kind.RECOUP, "MG", [("D", "600.00")]),
            _row(Kind.PROFIT, "51 / 34 / 15", [("BE", "51"), ("FR", "34"), ("LU", "15")]),
        ),
    ),
)
