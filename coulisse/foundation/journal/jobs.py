"""The worker's side of the journal: a job that delivers what is owed, and a sweeper that wakes it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.foundation.journal.actions import DELIVER, wake_the_worker
from coulisse.foundation.journal.deliver import deliver_all
from coulisse.foundation.journal.links import REGISTRY
from coulisse.foundation.journal.queries import anything_owed

BITES = 10


@app.task(name=DELIVER, queue="journal")
def deliver() -> None:
    """Deliver until nothing is owed, or for some seconds: then a worker that is asked to stop may stop."""
    if deliver_all(now=timezone.now, bites=BITES):
        wake_the_worker()


@app.periodic(cron="* * * * * */30")
@app.task(name="journal.sweep", queue="sweep", queueing_lock="journal.sweep")
def sweep(timestamp: int) -> None:
    """Wake what is owed and was not woken: a worker died, a process died before it could wake, a wait is over."""
    if anything_owed(at=timezone.now(), links=REGISTRY.reactions):
        wake_the_worker()
