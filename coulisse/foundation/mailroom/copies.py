"""Recognising what the house itself sent: the copies of its letters, and its notes to itself."""

import hmac
from collections.abc import Collection, Sequence
from datetime import datetime
from email.utils import parseaddr
from hashlib import sha256
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from coulisse.foundation.mailroom.imap import Head
from coulisse.foundation.mailroom.models import Mailbox, Recipient, State

NOTE: Final = "<coulisse-"


def note_id(mailbox: Mailbox) -> str:
    """An identifier that only this house can make."""
    number = uuid4().hex
    domain = mailbox.address.rpartition("@")[2].encode("idna").decode("ascii")
    return f"{NOTE}{number}-{_sign(number)}@{domain[-40:]}>"


def is_note(message_id: str) -> bool:
    """Did the house write this to itself?"""
    number, dash, sign = message_id.removeprefix(NOTE).partition("@")[0].partition("-")
    return message_id.startswith(NOTE) and bool(dash) and hmac.compare_digest(sign, _sign(number))


def _sign(number: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"note:{number}".encode(), sha256).hexdigest()[:16]


def copies_among(mailbox: Mailbox, heads: Sequence[Head]) -> list[Head]:
    """Those of these mails that are copies of our own letters.

    Whoever got one of our letters knows its identifier; who writes under another name is not taken for us.
    """
    found = {head.message_id for head in heads if head.message_id}
    ours = Recipient.objects.filter(message_id__in=found, letter__mailbox=mailbox)
    signed = {
        identifier: {parseaddr(sender)[1].lower(), mailbox.address.lower()}
        for identifier, sender in ours.values_list("message_id", "letter__sender")
    }
    return [head for head in heads if head.sender in signed.get(head.message_id, ())]


def note_copies(identifiers: Collection[str], *, at: datetime) -> int:
    """Our copies were found: the letters have left, whatever the process that sent them came to know."""
    with transaction.atomic():
        found = Recipient.objects.select_for_update().filter(message_id__in=identifiers, copy_seen_at__isnull=True)
        rows = list(found.values_list("pk", flat=True))
        seen = Recipient.objects.filter(pk__in=rows)
        retried = Q(state=State.WAITING, attempts__gt=0)
        seen.filter(Q(state__in=(State.SENDING, State.UNKNOWN)) | retried).update(
            state=State.SENT, sent_at=Coalesce(F("tried_at"), at), error=""
        )
        return seen.update(copy_seen_at=at)
