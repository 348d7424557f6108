"""What the worker does for approvals: changes are noticed, reminders leave once, plan B is taken."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.desks.community.approving.actions.settling import look_after_all


@app.periodic(cron="* * * * * 40")
@app.task(name="community.approving", queue="sweep", queueing_lock="community.approving")
def look_after_submissions(timestamp: int) -> None:
    """Every minute; what was told once is not told again."""
    look_after_all(at=timezone.now())


JOBS: Final = (look_after_submissions,)
"""The worker's table of contents."""
