"""What the shell shows of publications: those that wait for somebody."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.desks.community.publishing.queries.pages import VIEWS
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at


def publications_waiting(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the community desk only."""
    reader = reader_at(request, Desk.COMMUNITY)
    if reader is None:
        return {}
    waiting = publications_within_reach(reader).filter(state__in=VIEWS["attend"]).count()
    return {"counts": {"publications_waiting": waiting}}
