"""What the shell shows of the follow-up: how many cases are open."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from coulisse.desks.audience.cases.models import Case
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at
from coulisse.foundation.productions.current import asked_production, shown_production

BOUND = 1000


def audience_cases(request: HttpRequest) -> dict[str, Any]:
    """On the pages of this desk only, within reach."""
    reader = reader_at(request, Desk.AUDIENCE)
    if reader is None:
        return {}
    production = shown_production(request) or asked_production(request)
    if production is None or not reader.may("read", desk=Desk.AUDIENCE, production=production):
        return {}
    mine = Q(production=production)
    if reader.scope().productions("read", desk=Desk.AUDIENCE) is None:
        mine |= Q(production__isnull=True)
    open_ = Case.objects.filter(mine, state=Case.State.OPEN)
    return {"counts": {"audience_cases": open_.order_by()[:BOUND].count()}}
