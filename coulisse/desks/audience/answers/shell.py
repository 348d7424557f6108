"""What the shell shows of the answers: texts that wait for one's decision, and drafts of one's own."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.answers.queries.desk import count_for
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at


def answers_waiting(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the audience desk only."""
    reader = reader_at(request, Desk.AUDIENCE)
    if reader is None:
        return {}
    return {"counts": {"audience_answers": count_for(reader)}}
