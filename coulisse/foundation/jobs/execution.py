"""Doing the work of a job, and writing down how it ended."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.utils import translation

from coulisse.foundation.jobs import actions
from coulisse.foundation.jobs.kinds import Kind, UnknownKind, kind_named
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.jobs.run import Refused, Run, Stopped, Superseded, beside

logger = logging.getLogger(__name__)


def execute(*, job_id: int, now: Callable[[], datetime]) -> None:
    """Do the work of a queued job; nothing if it is not queued any more. The worker calls it."""
    row = actions.claim(job_id=job_id, at=now())
    if row is not None:
        with beside() as other:
            _attempt(Run(row, other, now))


def run_now(job: Job, *, at: datetime) -> Job:
    """Do the work here and now, on this connection: for tests and for the sample house. Returns the fresh row."""
    row = actions.claim(job_id=job.pk, at=at)
    if row is not None:
        _attempt(Run(row, connection, lambda: at))
    job.refresh_from_db()
    return job


def _attempt(run: Run) -> None:
    """One run from its start to a written end. Its words are in the language of whoever asked."""
    job = run.job
    try:
        kind = kind_named(job.kind)
    except UnknownKind:
        logger.exception("No room declares the job %s", job.kind)
        actions.fail(job=job, at=run.now(), error=actions.UNEXPECTED)
        return
    with translation.override(job.by.language if job.by is not None else None):
        _work(kind, run)


def _work(kind: Kind, run: Run) -> None:
    job = run.job
    try:
        result = kind.work(run)
    except Stopped:
        actions.stop(job=job, at=run.now())
    except Superseded:
        logger.warning("Job %s attempt %s found itself replaced", job.pk, job.attempt)
    except Refused as refusal:
        actions.fail(job=job, at=run.now(), error=str(refusal))
    except kind.retry_on as problem:
        logger.warning("Job %s attempt %s: %s", job.pk, job.attempt, type(problem).__name__)
        if job.attempt < kind.attempts:
            actions.postpone(job=job, at=run.now(), error=type(problem).__name__)
        else:
            actions.fail(job=job, at=run.now(), error=actions.UNEXPECTED)
    except Exception:
        # A job that breaks must end as failed on its page; the worker goes on with the others.
        logger.exception("Job %s failed", job.pk)
        actions.fail(job=job, at=run.now(), error=actions.UNEXPECTED)
    else:
        actions.finish(job=job, at=run.now(), result=result)
