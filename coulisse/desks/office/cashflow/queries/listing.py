"""The lists behind the curve: balances read, movements planned, tranches to come."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.office.cashflow.models import BalanceReading, PlannedMovement
from coulisse.desks.office.cashflow.queries.gathering import occurrences_of
from coulisse.desks.office.financing.queries.tranches import TrancheDue, tranches_of
from coulisse.engines.cashflow import Calendar
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

MOST: int = 200


@dataclass(frozen=True, slots=True)
class Reading:
    pk: int
    read_at: datetime
    account: str
    amount: Money
    origin: str
    by: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned movement with the days on which it moves."""

    pk: int
    label: str
    kind: str
    account: str
    amount: Money
    """Signed, VAT included, each time."""
    vat: Money
    terms: str
    every: str
    until: date | None
    times: int
    next_on: date | None
    is_certain: bool


def readings_of(production: Production) -> list[Reading]:
    """The last ones first. One query."""
    rows = BalanceReading.objects.filter(production=production, dropped_at__isnull=True).select_related("by")
    return [
        Reading(
            row.pk,
            row.read_at,
            row.account,
            Money(row.amount_cents),
            row.get_origin_display(),
            str(row.by) if row.by else "",
        )
        for row in rows[:MOST]
    ]


def planned_list(production: Production, legal: Calendar, day: date) -> list[Planned]:
    """By the next day on which each moves, what is over at the end. One query."""
    rows = PlannedMovement.objects.filter(production=production, dropped_at__isnull=True)
    found = [_planned(row, legal, day) for row in rows]
    return sorted(found, key=lambda one: (one.next_on is None, one.next_on or date.max, one.pk))


def _planned(row: PlannedMovement, legal: Calendar, day: date) -> Planned:
    each = list(occurrences_of(row, legal))
    return Planned(
        pk=row.pk,
        label=each[0].label,
        kind=row.get_kind_display(),
        account=row.account,
        amount=each[0].amount,
        vat=Money(row.vat_cents),
        terms=row.get_terms_display(),
        every=row.get_every_display(),
        until=row.until,
        times=len(each),
        next_on=min((one.day for one in each if one.day >= day), default=None),
        is_certain=row.is_certain,
    )


def tranche_list(production: Production) -> list[TrancheDue]:
    """What is still to come, by day; those without a day at the end. One query."""
    return [one for one in tranches_of(production) if one.outstanding]
