"""Calls to return, the latest calls, and the topics that one click gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from coulisse.desks.audience.intake.calls.models import Call
from coulisse.desks.audience.intake.models import Topic
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.people.phones import read_phone, shown
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language

MOST: Final = 100
CHIPS: Final = 12


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call as a list shows it."""

    pk: int
    conversation_id: int
    reference: str
    writer_id: int
    name: str
    number: str
    dialled: str
    """E.164, for a link that rings; empty where it cannot be dialled."""
    subject: str
    received_at: datetime
    ring_back_on: date | None
    is_late: bool
    by_relay: bool
    is_minor: bool
    taken_by: str
    rung_back_at: datetime | None
    rung_back_by: str
    production: str


@dataclass(frozen=True, slots=True)
class Calls:
    """What the call log shows."""

    to_return: tuple[CallLine, ...]
    latest: tuple[CallLine, ...]


def calls(production: Production, *, user: User, today: date) -> Calls:
    """Those to return first, by their day; then the latest fifty. Two queries."""
    rows = _reached(production, user)
    waiting = rows.filter(ring_back_on__isnull=False, rung_back_at__isnull=True).order_by("ring_back_on", "pk")
    latest = rows.order_by("-pk")
    return Calls(_lines(waiting[:MOST], today), _lines(latest[:50], today))


def _reached(production: Production, user: User) -> QuerySet[Call]:
    """The calls about this production; those about none too, for whoever reads the whole house."""
    wanted = Q(production=production)
    if user.may("read", desk=Desk.AUDIENCE):
        wanted |= Q(production__isnull=True)
    return Call.objects.filter(wanted).select_related(
        "conversation__writer", "conversation__production", "taken_by", "rung_back_by"
    )


def _lines(rows: Iterable[Call], today: date) -> tuple[CallLine, ...]:
    return tuple(_line(row, today) for row in rows)


def _line(row: Call, today: date) -> CallLine:
    conversation = row.conversation
    dialled = read_phone(row.number) or ""
    return CallLine(
        pk=row.pk,
        conversation_id=conversation.pk,
        reference=conversation.reference,
        writer_id=conversation.writer_id,
        name=str(conversation.writer),
        number=shown(dialled) if dialled else row.number,
        dialled=dialled.partition(";")[0],
        subject="" if conversation.is_folded else conversation.subject or conversation.preview,
        received_at=conversation.received_at,
        ring_back_on=row.ring_back_on,
        is_late=row.ring_back_on is not None and row.rung_back_at is None and row.ring_back_on < today,
        by_relay=row.by_relay,
        is_minor=conversation.writer.is_minor,
        taken_by=str(row.taken_by) if row.taken_by else "",
        rung_back_at=row.rung_back_at,
        rung_back_by=str(row.rung_back_by) if row.rung_back_by else "",
        production=str(conversation.production) if conversation.production else "",
    )


def chips(language: str) -> list[tuple[str, str]]:
    """The topics of the house's own set, as buttons: (code, label)."""
    rows = Topic.objects.filter(within__code="house", archived_at__isnull=True)
    return [(row.code, in_language(row.labels, language) or row.code) for row in rows.order_by("position")[:CHIPS]]
