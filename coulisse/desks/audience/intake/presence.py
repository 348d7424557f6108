"""Who is answering a conversation at this moment, so that nobody gets two answers. It ends by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models, transaction

from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User

LASTS: Final = timedelta(seconds=90)
"""Without a sign of life for so long, the place is free again; the page gives one every 15 seconds."""


class AnswerLock(models.Model):
    """Somebody holds the pen of one conversation until `until`."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="answer_lock"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    taken_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who held it before and is told so."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["until"], name="answer_locks_by_end")]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the pen, as one reader sees it."""

    name: str
    since: datetime
    is_me: bool
    taken_from: str = ""
    """Who lost it to the holder, if somebody did."""
    was_mine: bool = False

    def minutes(self, at: datetime) -> int:
        return max(int((at - self.since).total_seconds() // 60), 0)


def holder(conversation: Conversation, *, user: User, at: datetime) -> Holder | None:
    """Who answers at this moment; None where nobody does. One query."""
    found = AnswerLock.objects.filter(conversation=conversation, until__gt=at)
    return _seen(found.select_related("by", "taken_from").first(), user)


def hold(conversation: Conversation, *, by: User, at: datetime, take: bool = False) -> Holder:
    """Take the pen if it is free, one's own, or taken over on purpose; returns who holds it now."""
    with transaction.atomic():
        Conversation.objects.select_for_update(no_key=True).only("pk").get(pk=conversation.pk)
        found = AnswerLock.objects.filter(conversation=conversation).select_related("by", "taken_from").first()
        until = at + LASTS
        if found is None or found.until <= at:
            values = {"by": by, "since": at, "until": until, "taken_from": None}
            found, _made = AnswerLock.objects.update_or_create(conversation=conversation, defaults=values)
        elif found.by_id == by.pk:
            found.until = until
            found.save(update_fields=["until"])
        elif take:
            found.by, found.since, found.until, found.taken_from = by, at, until, found.by
            found.save(update_fields=["by", "since", "until", "taken_from"])
    return _shown(found, by)


def release(conversation: Conversation, *, by: User) -> None:
    """Lay the pen down: the answer has left, or the page was left."""
    AnswerLock.objects.filter(conversation=conversation, by=by).delete()


def sweep(*, at: datetime) -> int:
    """Forget what ended long ago."""
    return AnswerLock.objects.filter(until__lt=at - timedelta(days=1)).delete()[0]


def _seen(row: AnswerLock | None, user: User) -> Holder | None:
    return None if row is None else _shown(row, user)


def _shown(row: AnswerLock, user: User) -> Holder:
    lost = row.taken_from
    return Holder(
        row.by.name,
        row.since,
        row.by_id == user.pk,
        lost.name if lost else "",
        lost is not None and lost.pk == user.pk,
    )
