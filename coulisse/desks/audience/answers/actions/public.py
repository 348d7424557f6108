"""An answer to what somebody said in public without an address: given to whoever speaks there, never a mail."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from coulisse.desks.audience.answers.addressing import NEEDED, envelope
from coulisse.desks.audience.answers.checking import check_sending
from coulisse.desks.audience.answers.fields import left_open
from coulisse.desks.audience.answers.models import Answer, Draft
from coulisse.desks.audience.answers.publicly import PUBLIC, is_public
from coulisse.desks.audience.answers.refusals import FieldsLeft, NothingSaid
from coulisse.desks.audience.facts.answers import ConversationAnswered
from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.intake.searching import vector
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


class NotPublic(Exception):
    """Nobody could publish the answer: the conversation did not begin in public."""


def answer_in_public(conversation: Conversation, *, text: str, by: User, at: datetime) -> Message:
    """Whoever hears of it publishes it. Raises `NotPublic`, and what `refusals.py` names."""
    said = text.strip()
    if not said:
        raise NothingSaid
    if fields := left_open(said):
        raise FieldsLeft(fields)
    with transaction.atomic():
        stored = (
            Conversation.objects.select_for_update(of=("self",)).select_related(*NEEDED).get(pk=conversation.pk)
        )
        if not is_public(stored):
            raise NotPublic(stored.reference)
        draft = Draft.objects.select_for_update().filter(conversation=stored).first()
        # All that holds for a letter holds here, but for its address: the place is the one where it was said.
        packed = replace(envelope(stored), address=PUBLIC)
        wording = check_sending(packed, said, wording=None, draft=draft, by=by, at=at)
        message = Message.objects.create(
            conversation=stored,
            direction=Message.Direction.OUT,
            channel=Channel.SOCIAL,
            at=at,
            sender=str(by)[:250],
            text=said,
            new_text=said,
            language=packed.language,
            key=f"public:{uuid4()}",
            by=by,
            words=vector((said, "D")),
        )
        Answer.objects.create(
            conversation=stored,
            message=message,
            wording=wording,
            language=packed.language,
            state_before=stored.state,
            answered_before=stored.answered_at,
            by=by,
            at=at,
        )
        Conversation.objects.filter(pk=stored.pk).update(
            state=Conversation.State.ANSWERED,
            answered_at=Coalesce(F("answered_at"), at),
            last_at=Greatest(F("last_at"), at),
            is_new=False,
            version=F("version") + 1,
        )
        if draft is not None:
            draft.delete()
        announce(
            ConversationAnswered(conversation_id=stored.pk, reference=stored.reference, message_id=message.pk),
            by=by,
            at=at,
            about=stored,
            production=stored.production_id,
            desk=Desk.AUDIENCE,
        )
    return message
