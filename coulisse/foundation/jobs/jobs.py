"""The worker's side: the task that runs a job, the sweeper, and the daily clearing."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.foundation.jobs import actions
from coulisse.foundation.jobs.execution import execute
from coulisse.foundation.jobs.exports import journal_workbook
from coulisse.foundation.journal.worker_queue import give_up, stalled

KINDS_OF_THIS_ROOM = (journal_workbook,)
DEAD_AFTER = 20.0
"""Seconds without a sign of life after which a worker is dead; it gives one every five."""


@app.task(name=actions.RUN, queue="jobs")
def run(job_id: int) -> None:
    execute(job_id=job_id, now=timezone.now)


@app.periodic(cron="* * * * * */30")
@app.task(name="jobs.sweep", queue="sweep", queueing_lock="jobs.sweep")
def sweep(timestamp: int) -> None:
    """Say that the worker lives, and take back what dead workers left unfinished."""
    at = timezone.now()
    actions.note_pulse(at=at)
    take_back(at)


def take_back(at: datetime) -> None:
    """Give up what dead workers hold, and begin or end anew the jobs that stood behind it."""
    for task in stalled(seconds=DEAD_AFTER):
        if task.task == actions.RUN:
            actions.rescue(job_id=int(task.params["job_id"]), at=at)
        give_up(task.id)
    actions.requeue_lost(at=at)


@app.periodic(cron="20 4 * * *")
@app.task(name="jobs.prune", queue="sweep", queueing_lock="jobs.prune")
def prune(timestamp: int) -> None:
    actions.prune(at=timezone.now())
