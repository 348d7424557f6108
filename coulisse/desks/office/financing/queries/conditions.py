"""What the sources ask in return, measured where the house can measure it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coulisse.desks.office.budget.queries.agreed import AgreedBudget
from coulisse.desks.office.financing.countries import territory_name
from coulisse.desks.office.financing.models import Condition, Source
from coulisse.desks.office.financing.wording import days_left
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money


@dataclass(frozen=True, slots=True)
class PlanCondition:
    """One condition: what it says, how far one is, and how much room is left."""

    pk: int
    version: int
    source: str
    source_pk: int
    text: str
    situation: str
    margin: str
    tone: str
    """stop where it is broken, warn where no room or little time is left."""


SOON = 30
"""Days from which a last day warns."""


def read_conditions(source: Source, budget: AgreedBudget | None, day: date | None) -> Iterator[PlanCondition]:
    for row in source.conditions.all():
        situation, margin, tone = _measured(row, budget, day)
        yield PlanCondition(row.pk, row.version, _label(row, source), source.pk, row.text, situation, margin, tone)


def _label(row: Condition, source: Source) -> str:
    """A coproducer's spend is known by its country: « Luxembourg »."""
    by_country = row.measure == Condition.Measure.TERRITORY and source.kind == Source.Kind.COPRODUCER
    return territory_name(row.territory) if by_country else source.name


def budgeted_in(budget: AgreedBudget, territory: str) -> Money:
    """What the budget spends in a territory: the accounts on top hold all below them."""
    tops = {account.number for account in budget.accounts if not account.parent}
    found = [cuts for number, cuts in budget.by_territory.items() if number in tops] or list(
        budget.by_territory.values()
    )
    return Money.total(cuts[territory] for cuts in found if territory in cuts)


def _measured(row: Condition, budget: AgreedBudget | None, day: date | None) -> tuple[str, str, str]:
    if row.measure == Condition.Measure.TERRITORY and row.least_cents is not None:
        return _spent(row, row.least_cents, budget)
    if row.measure == Condition.Measure.DEADLINE and row.until is not None:
        return _in_time(row, row.until, day)
    return row.situation, row.margin, ""


def _spent(row: Condition, least: int, budget: AgreedBudget | None) -> tuple[str, str, str]:
    if budget is None:
        return row.situation or _("no budget yet"), row.margin, "warn"
    planned = budgeted_in(budget, row.territory)
    room = planned - Money(least)
    situation = _("budgeted %(amount)s") % {"amount": write_money(planned, reader())}
    margin = _("margin %(amount)s") % {"amount": write_money(room, reader())}
    return situation, margin, "stop" if room.cents < 0 else "warn" if not room else "ok"


def _in_time(row: Condition, until: date, day: date | None) -> tuple[str, str, str]:
    situation = row.situation or _("until %(day)s") % {"day": date_format(until, "d/m/Y")}
    if day is None:
        return situation, row.margin, ""
    days = (until - day).days
    return situation, days_left(days), "stop" if days < 0 else "warn" if days <= SOON else "ok"
