"""What the shell shows of approvals: what waits for whoever reads."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from coulisse.desks.community.approving.queries.pages import count_for
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at


def approvals_waiting(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the community desk only."""
    reader = reader_at(request, Desk.COMMUNITY)
    if reader is None:
        return {}
    return {"counts": {"approvals_waiting": count_for(reader, at=timezone.now())}}
