"""What the shell shows of comments: those that wait for somebody."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.community.moderation.queries.listing import count_waiting
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at


def comments_waiting(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the community desk only."""
    reader = reader_at(request, Desk.COMMUNITY)
    return {} if reader is None else {"counts": {"comments_waiting": count_waiting(reader)}}
