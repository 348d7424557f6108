"""Beginning, stopping and ending jobs."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from coulisse.foundation.jobs.facts import JobBegun, JobDone, JobFailed, JobRetried, JobStopAsked, JobStopped
from coulisse.foundation.jobs.kinds import KINDS, Kind, kind_named
from coulisse.foundation.jobs.models import ACTIVE, ENDED, Job, Pulse, State
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.journal.worker_queue import defer

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

RUN: Final = "jobs.run"
FIRST_WAIT: Final = timedelta(seconds=10)
KEPT: Final = timedelta(days=30)
LOST_AFTER: Final = timedelta(minutes=2)
KILLED: Final = "killed"
UNEXPECTED: Final = "unexpected"
"""Codes kept in `Job.error`, told in words by `queries.problem_of`; any other text is told as it stands."""


class AlreadyEnded(Exception):
    """The job has nothing left to stop."""


class StillActive(Exception):
    """The job has not ended, so it cannot be begun again."""


def begin(
    kind: Kind | str,
    *,
    by: "User | None",
    at: datetime,
    title: str,
    production: int | None = None,
    **params: Any,
) -> Job:
    """Queue a job in the current transaction: if the act that asks for it fails, it never was. Params are JSON."""
    declared = kind if isinstance(kind, Kind) else kind_named(kind)
    with transaction.atomic():
        row = Job.objects.create(
            kind=declared.name,
            title=title,
            params=params,
            by=by,
            production_id=production,
            queued_at=at,
            not_before=at,
        )
        announce(JobBegun(job_id=row.pk, title=title), by=by, at=at, about=row, production=production)
        _queue(row, at)
    return row


def _queue(row: Job, not_before: datetime) -> None:
    defer(RUN, queue="jobs", not_before=not_before, job_id=row.pk)


def ask_to_stop(*, job: Job, by: "User", at: datetime) -> Job:
    """Stop a waiting job at once, and a running one at its next breath. Raises `AlreadyEnded`."""
    with transaction.atomic():
        fresh = Job.objects.select_for_update().get(pk=job.pk)
        if fresh.state not in ACTIVE:
            raise AlreadyEnded(job.pk)
        if fresh.state == State.QUEUED:
            fresh.state, fresh.ended_at = State.STOPPED, at
        else:
            fresh.state = State.STOPPING
        fresh.save(update_fields=["state", "ended_at"])
        announce(
            JobStopAsked(job_id=fresh.pk, title=fresh.title),
            by=by,
            at=at,
            about=fresh,
            production=fresh.production_id,
        )
    return fresh


def retry(*, job: Job, by: "User", at: datetime) -> Job:
    """Begin a failed or stopped job again from its start. Raises `StillActive`."""
    with transaction.atomic():
        fresh = Job.objects.select_for_update().get(pk=job.pk)
        if fresh.state not in (State.FAILED, State.STOPPED):
            raise StillActive(job.pk)
        requeue(fresh, at)
        announce(
            JobRetried(job_id=fresh.pk, title=fresh.title),
            by=by,
            at=at,
            about=fresh,
            production=fresh.production_id,
        )
    return fresh


def requeue(row: Job, not_before: datetime, error: str = "") -> None:
    """Put a locked row back in the queue. Call inside a transaction."""
    row.state, row.not_before, row.ended_at = State.QUEUED, not_before, None
    row.done, row.note, row.error = 0, "", error
    row.save(update_fields=["state", "not_before", "ended_at", "done", "note", "error"])
    _queue(row, not_before)


def claim(*, job_id: int, at: datetime) -> Job | None:
    """Take a queued job for one run; None if it is not queued. The queue may call twice, only one call gets it."""
    with transaction.atomic():
        row = Job.objects.select_for_update().filter(pk=job_id, state=State.QUEUED).first()
        if row is None:
            return None
        row.state, row.started_at, row.seen_at = State.RUNNING, at, at
        row.attempt += 1
        row.save(update_fields=["state", "started_at", "seen_at", "attempt"])
    return row


def _held(job: Job) -> Job | None:
    """The locked row, if it still belongs to this attempt."""
    own = Job.objects.select_for_update().filter(pk=job.pk, attempt=job.attempt)
    return own.filter(state__in=(State.RUNNING, State.STOPPING)).first()


def finish(*, job: Job, at: datetime, result: dict[str, Any] | None) -> None:
    """The work is done."""
    _end(job, State.DONE, at, JobDone(job_id=job.pk, title=job.title), result=result)


def stop(*, job: Job, at: datetime) -> None:
    """The work stopped where it was asked to; what it finished stays."""
    _end(job, State.STOPPED, at, JobStopped(job_id=job.pk, title=job.title, done=job.done))


def fail(*, job: Job, at: datetime, error: str) -> None:
    """The work cannot be done."""
    _end(job, State.FAILED, at, JobFailed(job_id=job.pk, title=job.title), error=error)


def _end(
    job: Job, state: State, at: datetime, told: Fact, *, result: dict[str, Any] | None = None, error: str = ""
) -> None:
    """Write the end of one attempt, unless another attempt has taken its place meanwhile."""
    with transaction.atomic():
        row = _held(job)
        if row is None:
            return
        row.state, row.ended_at, row.result, row.error = state, at, result, error[:500]
        row.done, row.total, row.note = job.done, job.total, job.note[:300]
        row.save(update_fields=["state", "ended_at", "result", "error", "done", "total", "note"])
        announce(told, by=row.by, at=at, about=row, production=row.production_id)


def postpone(*, job: Job, at: datetime, error: str) -> None:
    """A problem that passes: try again later, waiting twice as long each time."""
    with transaction.atomic():
        row = _held(job)
        if row is not None:
            requeue(row, at + FIRST_WAIT * 2 ** (row.attempt - 1), error[:500])


def rescue(*, job_id: int, at: datetime) -> None:
    """The worker of this job is dead: begin the job anew if its kind allows it, else say that it failed."""
    job = Job.objects.filter(pk=job_id, state__in=(State.RUNNING, State.STOPPING)).first()
    if job is None:
        return
    kind = KINDS.get(job.kind)
    if job.state == State.STOPPING:
        stop(job=job, at=at)
    elif kind is not None and kind.restartable and job.attempt < kind.attempts:
        with transaction.atomic():
            row = _held(job)
            if row is not None:
                requeue(row, at, KILLED)
    else:
        fail(job=job, at=at, error=KILLED)


def requeue_lost(*, at: datetime) -> int:
    """Queue again what waits without a task in the queue: the queue was emptied or restored. Returns how many."""
    with transaction.atomic():
        waiting = Job.objects.select_for_update(skip_locked=True).filter(
            state=State.QUEUED, not_before__lt=at - LOST_AFTER
        )
        known = set(
            ProcrastinateJob.objects.filter(task_name=RUN, status="todo").values_list("args__job_id", flat=True)
        )
        lost = [row for row in waiting if row.pk not in known]
        for row in lost:
            _queue(row, at)
    return len(lost)


def prune(*, at: datetime) -> int:
    """Forget the jobs that ended long ago, and their files. Returns how many."""
    _rows, by_model = Job.objects.filter(state__in=ENDED, ended_at__lt=at - KEPT).delete()
    return by_model.get(Job._meta.label, 0)


def note_pulse(*, at: datetime) -> None:
    """The worker lives."""
    Pulse.objects.update_or_create(id=1, defaults={"worker_seen_at": at})
