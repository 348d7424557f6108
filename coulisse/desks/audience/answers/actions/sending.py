"""One answer to one conversation, and taking it back before it leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from coulisse.desks.audience.answers.actions.wordings import note_use
from coulisse.desks.audience.answers.addressing import NEEDED, Envelope, envelope
from coulisse.desks.audience.answers.checking import check_sending
from coulisse.desks.audience.answers.fields import left_open
from coulisse.desks.audience.answers.heard import heard_line
from coulisse.desks.audience.answers.models import Answer, Draft, WordingVersion
from coulisse.desks.audience.answers.refusals import FieldsLeft, NothingSaid
from coulisse.desks.audience.facts.answers import AnswerRecalled, ConversationAnswered
from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.intake.searching import vector
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import NothingLeftToRecall, Posting, post_each
from coulisse.foundation.mailroom.actions import recall as recall_letter
from coulisse.foundation.mailroom.models import Recipient

CONVERSATION: Final = "audience.conversation"
STATES: Final = Conversation.State


class AlreadyRecalled(Exception):
    """It was taken back before, or has left."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What leaves for one conversation."""

    envelope: Envelope
    subject: str
    text: str
    wording: WordingVersion | None = None


def answer(
    conversation: Conversation,
    *,
    subject: str = "",
    text: str,
    by: User,
    at: datetime,
    wording: WordingVersion | None = None,
    read_version: int | None = None,
) -> Message:
    """Answer by mail from the conversation's mailbox, in its thread. It can be taken back until it leaves.

    `read_version` is that of the draft that was read; None where none is meant. Raises what `refusals.py` names,
    `StaleWrite` where somebody changed the draft, and what the mailroom refuses.
    """
    if not text.strip():
        raise NothingSaid
    if fields := left_open(text):
        raise FieldsLeft(fields)
    with transaction.atomic():
        stored = (
            Conversation.objects.select_for_update(of=("self",)).select_related(*NEEDED).get(pk=conversation.pk)
        )
        draft = Draft.objects.select_for_update().filter(conversation=stored).first()
        if draft is not None and read_version is not None:
            _refuse_unread(draft, text, read_version, by)
        packed = envelope(stored)
        wording = check_sending(packed, text, wording=wording, draft=draft, by=by, at=at)
        letter = Letter(packed, subject.strip() or packed.subject, text.strip(), wording)
        found = give_to_tray([letter], about=CONVERSATION, by=by, at=at)[0]
        if draft is not None:
            draft.delete()
        announce(
            ConversationAnswered(
                conversation_id=stored.pk, reference=stored.reference, message_id=found.message_id or 0
            ),
            by=by,
            at=at,
            about=stored,
            production=stored.production_id,
            desk=Desk.AUDIENCE,
        )
    message = found.message
    assert message is not None  # it was made a moment ago
    return message


def recall(*, answer: Answer, by: User, at: datetime) -> Conversation:
    """Take an answer back while it waits: its text is the draft again, the conversation what it was before.

    Raises `AlreadyRecalled` when it has left.
    """
    with transaction.atomic():
        row = (
            Answer.objects.select_for_update(of=("self",))
            .select_related("recipient__letter", "message", "conversation")
            .get(pk=answer.pk)
        )
        if row.recalled_at is not None or row.recipient is None or row.message is None:
            raise AlreadyRecalled(row.pk)
        try:
            recall_letter(letter=row.recipient.letter, by=by, at=at)
        except NothingLeftToRecall:
            raise AlreadyRecalled(row.pk) from None
        conversation, text, subject = row.conversation, row.message.text, row.message.subject
        put_back([row], by=by, at=at)
        Draft.objects.get_or_create(
            conversation=conversation,
            defaults={
                "text": text,
                "subject": subject,
                "language": row.language,
                "wording_id": row.wording_id,
                "by": by,
                "at": at,
            },
        )
        told = AnswerRecalled(conversation_id=conversation.pk, reference=conversation.reference)
        announce(told, by=by, at=at, about=conversation, production=conversation.production_id, desk=Desk.AUDIENCE)
    return conversation


def give_to_tray(
    letters: Sequence[Letter], *, about: str, by: User, at: datetime, about_id: int | None = None, **how: Any
) -> list[Answer]:
    """Post, write down what was said, and mark the conversations: the same few queries for one or for hundreds.

    `how` goes to the mailroom (`spread`, `hold`, `delay`). The answers come back in the order of the letters.
    """
    said = [one.text + (_asked(one) if one.envelope.asks_heard else "") for one in letters]
    bulk = how.pop("bulk", None)
    postings = [_posting(one, text, about, about_id) for one, text in zip(letters, said, strict=True)]
    recipients = post_each(postings, by=by, at=at, **how)
    messages = Message.objects.bulk_create(
        _message(one, text, recipient, by=by, at=at)
        for one, text, recipient in zip(letters, said, recipients, strict=True)
    )
    answers = Answer.objects.bulk_create(
        _answer(one, message, recipient, bulk, by=by, at=at)
        for one, message, recipient in zip(letters, messages, recipients, strict=True)
    )
    Conversation.objects.filter(pk__in=[one.envelope.conversation.pk for one in letters]).update(
        state=STATES.ANSWERED,
        answered_at=Coalesce(F("answered_at"), at),
        last_at=Greatest(F("last_at"), at),
        is_new=False,
        version=F("version") + 1,
    )
    note_use(one.wording.pk for one in letters if one.wording is not None)
    return answers


def put_back(answers: Iterable[Answer], *, by: User, at: datetime) -> int:
    """These never left: what they said is gone, and a conversation that nobody touched since is as it was."""
    rows = list(answers)
    keys = [row.conversation_id for row in rows]
    Message.objects.filter(pk__in=[row.message_id for row in rows if row.message_id]).delete()
    Answer.objects.filter(pk__in=[row.pk for row in rows]).update(recalled_at=at, recalled_by=by)
    by_state: dict[str, list[int]] = {}
    for row in rows:
        by_state.setdefault(row.state_before, []).append(row.conversation_id)
    standing = Answer.objects.filter(conversation=OuterRef("pk"), recalled_at__isnull=True, is_receipt=False)
    for state, pks in by_state.items():
        untouched = Conversation.objects.filter(pk__in=pks, state=STATES.ANSWERED).exclude(Exists(standing))
        untouched.update(state=state)
    before = Answer.objects.filter(conversation=OuterRef("pk"), pk__in=[row.pk for row in rows])
    last = Message.objects.filter(conversation=OuterRef("pk")).exclude(direction=Message.Direction.NOTE)
    latest = last.order_by().values("conversation").annotate(last=Max("at")).values("last")
    Conversation.objects.filter(pk__in=keys).update(
        answered_at=Coalesce(
            Subquery(standing.order_by("at").values("at")[:1]), Subquery(before.values("answered_before")[:1])
        ),
        last_at=Coalesce(Subquery(latest), F("last_at")),
        version=F("version") + 1,
    )
    return len(rows)


def _refuse_unread(draft: Draft, text: str, read_version: int, by: User) -> None:
    """A colleague changed the draft since it was read: show both texts. One's own newer text is no conflict."""
    if draft.version != read_version and draft.by_id != by.pk and draft.text != text:
        draft.write({"text": text}, read_version=read_version)


def _asked(one: Letter) -> str:
    return heard_line(one.envelope.conversation.pk, one.envelope.language)


def _posting(one: Letter, text: str, about: str, about_id: int | None) -> Posting:
    conversation = one.envelope.conversation
    return Posting(
        address=one.envelope.address,
        name=_header(one.envelope.name)[:160],
        subject=_header(one.subject)[:250],
        text=text,
        language=one.envelope.language,
        mailbox=conversation.mailbox,
        identity=one.envelope.identity,
        in_reply_to=one.envelope.in_reply_to,
        references=one.envelope.references,
        production=conversation.production_id,
        about=about,
        about_id=about_id if about_id is not None else conversation.pk,
    )


def _header(text: str) -> str:
    """On one line: names and subjects come from strangers."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _message(one: Letter, text: str, recipient: Recipient, *, by: User, at: datetime) -> Message:
    letter = recipient.letter
    return Message(
        conversation=one.envelope.conversation,
        direction=Message.Direction.OUT,
        channel=Channel.MAIL,
        at=at,
        sender=letter.sender,
        subject=letter.subject,
        text=text,
        new_text=one.text,
        language=one.envelope.language,
        key=recipient.message_id,
        message_id=recipient.message_id,
        in_reply_to=one.envelope.in_reply_to,
        references=" ".join(one.envelope.references),
        recipient=recipient,
        by=by,
        words=vector((letter.subject, "B"), (one.text, "D")),
    )


def _answer(one: Letter, message: Message, recipient: Recipient, bulk: Any, *, by: User, at: datetime) -> Answer:
    conversation = one.envelope.conversation
    return Answer(
        conversation=conversation,
        message=message,
        recipient=recipient,
        bulk=bulk,
        wording=one.wording,
        language=one.envelope.language,
        state_before=conversation.state,
        answered_before=conversation.answered_at,
        by=by,
        at=at,
    )
