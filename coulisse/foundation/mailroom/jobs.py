"""The worker's side of the mailroom: send what is due, and find what was interrupted."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.foundation.journal.worker_queue import AlreadyEnqueued, defer
from coulisse.foundation.mailroom.actions import SEND
from coulisse.foundation.mailroom.queries import anything_due
from coulisse.foundation.mailroom.sending import note_interrupted, send_due


@app.task(name=SEND, queue="mail")
def send() -> None:
    if send_due(now=timezone.now):
        defer(SEND, queue="mail")


@app.periodic(cron="* * * * * */30")
@app.task(name="mailroom.sweep", queue="sweep", queueing_lock="mailroom.sweep")
def sweep(timestamp: int) -> None:
    at = timezone.now()
    note_interrupted(at=at)
    if anything_due(at=at):
        with suppress(AlreadyEnqueued), transaction.atomic():
            defer(SEND, queue="mail", once=SEND)
