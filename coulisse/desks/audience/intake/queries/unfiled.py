"""What was written to the house about no programme, oldest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.desks.audience.intake.labels import kind_label
from coulisse.desks.audience.intake.models import Conversation

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Unfiled:
    """One conversation; a folded text shows nothing of itself."""

    pk: int
    reference: str
    who: str
    subject: str
    preview: str
    kind: str
    kind_label: str
    language: str
    mailbox: str
    received_at: datetime
    is_folded: bool


@dataclass(frozen=True, slots=True)
class UnfiledPage:
    rows: tuple[Unfiled, ...]
    next_after: int | None


def unfiled(after: int = 0) -> UnfiledPage:
    """One query; the next page begins behind the last number of this one."""
    waiting = Conversation.objects.filter(
        production__isnull=True,
        state__in=(Conversation.State.OPEN, Conversation.State.WAITING),
        pk__gt=after,
    )
    found = list(waiting.select_related("writer", "mailbox").order_by("pk")[: PAGE + 1])
    rows = tuple(
        Unfiled(
            row.pk,
            row.reference,
            str(row.writer),
            "" if row.is_folded else row.subject,
            "" if row.is_folded else row.preview,
            row.kind,
            kind_label(row.kind) if row.kind else "",
            row.language,
            row.mailbox.name if row.mailbox is not None else "",
            row.received_at,
            row.is_folded,
        )
        for row in found[:PAGE]
    )
    return UnfiledPage(rows, rows[-1].pk if len(found) > PAGE else None)
