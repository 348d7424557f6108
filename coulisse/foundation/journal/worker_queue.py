"""The one way to queue work for the worker: on Django's own connection, hence in the current transaction.

Inside the worker procrastinate's own application speaks through a pool of its own; a job deferred there could
start before the transaction that asked for it has committed, or outlive its rollback. This queue is the same in
every process.
"""

from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any, Final

from procrastinate import sql
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

CONNECTOR: Final = DjangoConnector()
MANAGER: Final = JobManager(CONNECTOR)

__all__ = ["AlreadyEnqueued", "Stalled", "defer", "give_up", "stalled"]


def defer(
    task: str, *, queue: str, not_before: datetime | None = None, once: str | None = None, **params: Any
) -> None:
    """Queue a task by its name. `once` names a lock: raises `AlreadyEnqueued` while a task with it waits."""
    deferrer = configure_task(
        name=task, job_manager=MANAGER, queue=queue, schedule_at=not_before, queueing_lock=once
    )
    deferrer.defer(**params)


@dataclass(frozen=True, slots=True)
class Stalled:
    """A task that a worker began and will not end: the worker is dead."""

    id: int
    task: str
    params: dict[str, Any]


def stalled(*, seconds: float) -> list[Stalled]:
    """The tasks of the workers that gave no sign of life for so long."""
    rows = CONNECTOR.execute_query_all(
        query=sql.queries["select_stalled_jobs_by_heartbeat"],
        queue=None,
        task_name=None,
        seconds_since_heartbeat=seconds,
    )
    return [Stalled(row["id"], row["task_name"], _mapping(row["args"])) for row in rows]


def _mapping(args: Any) -> dict[str, Any]:
    return dict(args) if isinstance(args, dict) else dict(loads(args))


def give_up(task_id: int) -> None:
    """Take a stalled task out of the queue. What it stood for has its own row, and is queued anew from there."""
    CONNECTOR.execute_query(query=sql.queries["finish_job"], job_id=task_id, status="failed", delete_job=True)
