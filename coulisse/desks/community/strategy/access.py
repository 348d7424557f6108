"""The only ways to an objective and what hangs on it, and to an idea."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.community.clients.workspaces import Workspace, within_reach
from coulisse.desks.community.current import access_owned
from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar
from coulisse.foundation.accounts.models import User


def access_objective(user: User, pk: int, *, to: str = "read") -> Objective:
    row = get_object_or_404(Objective.objects.select_related("client", "production"), pk=pk)
    _of_objective(user, row, to)
    return row


def access_indicator(user: User, pk: int, *, to: str = "read") -> Indicator:
    row = get_object_or_404(Indicator.objects.select_related("objective"), pk=pk)
    _of_objective(user, row.objective, to)
    return row


def access_pillar(user: User, pk: int, *, to: str = "read") -> Pillar:
    row = get_object_or_404(Pillar.objects.select_related("objective"), pk=pk)
    _of_objective(user, row.objective, to)
    return row


def access_campaign(user: User, pk: int, *, to: str = "read") -> Campaign:
    rows = Campaign.objects.select_related("objective__client", "objective__production")
    row = get_object_or_404(rows, pk=pk)
    _of_objective(user, row.objective, to)
    return row


def access_idea(user: User, pk: int, *, to: str = "read") -> Idea:
    rows = Idea.objects.select_related("client", "production", "campaign", "pillar")
    row = get_object_or_404(rows, pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def ideas_within_reach(user: User, to: str = "read") -> QuerySet[Idea]:
    return Idea.objects.filter(within_reach(user, to))


def campaigns_within_reach(user: User, to: str = "read") -> QuerySet[Campaign]:
    return Campaign.objects.filter(within_reach(user, to, "objective__")).select_related("objective")


def objectives_within_reach(user: User, to: str = "read") -> QuerySet[Objective]:
    return Objective.objects.filter(within_reach(user, to))


def _of_objective(user: User, row: Objective, to: str) -> None:
    access_owned(user, production=row.production_id, client=row.client_id, to=to)


def home_of(row: Objective | Idea) -> Workspace:
    """The workspace that it belongs to. An idea of the house belongs to none: ask before."""
    return Workspace(client=row.client, production=row.production)
