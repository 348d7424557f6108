"""The only ways to an alarm, a crisis, and what hangs on them."""

from django.shortcuts import get_object_or_404

from coulisse.desks.audience.crisis.models import Alarm, Crisis, CrisisCheck, OnCall, Verbatim
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.grid.models import Broadcast


def access_alarm(user: User, pk: int, *, to: str = "read") -> Alarm:
    found = get_object_or_404(Alarm.objects.select_related("production"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_crisis(user: User, pk: int, *, to: str = "read") -> Crisis:
    found = get_object_or_404(
        Crisis.objects.select_related("production", "alarm__broadcast", "opened_by", "down_by"), pk=pk
    )
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_check(user: User, pk: int) -> CrisisCheck:
    found = get_object_or_404(CrisisCheck.objects.select_related("crisis"), pk=pk)
    require(user, "change", desk=Desk.AUDIENCE, production=found.crisis.production_id)
    return found


def access_broadcast(user: User, pk: int, *, to: str = "change") -> Broadcast:
    """A slot of a production whose public one answers."""
    found = get_object_or_404(Broadcast.objects.select_related("programme"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.programme.production_id)
    return found


def access_on_call(user: User, pk: int) -> OnCall:
    found = get_object_or_404(OnCall.objects.select_related("broadcast__programme", "person"), pk=pk)
    require(user, "change", desk=Desk.AUDIENCE, production=found.broadcast.programme.production_id)
    return found


def access_verbatim(user: User, pk: int) -> Verbatim:
    found = get_object_or_404(Verbatim, pk=pk)
    require(user, "change", desk=Desk.AUDIENCE, production=found.production_id)
    return found
