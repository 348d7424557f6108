"""What the shell shows of the families: how many wait for their answer."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.families.queries import waiting_families
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at
from coulisse.foundation.productions.current import asked_production, shown_production


def audience_families(request: HttpRequest) -> dict[str, Any]:
    """On the pages of this desk only: no other page shows the figure."""
    reader = reader_at(request, Desk.AUDIENCE)
    if reader is None:
        return {}
    production = shown_production(request) or asked_production(request)
    if production is None or not reader.may("read", desk=Desk.AUDIENCE, production=production):
        return {}
    return {"counts": {"audience_families": waiting_families(production)}}
