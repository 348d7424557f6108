"""What becomes of a conversation: a note, an owner, an end, another desk, a production."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from coulisse.desks.audience.facts.intake import (
    ConversationAssigned,
    ConversationClosed,
    ConversationNoted,
    ConversationReopened,
    ConversationRouted,
    ConversationsFiled,
    ConversationUnwanted,
    OfConversation,
)
from coulisse.desks.audience.intake.cleaning import clean
from coulisse.desks.audience.intake.labels import ROUTES
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

STATE: Final = Conversation.State
LONGEST_NOTE: Final = 20_000
NAMED: Final = 12


class EmptyNote(ValueError):
    """A note that says nothing."""


class UnknownDesk(ValueError):
    """It can't be handed to that."""


def note(*, conversation: Conversation, text: str, by: User, at: datetime) -> Message:
    """Words between colleagues; nobody outside ever sees them. Raises `EmptyNote`."""
    said = clean(text, LONGEST_NOTE).strip()
    if not said:
        raise EmptyNote
    with transaction.atomic():
        written = Message.objects.create(
            conversation=conversation,
            direction=Message.Direction.NOTE,
            channel=conversation.channel,
            at=at,
            sender=by.name[:250],
            text=said,
            new_text=said,
            key=f"note:{uuid4()}",
            by=by,
        )
        _tell(ConversationNoted(**_told(conversation)), conversation, by=by, at=at)
    return written


def assign(*, conversation: Conversation, to: User | None, by: User, at: datetime) -> Conversation:
    """Somebody answers it, or nobody in particular."""
    told = ConversationAssigned(**_told(conversation), to=to.name if to is not None else "")
    return _change(conversation, {"assigned_to": to}, told, by=by, at=at)


def close(*, conversation: Conversation, by: User, at: datetime) -> Conversation:
    values = {"state": STATE.CLOSED, "is_new": False}
    return _change(conversation, values, ConversationClosed(**_told(conversation)), by=by, at=at)


def reopen(*, conversation: Conversation, by: User, at: datetime) -> Conversation:
    """It waits for an answer again, whatever ended it."""
    told = ConversationReopened(**_told(conversation))
    return _change(conversation, {"state": STATE.OPEN}, told, by=by, at=at)


def mark_spam(*, conversation: Conversation, by: User, at: datetime) -> Conversation:
    """Unwanted: out of every list and count, until it is opened again."""
    values = {"state": STATE.SPAM, "is_new": False}
    return _change(conversation, values, ConversationUnwanted(**_told(conversation)), by=by, at=at)


def mark_read(*, conversation: Conversation) -> bool:
    """Somebody has read the latest message; nothing is announced. Whether it was new."""
    return bool(
        Conversation.objects.filter(pk=conversation.pk, is_new=True).update(is_new=False, version=F("version") + 1)
    )


def route(*, conversation: Conversation, to: str, by: User | None, at: datetime) -> Conversation:
    """Hand it to another desk; empty takes it back. Raises `UnknownDesk`."""
    if to and to not in ROUTES:
        raise UnknownDesk(to)
    values = {"routed_to": to, "routed_at": at if to else None}
    return _change(conversation, values, ConversationRouted(**_told(conversation), to=to), by=by, at=at)


def file_under(
    *, conversations: Iterable[Conversation], production: Production, by: User, at: datetime
) -> list[Conversation]:
    """Conversations of no production go to `production`; those that have one by now are left. Returns the
    filed."""
    keys = [one.pk for one in conversations]
    with transaction.atomic():
        rows = list(
            Conversation.objects.select_for_update().filter(pk__in=keys, production__isnull=True).order_by("pk")
        )
        for row in rows:
            row.production = production
            row.version += 1
        Conversation.objects.bulk_update(rows, ["production", "version"])
        if rows:
            told = ConversationsFiled(count=len(rows), references=", ".join(row.reference for row in rows[:NAMED]))
            announce(told, by=by, at=at, production=production.pk, desk=Desk.AUDIENCE)
    return rows


def _change(
    conversation: Conversation, values: dict[str, Any], told: OfConversation, *, by: User | None, at: datetime
) -> Conversation:
    """Write what differs on a fresh, locked row; nothing is told where nothing differs."""
    with transaction.atomic():
        row = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if changed and changed.keys() != {"routed_at"}:
            row = row.write(values, read_version=row.version)
            _tell(told, row, by=by, at=at)
    return row


def _told(conversation: Conversation) -> dict[str, Any]:
    return {"conversation_id": conversation.pk, "reference": conversation.reference}


def _tell(told: OfConversation, row: Conversation, *, by: User | None, at: datetime) -> None:
    announce(told, by=by, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
