"""What the shell shows of the call sheets: how many wait for one's signature."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from coulisse.desks.floor.callsheets.queries.sheets import to_validate
from coulisse.foundation.accounts.models import User


def sheets_to_validate(request: HttpRequest) -> dict[str, Any]:
    if not isinstance(request.user, User):
        return {}
    return {"counts": {"callsheets": to_validate(request.user, timezone.localdate())}}
