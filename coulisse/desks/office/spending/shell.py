"""What the shell shows of the spending: how many tickets wait for one's decision."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.office.spending.queries.expenses import to_validate
from coulisse.foundation.accounts.models import User


def spending_to_validate(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the office only: no other page shows the figure."""
    match = request.resolver_match
    if match is None or not isinstance(request.user, User) or match.namespace.partition(":")[0] != "office":
        return {}
    return {"counts": {"spending_to_validate": to_validate(request.user)}}
