"""The only ways to an animation, to somebody who takes part, and to a day behind the scenes."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.community.animation.models import Animation, Entrant, HiddenSet, PlanLine, ShootPlan
from coulisse.desks.community.clients.workspaces import within_reach
from coulisse.desks.community.current import access_owned
from coulisse.foundation.accounts.models import User


def access_animation(user: User, pk: int, *, to: str = "read") -> Animation:
    row = get_object_or_404(Animation.objects.select_related("client", "production", "broadcast"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_entrant(user: User, pk: int, *, to: str = "change") -> Entrant:
    row = get_object_or_404(Entrant.objects.select_related("animation__production", "animation__client"), pk=pk)
    access_owned(user, production=row.animation.production_id, client=row.animation.client_id, to=to)
    return row


def animations_within_reach(user: User, to: str = "read") -> QuerySet[Animation]:
    return Animation.objects.filter(within_reach(user, to))


def public_animation(slug: str) -> Animation:
    """By its public address; a draft and a cancelled one are nobody's."""
    row = get_object_or_404(Animation.objects.select_related("production", "client"), slug=slug)
    if row.state in (Animation.State.DRAFT, Animation.State.CANCELLED):
        raise Http404
    return row


def access_plan(user: User, pk: int, *, to: str = "read") -> ShootPlan:
    row = get_object_or_404(ShootPlan.objects.select_related("production"), pk=pk)
    access_owned(user, production=row.production_id, client=None, to=to)
    return row


def access_plan_line(user: User, pk: int, *, to: str = "change") -> PlanLine:
    row = get_object_or_404(PlanLine.objects.select_related("plan__production"), pk=pk)
    access_owned(user, production=row.plan.production_id, client=None, to=to)
    return row


def access_hidden_set(user: User, pk: int, *, to: str = "change") -> HiddenSet:
    row = get_object_or_404(HiddenSet.objects.select_related("production"), pk=pk)
    access_owned(user, production=row.production_id, client=None, to=to)
    return row
