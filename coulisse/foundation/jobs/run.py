"""What a job holds while it works: its parameters, its progress, and the question whether it shall stop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from coulisse.foundation.jobs.models import Job, JobFile, State

PATIENCE: Final = 0.5
"""Seconds between two writes of progress: often enough for a reader, seldom enough for a tight loop."""

REPORT: Final = """
    UPDATE jobs_job SET done = %s, total = %s, note = %s, seen_at = %s
    WHERE id = %s AND attempt = %s AND state IN ('running', 'stopping')
    RETURNING state
"""


class Stopped(Exception):
    """Somebody asked the job to stop. What it has finished stays."""


class Superseded(Exception):
    """This run was taken for dead and another one was begun: it must not write anything any more."""


class Refused(Exception):
    """The job cannot do its work, for the reason given in words to whoever asked for it."""


@dataclass(slots=True)
class Run:
    """One attempt at one job.

    Progress goes through a database connection of its own, so that it is seen, and a wish to stop is heard, while
    the work is in the middle of a transaction.
    """

    job: Job
    connection: BaseDatabaseWrapper
    now: Callable[[], datetime]
    timer: Callable[[], float] = time.monotonic
    _written: float = 0.0

    @property
    def params(self) -> dict[str, Any]:
        return dict(self.job.params)

    @property
    def attempt(self) -> int:
        """1 the first time; more when it was tried again or begun anew after a crash."""
        return self.job.attempt

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far it is, and stop here if that was asked. `total` None keeps what was said before."""
        self.job.done = done
        self.job.total = total if total is not None else self.job.total
        self.job.note = note or self.job.note
        if self.timer() - self._written >= PATIENCE or done == self.job.total:
            self._report()

    def check(self) -> None:
        """Stop here if that was asked. Raises `Stopped` or `Superseded`."""
        self._report()

    def attach(self, name: str, content: bytes, content_type: str) -> None:
        """Keep a file for whoever asked; a second one takes its place."""
        JobFile.objects.update_or_create(
            job=self.job, defaults={"name": name, "content": content, "content_type": content_type}
        )

    def _report(self) -> None:
        self._written = self.timer()
        job = self.job
        with self.connection.cursor() as cursor:
            cursor.execute(REPORT, [job.done, job.total, job.note[:300], self.now(), job.pk, job.attempt])
            row = cursor.fetchone()
        if row is None:
            raise Superseded(job.pk)
        if row[0] == State.STOPPING:
            raise Stopped(job.pk)


@contextmanager
def beside() -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the same database."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()
