"""The copy of all that the house has of one person (article 15), as a ZIP: made in the background."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from coulisse.desks.audience.intake.keeping import unpacked
from coulisse.desks.audience.intake.models import Attachment, Conversation, Message, RawMail
from coulisse.desks.audience.meetings.models import Idea, Registration
from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.desks.audience.privacy.scope import cards_of
from coulisse.desks.audience.relations.models import Consent, TicketOrder, Writer, WriterAddress
from coulisse.foundation.documents.vault import vault

JOB: Final = "audience.privacy-pack"
STAMP: Final = (2027, 1, 1, 0, 0, 0)
"""The same content gives the same bytes."""
MOST: Final = 512 * 1024 * 1024


class PackTooLarge(Exception):
    """More than a ZIP of this house may hold; says how many megabytes."""


def make(request: PrivacyRequest) -> bytes:
    """Data as JSON, each mail as it came, each file that came along; evidence of a threat stays out.

    Raises PackTooLarge.
    """
    cards = cards_of(request.writer)
    kept = BytesIO()
    total = 0
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(cards):
            total += len(content)
            if total > MOST:
                raise PackTooLarge(total // 1_000_000)
            archive.writestr(ZipInfo(name, STAMP), content)
    return kept.getvalue()


def _files(cards: tuple[int, ...]) -> Iterator[tuple[str, bytes]]:
    conversations = list(
        Conversation.objects.filter(writer__in=cards, threat_file__isnull=True)
        .select_related("topic", "production")
        .order_by("received_at", "pk")
    )
    yield "donnees.json", _json(_data(cards, conversations))
    names = {one.pk: one.reference for one in conversations}
    raws = RawMail.objects.filter(message__conversation__in=names).select_related("message").order_by("pk")
    for raw in raws.iterator(chunk_size=50):
        yield f"courriels/{names[raw.message.conversation_id]}-{raw.message_id}.eml", unpacked(raw)
    attached = Attachment.objects.filter(message__conversation__in=names, message__direction="in")
    for one in attached.select_related("message").order_by("pk").iterator(chunk_size=50):
        if vault().holds(one.sha256):
            with vault().open(one.sha256) as content:
                safe = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in one.name)[-80:]
                yield f"pieces/{names[one.message.conversation_id]}-{one.pk}-{safe}", content.read()


def _data(cards: tuple[int, ...], conversations: list[Conversation]) -> dict[str, Any]:
    messages: dict[int, list[dict[str, Any]]] = {one.pk: [] for one in conversations}
    for message in Message.objects.filter(conversation__in=list(messages)).order_by("at", "pk"):
        messages[message.conversation_id].append(
            {"direction": message.direction, "at": message.at, "subject": message.subject, "text": message.text}
        )
    return {
        "person": list(
            Writer.objects.filter(pk__in=cards).values("name", "language", "note", "first_at", "last_at")
        ),
        "addresses": list(WriterAddress.objects.filter(writer__in=cards).values("kind", "value")),
        "consents": list(
            Consent.objects.filter(writer__in=cards).values("purpose", "given_at", "withdrawn_at", "how")
        ),
        "conversations": [
            {
                "number": one.reference,
                "channel": one.channel,
                "received_at": one.received_at,
                "about": str(one.production or ""),
                "subject": one.subject,
                "understood": {
                    "language": one.language,
                    "kind": one.kind,
                    "topic": str(one.topic or ""),
                    "tone, indicative": one.tone,
                },
                "messages": messages[one.pk],
            }
            for one in conversations
        ],
        "tickets": list(
            TicketOrder.objects.filter(writer__in=cards).values("order_number", "name", "email", "phone", "seat")
        ),
        "registrations": list(
            Registration.objects.filter(writer__in=cards).values(
                "evening__slug", "name", "seats", "needs", "state"
            )
        ),
        "ideas": list(Idea.objects.filter(writer__in=cards).values("text", "at", "answer")),
    }


def _json(value: Any) -> bytes:
    def written(one: Any) -> str:
        return one.isoformat() if isinstance(one, datetime) else str(one)

    return json.dumps(value, ensure_ascii=False, indent=1, default=written).encode()
