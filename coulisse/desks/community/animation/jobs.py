"""What the worker does for animations."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.desks.community.animation.actions.forgetting import forget_due


@app.periodic(cron="25 3 * * *")
@app.task(name="community.animation.forget", queue="sweep", queueing_lock="community.animation.forget")
def forget(timestamp: int) -> None:
    forget_due(at=timezone.now())


JOBS: Final = (forget,)
