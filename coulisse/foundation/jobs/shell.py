"""What the shell shows of the jobs: how many of the reader's run."""

from typing import Any

from django.http import HttpRequest

from coulisse.foundation.jobs.queries import active_count


def running_jobs(request: HttpRequest) -> dict[str, Any]:
    if not request.user.is_authenticated:
        return {}
    return {"counts": {"jobs": active_count(request.user)}}
