"""A call noted, a message typed in, a call returned. It comes in by `intake.actions.receive`, like everything."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from coulisse.desks.audience.facts.channels import CallLogged, RingBackMoved, RungBack, TypedIn
from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.calls.minutes import typed_minute
from coulisse.desks.audience.intake.calls.models import Call
from coulisse.desks.audience.intake.incoming import Fate, Incoming
from coulisse.desks.audience.intake.models import Channel, Conversation
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production


class NothingSaid(Exception):
    """Neither a text nor a topic: nothing to answer."""


class AlreadyRungBack(Exception):
    """Somebody rang back meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody of the house writes down for somebody of the public."""

    key: str
    """Of the form on the screen: sent twice, it is one conversation."""
    channel: str = Channel.CALL.value
    text: str = ""
    subject: str = ""
    writer: Writer | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    handle: str = ""
    postal: str = ""
    language: str = ""
    topic: str = ""
    production: Production | None = None
    minute: time | None = None
    by_relay: bool = False
    is_minor: bool = False
    ring_back_on: date | None = None
    received_at: datetime | None = None
    """When it came, where it is typed later."""


def note_down(*, typed: Typed, by: User, at: datetime) -> Conversation:
    """One conversation from what was typed; the same key again gives the same one. Raises `NothingSaid`."""
    if not typed.text.strip() and not typed.subject.strip():
        raise NothingSaid
    with transaction.atomic():
        outcome = receive([_incoming(typed, at)], by=by, at=at).outcomes[0]
        conversation = outcome.conversation
        if outcome.fate is Fate.DUPLICATE:
            return conversation
        _complete(conversation, typed, at)
        if typed.channel == Channel.CALL:
            Call.objects.update_or_create(
                conversation=conversation,
                defaults={
                    "production_id": conversation.production_id,
                    "number": typed.phone[:60],
                    "by_relay": typed.by_relay,
                    "ring_back_on": typed.ring_back_on,
                    "taken_by": by,
                },
            )
        _tell(_told(typed, conversation), conversation, by=by, at=at)
    return conversation


def ring_back_done(*, call: Call, by: User, at: datetime) -> Call:
    """Somebody rang back. Raises `AlreadyRungBack`."""
    with transaction.atomic():
        stored = _locked(call)
        stored.rung_back_at, stored.rung_back_by = at, by
        stored.save(update_fields=["rung_back_at", "rung_back_by"])
        told = RungBack(conversation_id=stored.conversation_id, reference=stored.conversation.reference)
        _tell(told, stored.conversation, by=by, at=at)
    return stored


def ring_back_later(*, call: Call, on: date, by: User, at: datetime) -> Call:
    """Nobody answered: on another day. Raises `AlreadyRungBack`."""
    with transaction.atomic():
        stored = _locked(call)
        stored.ring_back_on = on
        stored.save(update_fields=["ring_back_on"])
        told = RingBackMoved(
            conversation_id=stored.conversation_id,
            reference=stored.conversation.reference,
            ring_back_on=on.isoformat(),
        )
        _tell(told, stored.conversation, by=by, at=at)
    return stored


def ring_back_undone(*, call: Call, by: User, at: datetime) -> Call:
    """Taken back: it is still to be returned."""
    with transaction.atomic():
        stored = Call.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=call.pk)
        stored.rung_back_at, stored.rung_back_by = None, None
        stored.save(update_fields=["rung_back_at", "rung_back_by"])
        told = RingBackMoved(
            conversation_id=stored.conversation_id,
            reference=stored.conversation.reference,
            ring_back_on=stored.ring_back_on.isoformat() if stored.ring_back_on else "",
        )
        _tell(told, stored.conversation, by=by, at=at)
    return stored


def _locked(call: Call) -> Call:
    stored = Call.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=call.pk)
    if stored.rung_back_at is not None:
        raise AlreadyRungBack(stored.pk)
    return stored


def _incoming(typed: Typed, at: datetime) -> Incoming:
    known = _addresses_of(typed.writer)
    return Incoming(
        channel=typed.channel,
        key=f"typed:{typed.key}",
        received_at=typed.received_at or at,
        text=typed.text.strip() or typed.subject.strip(),
        subject=typed.subject.strip(),
        name=typed.name.strip() or (typed.writer.name if typed.writer is not None else ""),
        email=known.get("email", typed.email),
        phone=typed.phone.strip() or known.get("phone", ""),
        handle=known.get("handle", typed.handle),
        postal=known.get("postal", typed.postal),
        language_hint=typed.language or (typed.writer.language if typed.writer is not None else ""),
        production=typed.production,
        topic=typed.topic,
        kind="minor" if typed.is_minor else "",
        is_read=True,
    )


def _addresses_of(writer: Writer | None) -> dict[str, str]:
    """One address of each kind of the person chosen in the list, so that he is recognised and not made anew."""
    if writer is None:
        return {}
    found: dict[str, str] = {}
    for row in writer.addresses.order_by("pk"):
        found.setdefault(row.kind, row.key if row.kind in ("phone", "handle") else row.value)
    return found


def _complete(conversation: Conversation, typed: Typed, at: datetime) -> None:
    """What only a person can tell: who it is without any address, the minute, the mark of a minor."""
    values: dict[str, Any] = {}
    chosen = typed.writer
    if chosen is not None and chosen.merged_into_id is None and conversation.writer_id != chosen.pk:
        fresh = conversation.writer
        values["writer_id"] = chosen.pk
        Conversation.objects.filter(pk=conversation.pk).update(writer_id=chosen.pk)
        if not fresh.addresses.exists() and not fresh.conversations.exists():
            fresh.delete()
        conversation.refresh_from_db()
    if typed.is_minor and not conversation.writer.is_minor:
        Writer.objects.filter(pk=conversation.writer_id).update(is_minor=True)
    if typed.minute is not None and conversation.production_id is not None:
        found = typed_minute(conversation.production_id, typed.minute, typed.received_at or at)
        if found is not None:
            conversation.broadcast, conversation.on_air_at = found
            conversation.on_air_why = [{"reason": "typed", "words": [f"{typed.minute:%H:%M}"]}]
            conversation.save(update_fields=["broadcast", "on_air_at", "on_air_why"])


def _told(typed: Typed, conversation: Conversation) -> Fact:
    if typed.channel == Channel.CALL:
        return CallLogged(
            conversation_id=conversation.pk,
            reference=conversation.reference,
            ring_back_on=typed.ring_back_on.isoformat() if typed.ring_back_on else "",
        )
    return TypedIn(conversation_id=conversation.pk, reference=conversation.reference, channel=typed.channel)


def _tell(happened: Fact, conversation: Conversation, *, by: User, at: datetime) -> None:
    announce(
        happened,
        by=by,
        at=at,
        about=conversation,
        production=conversation.production_id,
        desk=Desk.AUDIENCE,
    )
