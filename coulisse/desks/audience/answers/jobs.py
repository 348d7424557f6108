"""The worker's side: receipts for what came in, and addresses that came back."""

from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.desks.audience.answers.actions.bounces import note_bounces
from coulisse.desks.audience.answers.actions.settings import acknowledge


@app.periodic(cron="* * * * * 15")
@app.task(name="audience.answers.sweep", queue="sweep", queueing_lock="audience.answers.sweep")
def sweep(timestamp: int) -> None:
    """Every minute; what was done once is not done again."""
    at = timezone.now()
    acknowledge(at=at)
    note_bounces(at=at)
