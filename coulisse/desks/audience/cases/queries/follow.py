"""The whole follow-up of one conversation, besides its strip: earlier days, handing over, dossiers, letters."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.audience.cases.models import Deadline, DossierExport
from coulisse.desks.audience.cases.queries.cases import ExportRow, export_row
from coulisse.desks.audience.cases.queries.chronology import Step, steps_of
from coulisse.desks.audience.cases.words import rule_in_words
from coulisse.desks.audience.intake.models import Conversation


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One earlier or present last day."""

    due_on: date
    route: str
    rule: str
    source: str
    read_on: date | None
    confidence: str
    reason: str
    at: datetime
    by: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Follow:
    reckonings: tuple[Reckoning, ...]
    exports: tuple[ExportRow, ...]
    steps: tuple[Step, ...]


def follow_of(conversation: Conversation) -> Follow:
    """A fixed number of queries."""
    rows = Deadline.objects.filter(conversation=conversation).select_related("by").order_by("-at", "-id")
    exports = DossierExport.objects.filter(conversation=conversation).select_related("asked_by", "recourse")
    return Follow(
        tuple(
            Reckoning(
                row.due_on,
                str(row.get_route_display()),
                rule_in_words(row.amount, row.unit),
                row.source,
                row.read_on,
                row.confidence,
                row.reason,
                row.at,
                str(row.by) if row.by else "",
                row.is_current,
            )
            for row in rows
        ),
        tuple(export_row(row) for row in exports[:10]),
        tuple(steps_of(conversation, [conversation])),
    )
