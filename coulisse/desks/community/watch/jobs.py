"""What the worker does for the watch."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.desks.community.watch.reading import read_due
from coulisse.desks.community.watch.taking import forget_old


@app.periodic(cron="*/2 * * * *")
@app.task(name="community.watch", queue="sweep", queueing_lock="community.watch", lock="community.watch")
def watch(timestamp: int) -> None:
    read_due(now=timezone.now)


@app.periodic(cron="43 3 * * *")
@app.task(name="community.watch.forget", queue="sweep", queueing_lock="community.watch.forget")
def forget(timestamp: int) -> None:
    forget_old(at=timezone.now())


JOBS: Final = (watch, forget)
