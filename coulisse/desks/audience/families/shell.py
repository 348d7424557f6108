"""What the shell shows of the families: how many wait for their answer."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.families.queries import waiting_families
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.current import asked_production, shown_production


def audience_families(request: HttpRequest) -> dict[str, Any]:
    """On the pages of this desk only: no other page shows the figure."""
    match = request.resolver_match
    if match is None or not isinstance(request.user, User) or match.namespace.partition(":")[0] != "audience":
        return {}
    production = shown_production(request) or asked_production(request)
    if production is None or not request.user.may("read", desk="audience", production=production):
        return {}
    return {"counts": {"audience_families": waiting_families(production)}}
