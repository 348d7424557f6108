"""What a desk of the house reads of a message that was handed over to it."""

from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.audience.cases.models import HandOver
from coulisse.desks.audience.intake.models import Message
from coulisse.desks.audience.relations.models import WriterAddress


@dataclass(frozen=True, slots=True)
class Words:
    at: datetime
    sender: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Handed:
    """The thread without our notes, who wrote and how they are reached, and by when it matters."""

    desk: str
    reference: str
    by: str
    note: str
    due_at: datetime | None
    received_at: datetime | None
    writer: str
    ways: tuple[str, ...]
    messages: tuple[Words, ...]


def handed(handover: HandOver) -> Handed:
    conversation = handover.conversation
    messages = conversation.messages.filter(direction=Message.Direction.IN).order_by("at", "id")
    ways = WriterAddress.objects.filter(writer=conversation.writer_id).order_by("kind", "id")
    return Handed(
        desk=str(handover.get_desk_display()),
        reference=conversation.reference,
        by=str(handover.by) if handover.by else "",
        note=handover.note,
        due_at=handover.due_at,
        received_at=handover.received_at,
        writer=conversation.writer.name,
        ways=tuple(ways.values_list("value", flat=True)[:6]),
        messages=tuple(Words(row.at, row.sender, row.subject, row.new_text or row.text) for row in messages[:50]),
    )
