"""A few messages from the public, put straight into the tables: what a test of one slice starts from."""

from datetime import datetime, timedelta
from typing import Any

from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.relations.models import Writer, WriterAddress
from coulisse.foundation.productions.models import Production
from tests.cast import AT, Cast


def a_writer(name: str = "Hubert Lambot", email: str = "hubert@public.example", **fields: Any) -> Writer:
    """Somebody of the public with one e-mail address; the same address gives the same writer."""
    known = WriterAddress.objects.filter(kind="email", key=email).select_related("writer").first()
    if known is not None:
        return known.writer
    writer = Writer.objects.create(name=name, language="fr", first_at=AT, last_at=AT, **fields)
    WriterAddress.objects.create(writer=writer, kind="email", value=email, key=email)
    return writer


def a_conversation(
    cast: Cast,
    text: str = "Bonjour, pourquoi n’y avait-il pas d’avertissement hier soir ?",
    *,
    production: Production | None = None,
    writer: Writer | None = None,
    at: datetime = AT,
    **fields: Any,
) -> Conversation:
    """One conversation of *La Drache* (or of `production`) with its first message."""
    number = Conversation.objects.count() + 1
    values: dict[str, Any] = {
        "reference": f"{at:%Y-%m%d}-{number:02}",
        "production": production or cast.drache,
        "writer": writer or a_writer(),
        "channel": Channel.MAIL,
        "subject": text.split(",")[0][:80],
        "preview": text[:200],
        "received_at": at,
        "last_at": at + timedelta(seconds=number),
        "language": "fr",
        "language_confidence": 0.99,
        **fields,
    }
    conversation = Conversation.objects.create(**values)
    Message.objects.create(
        conversation=conversation,
        direction=Message.Direction.IN,
        channel=values["channel"],
        at=at,
        sender=str(values["writer"]),
        subject=values["subject"],
        text=text,
        new_text=text,
        language=values["language"],
        key=f"test-{conversation.pk}",
        message_id=f"<test-{conversation.pk}@public.example>",
    )
    return conversation
