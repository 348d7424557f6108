"""What the worker does for the publish engine."""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.desks.community.publishing.clock import turn
from coulisse.desks.community.publishing.health import check_all
from coulisse.desks.community.publishing.speaking import connect
from coulisse.desks.community.publishing.watching import warn_of_ends

LENGTH: Final = timedelta(seconds=12)
"""Longer than the ticks are apart: the next turn takes over without a gap."""


@app.periodic(cron="* * * * * */5")
@app.task(name="community.publish", queue="publish", queueing_lock="community.publish")
def publish(timestamp: int) -> None:
    turn(until=timezone.now() + LENGTH, now=timezone.now, connect=connect)


@app.periodic(cron="7 * * * *")
@app.task(name="community.access", queue="sweep", queueing_lock="community.access")
def check_access(timestamp: int) -> None:
    check_all(now=timezone.now, connect=connect)
    warn_of_ends(at=timezone.now())


JOBS: Final = (publish, check_access)
