"""What the shell shows of the alarms: the bell, while one waits for a decision."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from coulisse.desks.audience.crisis.models import Alarm
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at
from coulisse.foundation.ui.shell import Notices

MOST = 50


def alarms_to_look_at(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the desk only, in one small query."""
    reader = reader_at(request, Desk.AUDIENCE)
    if reader is None:
        return {}
    reached = reader.scope().productions("read", desk=Desk.AUDIENCE)
    found = Alarm.objects.filter(state=Alarm.State.PROPOSED)
    if reached is not None:
        found = found.filter(production__in=reached)
    waiting = list(found.order_by("-began_at").values_list("pk", "production")[:MOST])
    if not waiting:
        return {}
    alarm, production = waiting[0]
    address = f"{reverse('audience:crisis:cockpit')}?production={production}&alarm={alarm}"
    return {"notices": Notices(len(waiting), address)}
