"""Two scenarios side by side. Records only, from what was gathered once."""

from dataclasses import dataclass

from coulisse.desks.office.cashflow.models import Scenario
from coulisse.desks.office.cashflow.queries.forecast import Foreseen, foresee
from coulisse.desks.office.cashflow.queries.gathering import Gathered
from coulisse.desks.office.cashflow.queries.screen import week_words
from coulisse.desks.office.cashflow.words import slot_name, span
from coulisse.engines.cashflow import WEEKS
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its first week below zero, how deep, and its lowest."""

    first: dict[str, str] | None
    missing: Money | None
    days: int | None
    lowest: Money
    lowest_in: dict[str, str]
    closing: Money


@dataclass(frozen=True, slots=True)
class Week:
    name: str
    span: str
    left: Money
    right: Money

    @property
    def difference(self) -> Money:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Side
    right: Side
    weeks: tuple[Week, ...]


def compare(gathered: Gathered, left: Scenario | None, right: Scenario | None) -> Comparison:
    """None stands for the forecast as it is."""
    ones = [foresee(gathered, one.changes if one else ()) for one in (left, right)]
    last = max(one.forecast.slots[-1].last for one in ones)
    both = [foresee(gathered, one.changes if one else (), until=last).forecast.slots for one in (left, right)]
    weeks = tuple(
        Week(slot_name(a, WEEKS), span(a.first, a.last), a.closing, b.closing)
        for a, b in zip(*both, strict=True)
        if a.movements or b.movements or a.closing != b.closing
    )
    return Comparison(_side(ones[0]), _side(ones[1]), weeks)


def _side(one: Foreseen) -> Side:
    lowest = one.forecast.lowest
    return Side(
        first=week_words(one.first) if one.first else None,
        missing=one.gap.missing if one.gap else None,
        days=one.gap.days if one.gap else None,
        lowest=lowest.lowest,
        lowest_in=week_words(lowest),
        closing=one.forecast.closing,
    )
