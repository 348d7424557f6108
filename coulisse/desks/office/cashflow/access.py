"""The only ways to a planned movement, a balance or a scenario: they follow the books of their production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.cashflow.models import BalanceReading, PlannedMovement, Scenario
from coulisse.desks.office.current import access_office
from coulisse.desks.office.financing.models import Tranche
from coulisse.foundation.accounts.models import User


def access_planned(user: User, pk: int, *, to: str = "read") -> PlannedMovement:
    row = get_object_or_404(PlannedMovement.objects.select_related("production"), pk=pk)
    access_office(user, row.production_id, to=to)
    return row


def access_reading(user: User, pk: int, *, to: str = "read") -> BalanceReading:
    row = get_object_or_404(BalanceReading.objects.select_related("production"), pk=pk)
    access_office(user, row.production_id, to=to)
    return row


def access_scenario(user: User, pk: int, *, to: str = "read") -> Scenario:
    row = get_object_or_404(Scenario.objects.select_related("production"), pk=pk)
    access_office(user, row.production_id, to=to)
    return row


def access_tranche(user: User, pk: int, *, to: str = "change") -> Tranche:
    """A tranche of a source that is on the plan."""
    rows = Tranche.objects.filter(source__removed_at__isnull=True).select_related("source__production")
    row = get_object_or_404(rows, pk=pk)
    access_office(user, row.source.production_id, to=to)
    return row
