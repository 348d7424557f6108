"""What the shell shows of the breakdown: how many scenes of the current production wait to be read."""

from typing import Any, cast

from django.http import HttpRequest

from coulisse.desks.floor.current import current_production
from coulisse.desks.floor.script.queries import to_review_count
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at
from coulisse.foundation.ui.doors import SignedInRequest


def scenes_to_review(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the floor only: no other page shows the figure."""
    if reader_at(request, Desk.FLOOR) is None:
        return {}
    production = current_production(cast("SignedInRequest", request))
    if production is None:
        return {}
    return {"counts": {"scenes_to_review": to_review_count(production.pk)}}
