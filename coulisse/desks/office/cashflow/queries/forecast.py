"""The forecast of what was gathered, as it is or under a scenario: no query, so several cost no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from coulisse.desks.office.cashflow.changes import to_engine
from coulisse.desks.office.cashflow.models import Scenario
from coulisse.desks.office.cashflow.queries.gathering import Gathered
from coulisse.engines.cashflow import (
    WEEKS,
    Forecast,
    Gap,
    Movement,
    Slot,
    apply,
    available,
    forecast,
    gap,
    outflows,
    returns,
)
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

VAT_KEY: Final = "vat:"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One forecast with its findings."""

    forecast: Forecast
    movements: tuple[Movement, ...]
    first: Slot | None
    """The first week below zero."""
    gap: Gap | None
    below: Slot | None
    """The first week below the threshold, where that is above zero."""
    prudent: Slot | None
    """The first week below zero without the money that nobody signed for, where that comes sooner."""
    missing: tuple[str, ...]
    """Changes whose movement is there no longer."""

    @property
    def first_at(self) -> int | None:
        return None if self.first is None else self.forecast.slots.index(self.first)


def foresee(
    gathered: Gathered, changes: Sequence[dict[str, Any]] = (), *, by: str = WEEKS, until: date | None = None
) -> Foreseen:
    """The forecast under a list of changes, drawn out to `until` if nothing moves so late."""
    asked = to_engine(changes)
    own = [one for one in asked if not getattr(one, "key", "").startswith(VAT_KEY)]
    applied = apply(gathered.movements, own)
    rule = gathered.vat_rule
    vat = returns(applied.movements, rule, label=_("VAT return")) if rule else []
    of_vat = apply(vat, [one for one in asked if one not in own])
    movements = (*applied.movements, *of_vat.movements)
    found = forecast(gathered.opening, gathered.opened_on, movements, by=by, until=until)
    first = found.first_below()
    return Foreseen(
        forecast=found,
        movements=movements,
        first=first,
        gap=gap(found, first) if first else None,
        below=found.first_below(gathered.threshold) if gathered.threshold.cents > 0 else None,
        prudent=_prudent(gathered, movements, first, by),
        missing=(*applied.missing, *of_vat.missing),
    )


def _prudent(gathered: Gathered, movements: Sequence[Movement], first: Slot | None, by: str) -> Slot | None:
    sure = [one for one in movements if one.is_certain or not one.is_in]
    if len(sure) == len(movements):
        return None
    sooner = forecast(gathered.opening, gathered.opened_on, sure, by=by).first_below()
    return sooner if sooner is not None and (first is None or sooner.first < first.first) else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is there, what may be spent, and what leaves in one, seven and thirty days."""

    available: Money
    out_1: Money
    out_7: Money
    out_30: Money


def outlook(gathered: Gathered, foreseen: Foreseen) -> Outlook:
    leaving = [outflows(foreseen.movements, gathered.next_day, days) for days in (1, 7, 30)]
    return Outlook(available(foreseen.forecast), *leaving)


def scenarios_of(production: Production) -> list[Scenario]:
    """The scenarios that were kept, the oldest first. One query."""
    return list(Scenario.objects.filter(production=production, dropped_at__isnull=True))
