"""What the follow-up writes into a thread: a colleague's answer as a note, a letter that left on paper."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.intake.searching import vector
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Recipient

Direction = Message.Direction


def note(
    *, conversation: Conversation, sender: str, text: str, key: str, by: User | None, at: datetime
) -> Message:
    """A note in the thread, once for one key. Call inside a transaction."""
    message, _is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "conversation": conversation,
            "direction": Direction.NOTE,
            "channel": conversation.channel,
            "at": at,
            "sender": sender[:250],
            "text": text,
            "new_text": text,
            "language": conversation.language,
            "by": by,
            "words": vector((sender, "B"), (text, "D")),
        },
    )
    _moved([conversation.pk], at)
    return message


def letters_out(
    letters: Sequence[tuple[Conversation, str, str, str]], *, answers: bool, by: User, at: datetime
) -> list[Message]:
    """Letters on paper in their threads: (conversation, subject, text, key). Answered where they answer."""
    messages = Message.objects.bulk_create(
        Message(
            conversation=conversation,
            direction=Direction.OUT,
            channel=Channel.LETTER,
            at=at,
            sender=by.name[:250],
            subject=subject[:250],
            text=text,
            new_text=text,
            language=conversation.language,
            key=key,
            by=by,
            words=vector((subject, "B"), (text, "D")),
        )
        for conversation, subject, text, key in letters
    )
    pks = [conversation.pk for conversation, *_rest in letters]
    _moved(pks, at)
    if answers:
        open_ = Conversation.objects.filter(pk__in=pks)
        open_.filter(answered_at__isnull=True).update(answered_at=at)
        open_.filter(state__in=(Conversation.State.OPEN, Conversation.State.WAITING)).update(
            state=Conversation.State.ANSWERED, version=F("version") + 1
        )
    return messages


def mails_out(
    letters: Sequence[tuple[Conversation, str, str]],
    recipients: Sequence[Recipient],
    *,
    by: User,
    at: datetime,
) -> list[Message]:
    """Mails in their threads: (conversation, subject, text), each with what becomes of it in the mailroom."""
    messages = Message.objects.bulk_create(
        Message(
            conversation=conversation,
            direction=Direction.OUT,
            channel=Channel.MAIL,
            at=at,
            sender=by.name[:250],
            subject=subject[:250],
            text=text,
            new_text=text,
            language=conversation.language,
            key=f"cases:mail {recipient.pk}",
            message_id=recipient.message_id,
            recipient=recipient,
            by=by,
            words=vector((subject, "B"), (text, "D")),
        )
        for (conversation, subject, text), recipient in zip(letters, recipients, strict=True)
    )
    _moved([conversation.pk for conversation, *_rest in letters], at)
    return messages


def _moved(pks: Sequence[int], at: datetime) -> None:
    Conversation.objects.filter(pk__in=pks).update(last_at=Greatest("last_at", at))
