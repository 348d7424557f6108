"""How a production answers, and the automatic receipts of its mailboxes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from coulisse.desks.audience.answers.addressing import NEEDED, Envelope, envelopes
from coulisse.desks.audience.answers.fields import fill_known, left_open
from coulisse.desks.audience.answers.models import Answer, AnswerSettings, Receipt
from coulisse.desks.audience.facts.answers import AnswersSet
from coulisse.desks.audience.intake.models import Channel, Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import Posting, post_receipts
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language

RECEIPT: Final = "audience.receipt"
LOOKS_BACK: Final = timedelta(days=1)
MOST_AT_ONCE: Final = 200


def set_answers(
    *, production: Production | None, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> AnswerSettings:
    """Pace, signatures, the question under an answer. Raises `StaleWrite`."""
    with transaction.atomic():
        row, is_new = AnswerSettings.objects.get_or_create(production=production, defaults=dict(values))
        if not is_new:
            row = row.write(values, read_version=read_version)
        _tell("answers", production, by=by, at=at)
    return row


def set_receipt(
    *,
    mailbox: Mailbox,
    production: Production | None,
    is_on: bool,
    texts: Mapping[str, str],
    read_version: int,
    by: User,
    at: datetime,
) -> Receipt:
    """The receipt of a mailbox; switched on, it is for what comes from now on. Raises `StaleWrite`."""
    values: dict[str, Any] = {"is_on": is_on, "texts": dict(texts)}
    with transaction.atomic():
        row = Receipt.objects.select_for_update().filter(mailbox=mailbox, production=production).first()
        if is_on and (row is None or not row.is_on):
            values["on_since"] = at
        if row is None:
            row = Receipt.objects.create(mailbox=mailbox, production=production, **values)
        else:
            row = row.write(values, read_version=read_version)
        _tell(mailbox.address, production, by=by, at=at)
    return row


def acknowledge(*, at: datetime) -> int:
    """Send the receipts that are owed: one a conversation, never to a machine, for what came since it is on.

    Called every minute; a second call in the same minute finds nothing left. Returns how many left.
    """
    receipts = list(Receipt.objects.filter(mailbox__is_active=True).select_related("mailbox"))
    if not any(row.is_on for row in receipts):
        return 0
    with transaction.atomic():
        owed = _owed(receipts, at)
        packed = envelopes(owed)
        chosen = [(packed[one.pk], text) for one in owed if (text := _text(packed[one.pk], receipts))]
        posted = post_receipts([_posting(one, text) for one, text in chosen], by=None, at=at) if chosen else []
        Answer.objects.bulk_create(
            Answer(
                conversation=one.conversation,
                recipient=recipient,
                language=one.language,
                is_receipt=True,
                state_before=one.conversation.state,
                answered_before=one.conversation.answered_at,
                at=at,
            )
            for (one, _text), recipient in zip(chosen, posted, strict=True)
        )
    return sum(recipient is not None for recipient in posted)


def _owed(receipts: Sequence[Receipt], at: datetime) -> list[Conversation]:
    """What came since the first was switched on, within a day, and has no receipt."""
    since = max(min(row.on_since for row in receipts if row.is_on and row.on_since), at - LOOKS_BACK)
    rows = Conversation.objects.select_for_update(of=("self",), skip_locked=True).filter(
        mailbox__in={row.mailbox_id for row in receipts if row.is_on},
        channel=Channel.MAIL,
        state__in=(Conversation.State.OPEN, Conversation.State.WAITING),
        received_at__gte=since,
        received_at__lte=at,
    )
    known = Answer.objects.filter(is_receipt=True).values("conversation")
    return list(rows.exclude(pk__in=known).select_related(*NEEDED).order_by("received_at", "pk")[:MOST_AT_ONCE])


def _text(one: Envelope, receipts: Sequence[Receipt]) -> str:
    """Of the production where it has one, else of the mailbox; nothing where it is off, or to a machine."""
    conversation = one.conversation
    rows = {row.production_id: row for row in receipts if row.mailbox_id == conversation.mailbox_id}
    row = rows.get(conversation.production_id) or rows.get(None)
    if row is None or not row.is_on or row.on_since is None or one.is_automatic or not one.address:
        return ""
    if conversation.received_at < row.on_since:
        return ""
    text = fill_known(in_language(row.texts, one.language), one.values)
    return "" if left_open(text) else text


def _posting(one: Envelope, text: str) -> Posting:
    conversation = one.conversation
    return Posting(
        address=one.address,
        name=" ".join(one.name.split())[:160],
        subject=one.subject,
        text=text,
        language=one.language,
        mailbox=conversation.mailbox,
        identity=one.identity,
        in_reply_to=one.in_reply_to,
        references=one.references,
        production=conversation.production_id,
        about=RECEIPT,
        about_id=conversation.pk,
        to_automatic=one.is_automatic,
    )


def _tell(about: str, production: Production | None, *, by: User, at: datetime) -> None:
    where = production.pk if production else None
    announce(AnswersSet(about=about), by=by, at=at, about=production, production=where, desk=Desk.AUDIENCE)
