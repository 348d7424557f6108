"""Questions to a production, open ones first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from coulisse.desks.audience.cases.models import RoutedQuestion
from coulisse.desks.audience.intake.models import Message
from coulisse.foundation.productions.models import Production

MOST = 200


@dataclass(frozen=True, slots=True)
class QuestionRow:
    pk: int
    text: str
    to: str
    by: str
    due_on: date
    is_late: bool
    asked_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    is_withdrawn: bool
    conversation_id: int
    reference: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with what the person wrote: without their name or address."""

    row: QuestionRow
    received_at: datetime
    subject: str
    message: str
    """Empty where the text is folded away."""
    is_folded: bool


def questions_of(production: Production, *, day: date) -> tuple[QuestionRow, ...]:
    """The open ones by day, then the answered ones, the latest first. One query."""
    found = RoutedQuestion.objects.filter(production=production, withdrawn_at__isnull=True)
    rows = found.select_related("asked_to", "asked_by", "answered_by", "conversation").order_by(
        F("answered_at").desc(nulls_first=True), "due_on", "id"
    )
    return tuple(row_of(row, day=day) for row in rows[:MOST])


def one_question(question: RoutedQuestion, *, day: date) -> QuestionView:
    conversation = question.conversation
    first = conversation.messages.filter(direction=Message.Direction.IN).order_by("at", "id").first()
    return QuestionView(
        row_of(question, day=day),
        conversation.received_at,
        "" if conversation.is_folded else conversation.subject,
        "" if conversation.is_folded or first is None else first.new_text,
        conversation.is_folded,
    )


def row_of(row: RoutedQuestion, *, day: date) -> QuestionRow:
    to = row.asked_to.name if row.asked_to else row.guest_name or row.guest_email
    answered_by = row.answered_by.name if row.answered_by else (to if row.answered_at else "")
    return QuestionRow(
        pk=row.pk,
        text=row.text,
        to=to,
        by=str(row.asked_by) if row.asked_by else "",
        due_on=row.due_on,
        is_late=row.answered_at is None and row.due_on < day,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=answered_by,
        answered_at=row.answered_at,
        is_withdrawn=row.withdrawn_at is not None,
        conversation_id=row.conversation_id,
        reference=row.conversation.reference,
    )
