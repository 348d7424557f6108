"""Announcing: the one way to write the journal. And asking again for what did not arrive."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, models, transaction

from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.journal.links import REGISTRY, Happened
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.foundation.journal.worker_queue import AlreadyEnqueued, defer

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

DELIVER = "journal.deliver"


class OutsideTransaction(Exception):
    """A fact is announced in the transaction of the act that it tells, or not at all."""


class AlreadyDelivered(Exception):
    """The delivery arrived meanwhile: asking again would repeat its effect."""


def announce(
    happened: Fact,
    *,
    by: "User | None",
    at: datetime,
    about: models.Model | None = None,
    production: int | None = None,
    client: int | None = None,
    desk: str = "",
    private: bool = False,
) -> Entry:
    """Write one fact in the current transaction, owe it to its reactions, and pull its brakes.

    `about` is the row that the fact tells of; `production` and `client` say who may read it. Whatever a brake
    raises passes through, so that the whole act fails.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(happened.kind)
    entry = Entry.objects.create(
        kind=happened.kind,
        version=happened.version,
        payload=happened.payload(),
        subject=about._meta.label_lower if about else "",
        subject_id=about.pk if about else None,
        production_id=production,
        client_id=client,
        desk=desk,
        private=private,
        by=by,
        at=at,
    )
    _owe(entry, happened)
    if happened.at_once:
        heard = Happened(happened, entry.pk, at=at, now=at, by=by, production=production, client=client)
        for pull in REGISTRY.brakes_on(happened):
            pull(heard)
    return entry


def _owe(entry: Entry, happened: Fact) -> None:
    links = REGISTRY.reactions_to(happened)
    if not links:
        return
    Delivery.objects.bulk_create([Delivery(entry=entry, link=link, not_before=entry.at) for link in links])
    if not any(wake_the_worker in hook for hook in connection.run_on_commit):
        transaction.on_commit(wake_the_worker)


def wake_the_worker() -> None:
    """Queue one job that delivers what is owed, unless one waits already. Not inside the act's transaction.

    The queueing lock is a unique index: taken in the act's own transaction it would make every act of the house
    wait for the slowest one, and an act that found a job waiting could commit after that job had looked. After the
    commit it costs one insert; if the process dies in between, the sweeper wakes the worker within 30 s.
    """
    # The refused insert must not spoil a transaction around it: a job may deliver within one.
    with suppress(AlreadyEnqueued), transaction.atomic():
        defer(DELIVER, queue="journal", once=DELIVER)


def retry_delivery(*, delivery_id: int, at: datetime) -> Delivery:
    """Try a stuck or postponed delivery again at once, with a fresh count. Raises `AlreadyDelivered`."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
        if delivery.delivered_at is not None:
            raise AlreadyDelivered(delivery_id)
        delivery.attempts = 0
        delivery.not_before = at
        delivery.save(update_fields=["attempts", "not_before"])
        transaction.on_commit(wake_the_worker)
    return delivery


def retry_all_stuck(*, at: datetime) -> int:
    """Try everything that is stuck again. Returns how many."""
    with transaction.atomic():
        count = Delivery.objects.stuck().update(attempts=0, not_before=at)
        transaction.on_commit(wake_the_worker)
    return count
