"""What the shell shows of the tasks: how many of one's own are due."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from coulisse.foundation.accounts.models import User
from coulisse.foundation.tasks.queries import open_count


def task_count(request: HttpRequest) -> dict[str, Any]:
    if not isinstance(request.user, User):
        return {}
    return {"counts": {"tasks": open_count(request.user, timezone.localdate())}}
