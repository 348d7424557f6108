"""The only ways to the impact of a cancelled day and to the commitments behind it."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.costs.impact_models import DayCost, Impact, ImpactLine
from coulisse.desks.office.current import access_office
from coulisse.foundation.accounts.models import User


def access_impact(user: User, pk: int, *, to: str = "read") -> Impact:
    found = Impact.objects.select_related("production__company", "declared_by", "foreseen_by")
    impact: Impact = get_object_or_404(found, pk=pk)
    access_office(user, impact.production_id, to=to)
    return impact


def access_line(user: User, pk: int, *, to: str = "read") -> ImpactLine:
    line: ImpactLine = get_object_or_404(ImpactLine.objects.select_related("impact__production__company"), pk=pk)
    access_office(user, line.impact.production_id, to=to)
    return line


def access_cost(user: User, pk: int, *, to: str = "read") -> DayCost:
    cost: DayCost = get_object_or_404(DayCost.objects.select_related("production__company", "entered_by"), pk=pk)
    access_office(user, cost.production_id, to=to)
    return cost
