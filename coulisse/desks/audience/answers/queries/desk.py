"""What waits for the reader at the answers: decisions, drafts, and what is on its way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from coulisse.desks.audience.answers.models import BulkAnswer, Decision, Draft, WordingVersion
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import LOST, STILL_HERE, State
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language

MOST: Final = 20
MOST_COUNTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A text that the reader is asked to approve."""

    pk: int
    wording_id: int
    title: str
    number: int
    seat: str
    asked_by: str
    asked_at: datetime
    is_line: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    conversation_id: int
    reference: str
    name: str
    start: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BulkLine:
    """An answer to many, with how far it is."""

    pk: int
    title: str
    state: str
    state_label: str
    prepared_at: datetime
    ends_at: datetime
    total: int
    sent: int
    waiting: int
    lost: int


@dataclass(frozen=True, slots=True)
class AnswersDesk:
    decisions: tuple[ToDecide, ...]
    drafts: tuple[DraftLine, ...]
    bulks: tuple[BulkLine, ...]


def desk(production: Production, *, user: User) -> AnswersDesk:
    """In three queries."""
    language = get_language() or "fr"
    waiting = decisions_of(user).filter(
        Q(version__wording__production=production) | Q(version__wording__production__isnull=True)
    )
    rows = waiting.select_related("version__wording", "seat", "asked_by").order_by("asked_at", "pk")[:MOST]
    drafts = drafts_of(user).filter(conversation__production=production).select_related("conversation__writer")
    bulks = BulkAnswer.objects.filter(production=production).annotate(
        total=Count("answers"),
        sent=Count("answers", filter=Q(answers__recipient__state=State.SENT)),
        waiting=Count("answers", filter=Q(answers__recipient__state__in=(*STILL_HERE, State.SENDING))),
        lost=Count("answers", filter=Q(answers__recipient__state__in=LOST)),
    )
    return AnswersDesk(
        decisions=tuple(_to_decide(row, language) for row in rows),
        drafts=tuple(_draft(row) for row in drafts.order_by("-at")[:MOST]),
        bulks=tuple(_bulk(row) for row in bulks.order_by("-prepared_at", "-pk")[:MOST]),
    )


def decisions_of(user: User) -> QuerySet[Decision]:
    """What this person is asked to decide, everywhere."""
    return Decision.objects.filter(
        state=Decision.State.WAITING,
        seat__holders__person=user,
        version__state__in=(WordingVersion.State.ASKED, WordingVersion.State.REFUSED),
        version__wording__archived_at__isnull=True,
    )


def drafts_of(user: User) -> QuerySet[Draft]:
    return Draft.objects.filter(by=user)


def count_for(user: User) -> int:
    """Texts to decide on and drafts of one's own: two bounded counts."""
    return decisions_of(user)[:MOST_COUNTED].count() + drafts_of(user)[:MOST_COUNTED].count()


def _to_decide(row: Decision, language: str) -> ToDecide:
    wording = row.version.wording
    return ToDecide(
        pk=row.pk,
        wording_id=wording.pk,
        title=wording.title,
        number=row.version.number,
        seat=in_language(row.seat.labels, language) or row.seat.code,
        asked_by=str(row.asked_by or ""),
        asked_at=row.asked_at,
        is_line=wording.family_id is not None,
    )


def _draft(row: Draft) -> DraftLine:
    found = row.conversation
    start = " ".join(row.text.split())[:140]
    return DraftLine(found.pk, found.reference, found.writer.name or found.reference, start, row.at)


def _bulk(row: BulkAnswer) -> BulkLine:
    return BulkLine(
        pk=row.pk,
        title=row.title,
        state=row.state,
        state_label=str(row.get_state_display()),
        prepared_at=row.prepared_at,
        ends_at=row.ends_at,
        total=getattr(row, "total", 0),
        sent=getattr(row, "sent", 0),
        waiting=getattr(row, "waiting", 0),
        lost=getattr(row, "lost", 0),
    )
