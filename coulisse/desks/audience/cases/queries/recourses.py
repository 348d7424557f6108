"""Who goes further, about one production."""

from dataclasses import dataclass
from datetime import date

from coulisse.desks.audience.cases.models import Recourse
from coulisse.foundation.productions.models import Production

MOST = 200


@dataclass(frozen=True, slots=True)
class RecourseRow:
    pk: int
    body_label: str
    state: str
    state_label: str
    asked_on: date
    due_on: date | None
    is_late: bool
    reference: str
    writer: str
    conversation_id: int


def recourses_of(production: Production, *, day: date) -> tuple[RecourseRow, ...]:
    """The latest first, in one query."""
    found = Recourse.objects.filter(conversation__production=production).select_related("conversation__writer")
    return tuple(
        RecourseRow(
            row.pk,
            str(row.get_body_display()),
            row.state,
            str(row.get_state_display()),
            row.asked_on,
            row.due_on,
            row.due_on is not None and row.due_on < day and row.state in ("announced", "filed"),
            row.conversation.reference,
            str(row.conversation.writer),
            row.conversation_id,
        )
        for row in found.order_by("-asked_on", "-id")[:MOST]
    )
