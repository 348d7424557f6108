"""What the shell shows of the inbox: how many conversations wait for an answer."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.inbox.queries.listing import count_to_answer
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at
from coulisse.foundation.productions.current import asked_production, shown_production


def audience_open(request: HttpRequest) -> dict[str, Any]:
    """On the pages of this desk only: no other page shows the figure."""
    reader = reader_at(request, Desk.AUDIENCE)
    if reader is None:
        return {}
    production = shown_production(request) or asked_production(request)
    if production is None:
        return {}
    return {"counts": {"audience_open": count_to_answer(reader, production)}}
