"""What the worker does for moderation."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.desks.community.moderation.actions.erasing import erase_old
from coulisse.desks.community.moderation.hearing import hide_what_waits, listen_to_all, read_threads


@app.periodic(cron="* * * * * */15")
@app.task(name="community.hide", queue="sweep", queueing_lock="community.hide")
def hide(timestamp: int) -> None:
    hide_what_waits(now=timezone.now)


@app.periodic(cron="* * * * *")
@app.task(name="community.listen", queue="sweep", queueing_lock="community.listen")
def listen(timestamp: int) -> None:
    listen_to_all(now=timezone.now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="community.threads", queue="sweep", queueing_lock="community.threads")
def threads(timestamp: int) -> None:
    read_threads(now=timezone.now)


@app.periodic(cron="23 4 * * *")
@app.task(name="community.erase-comments", queue="sweep", queueing_lock="community.erase-comments")
def erase(timestamp: int) -> None:
    erase_old(at=timezone.now())


JOBS: Final = (hide, listen, threads, erase)
