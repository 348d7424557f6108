"""The worker's side of the mailroom: send what is due, fetch what came, and find what was interrupted."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from coulisse.foundation.journal.worker_queue import AlreadyEnqueued, defer
from coulisse.foundation.mailroom.actions import SEND, queue_fetch
from coulisse.foundation.mailroom.actions.mailboxes import FETCH
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.queries import anything_due, next_hour
from coulisse.foundation.mailroom.readback import in_doubt, read_back
from coulisse.foundation.mailroom.sending import REST_REFUSED, note_interrupted, send_due

READ_BACK: Final = "mailroom.read_back"
SOON: Final = timedelta(seconds=30)
"""What leaves later is woken by the sweep."""


@app.task(name=SEND, queue="mail")
def send() -> None:
    if send_due(now=timezone.now):
        defer(SEND, queue="mail")
        return
    at = timezone.now()
    hour = next_hour()
    if hour is not None and hour < at + SOON:
        _queue_once(SEND, f"{SEND}.next", not_before=max(hour, at))


@app.periodic(cron="* * * * * */30")
@app.task(name="mailroom.sweep", queue="sweep", queueing_lock="mailroom.sweep")
def sweep(timestamp: int) -> None:
    at = timezone.now()
    note_interrupted(at=at)
    for pk in in_doubt(at=at):
        _queue_once(READ_BACK, f"{READ_BACK}.{pk}", mailbox=pk)
    if anything_due(at=at):
        _queue_once(SEND, SEND)


@app.periodic(cron="* * * * *")
@app.task(name="mailroom.fetch_all", queue="sweep", queueing_lock="mailroom.fetch_all")
def fetch_all(timestamp: int) -> None:
    refused = Q(error_at__gt=timezone.now() - REST_REFUSED) & Q(error__startswith="sign-in")
    boxes = Mailbox.objects.filter(is_active=True).exclude(imap_host="").exclude(refused)
    for pk in boxes.values_list("pk", flat=True):
        queue_fetch(mailbox=pk)


@app.task(name=FETCH, queue="post")
def fetch_one(mailbox: int) -> None:
    found = Mailbox.objects.filter(pk=mailbox, is_active=True).exclude(imap_host="").first()
    fetched = fetch(found, now=timezone.now) if found is not None else None
    if fetched is not None and fetched.more and not fetched.error:
        queue_fetch(mailbox=mailbox)


@app.task(name=READ_BACK, queue="post")
def read_back_one(mailbox: int) -> None:
    found = Mailbox.objects.filter(pk=mailbox).first()
    if found is not None and read_back(found, now=timezone.now).again:
        defer(SEND, queue="mail")


def _queue_once(task: str, lock: str, *, not_before: datetime | None = None, **params: int) -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        defer(task, queue="mail" if task == SEND else "post", not_before=not_before, once=lock, **params)
