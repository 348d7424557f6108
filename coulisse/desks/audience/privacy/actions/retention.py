"""Keeping no longer than said: names and words go, what they count for stays. Irreversible."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet

from coulisse.desks.audience.facts.privacy import RetentionApplied, RetentionChanged
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.privacy.actions.erasing import empty_now
from coulisse.desks.audience.privacy.models import Retention, RetentionRun
from coulisse.desks.audience.privacy.scope import Scope, cards_of, held_back
from coulisse.desks.audience.relations.models import Writer
from coulisse.engines.deadlines.terms import months_later
from coulisse.foundation.accounts.models import User
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.journal.actions import announce
from coulisse.kernel.times import to_brussels

JOB: Final = "audience.retention"
AT_ONCE: Final = 200
ENDED: Final = (Conversation.State.ANSWERED, Conversation.State.CLOSED, Conversation.State.SPAM)


def retentions() -> list[Retention]:
    """One a channel, those of the house once it said so; written from the shipped ones the first time."""
    shipped: list[dict[str, Any]] = json.loads(
        (Path(__file__).parent.parent / "retentions.json").read_text("utf-8")
    )
    have = set(Retention.objects.values_list("channel", flat=True))
    if len(have) < len(shipped):
        Retention.objects.bulk_create(
            [Retention(**entry) for entry in shipped if entry["channel"] not in have], ignore_conflicts=True
        )
    return list(Retention.objects.all())


def change(
    *, retention: Retention, months: int, source: str, read_version: int, by: User, at: datetime
) -> Retention:
    """The house's own choice is of low confidence until an officer says otherwise. Raises StaleWrite."""
    with transaction.atomic():
        values = {"months": months, "source": source, "confidence": "L", "changed_by": by, "changed_at": at}
        written = retention.write(values, read_version=read_version)
        announce(RetentionChanged(channel=written.channel, months=months), by=by, at=at, about=written)
    return written


def due(*, at: datetime) -> QuerySet[Conversation]:
    """What ended long enough ago and still has its words."""
    today = to_brussels(at).date()
    late = Q(pk__in=[])
    for one in retentions():
        before = months_later(today, -one.months)
        late |= Q(channel=one.channel, last_at__date__lt=before)
    return Conversation.objects.filter(late, state__in=ENDED, erased_at__isnull=True)


def apply_in_job(*, title: str, by: User, at: datetime) -> Job:
    with transaction.atomic():
        run = RetentionRun.objects.create(at=at, by=by)
        return begin(JOB, by=by, at=at, title=title, run=run.pk)


def apply(run: RetentionRun, *, at: datetime) -> Iterator[int]:
    """Chunk after chunk, a transaction each; gives how many are done so far. Begun again, it goes on."""
    counts = {"conversations": 0, "kept": 0, "writers": 0, **run.counts}
    last = 0
    while chunk := list(
        due(at=run.at).filter(pk__gt=last).order_by("pk").values_list("pk", "writer_id")[:AT_ONCE]
    ):
        last = chunk[-1][0]
        kept = held_back(pk for pk, _writer in chunk)
        keys = tuple(pk for pk, _writer in chunk if pk not in kept)
        if keys:
            empty_now(Scope((), keys, whole=False), at=at)
        counts["conversations"] += len(keys)
        counts["kept"] += len(kept)
        counts["writers"] += _people_without_words({writer for _pk, writer in chunk}, at=at)
        RetentionRun.objects.filter(pk=run.pk).update(counts=counts)
        yield counts["conversations"]
    with transaction.atomic():
        RetentionRun.objects.filter(pk=run.pk).update(ended_at=at)
        announce(RetentionApplied(count=counts["conversations"]), by=run.by, at=at, about=run)


def _people_without_words(writers: set[int], *, at: datetime) -> int:
    """Somebody of whom nothing readable is left, and who agreed to nothing, loses the name too."""
    left = Writer.objects.filter(pk__in=writers, pseudonymised_at__isnull=True).exclude(
        Q(conversations__erased_at__isnull=True)
        | Q(consents__withdrawn_at__isnull=True, consents__isnull=False)
        | Q(privacy_requests__state="open")
        | Q(registrations__state="confirmed")
        | Q(restrictions__isnull=False)
    )
    people = [one for one in left.distinct() if one.merged_into_id is None]
    for one in people:
        cards = cards_of(one)
        if not Conversation.objects.filter(writer__in=cards, erased_at__isnull=True).exists():
            empty_now(Scope(cards, (), whole=True), at=at)
    return len(people)
