"""What the shell shows of the answers: texts that wait for one's decision, and drafts of one's own."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.answers.queries.desk import count_for
from coulisse.foundation.accounts.models import User


def answers_waiting(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the audience desk only."""
    match = request.resolver_match
    if match is None or not isinstance(request.user, User) or match.namespace.partition(":")[0] != "audience":
        return {}
    return {"counts": {"audience_answers": count_for(request.user)}}
