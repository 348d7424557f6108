"""Posting one letter, recalling, releasing and sending again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.worker_queue import defer
from coulisse.foundation.mailroom.facts import LetterPosted, LetterRecalled, LetterReleased, LetterResent
from coulisse.foundation.mailroom.models import STILL_HERE, Enclosure, Letter, Mailbox, Recipient, State

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

SEND: Final = "mailroom.send"
DELAY: Final = timedelta(seconds=60)
"""Time to change one's mind, where the house's `COULISSE_SEND_DELAY` does not say otherwise."""


@dataclass(frozen=True, slots=True)
class To:
    """Somebody to write to."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file to send along: its bytes, or the number of a document of the house."""

    name: str
    content: bytes | None = None
    document_id: int | None = None
    content_type: str = "application/octet-stream"


class NoRecipient(Exception):
    """A letter to nobody."""


class BadAddress(Exception):
    """This is not an e-mail address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class BadHeader(Exception):
    """A line break or a control character where a mail header has one line."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NothingLeftToRecall(Exception):
    """Every message has left, or was recalled before."""


class NothingToSend(Exception):
    """No message of this letter is in a state from which it may be sent."""


def send_delay() -> timedelta:
    """How long letters of this house wait before they leave."""
    seconds: float | None = getattr(settings, "COULISSE_SEND_DELAY", None)
    return DELAY if seconds is None else timedelta(seconds=seconds)


def post(
    *,
    subject: str,
    text: str,
    to: Sequence[To],
    by: "User | None",
    at: datetime,
    html: str = "",
    language: str = "fr",
    sender: str = "",
    reply_to: str = "",
    production: int | None = None,
    about: models.Model | None = None,
    enclosures: Sequence[Enclosed] = (),
    delay: timedelta | None = None,
    hold: bool = False,
    mailbox: Mailbox | None = None,
    in_reply_to: str = "",
    references: Sequence[str] = (),
) -> Letter:
    """Put a letter in the tray, in the current transaction. It leaves after `delay` (the house's by default).

    An address written twice gets it once. `hold` keeps it until somebody releases it. It leaves by the server of
    `mailbox`, and signed by it where no `sender` is given. Raises `NoRecipient`, `BadAddress`, `BadHeader`.
    """
    recipients = _distinct(to)
    sender = sender or (signed_by(mailbox) if mailbox is not None else settings.DEFAULT_FROM_EMAIL)
    refuse_injection(subject=subject, sender=sender, reply_to=reply_to)
    for whole in filter(None, (sender, reply_to)):
        check_address(parseaddr(whole)[1])
    leaves_at = at + (send_delay() if delay is None else delay)
    with transaction.atomic():
        letter = Letter.objects.create(
            subject=subject,
            text=text,
            html=html,
            sender=sender,
            reply_to=reply_to,
            language=language,
            production_id=production,
            about=about._meta.label_lower if about is not None else "",
            about_id=about.pk if about is not None else None,
            by=by,
            posted_at=at,
            leaves_at=leaves_at,
            mailbox=mailbox,
            in_reply_to=bracketed(in_reply_to),
            references=" ".join(filter(None, map(bracketed, references))),
        )
        Recipient.objects.bulk_create(
            Recipient(
                letter=letter,
                address=one.address,
                name=one.name,
                state=State.HELD if hold else State.WAITING,
                message_id=new_message_id(sender),
                not_before=leaves_at,
            )
            for one in recipients
        )
        Enclosure.objects.bulk_create(
            Enclosure(
                letter=letter,
                name=one.name,
                content_type=one.content_type,
                content=one.content,
                document_id=one.document_id,
            )
            for one in enclosures
        )
        announce(
            LetterPosted(letter_id=letter.pk, subject=subject, count=len(recipients)),
            by=by,
            at=at,
            about=letter,
            production=production,
        )
        if not hold:
            defer(SEND, queue="mail", not_before=leaves_at)
    return letter


def _distinct(to: Sequence[To]) -> list[To]:
    found: dict[str, To] = {}
    for one in to:
        refuse_injection(name=one.name, address=one.address)
        check_address(one.address)
        found.setdefault(one.address.lower(), one)
    if not found:
        raise NoRecipient
    return list(found.values())


def check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise BadAddress(address) from None


def refuse_injection(**fields: str) -> None:
    for field, value in fields.items():
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in value):
            raise BadHeader(field)


def new_message_id(sender: str) -> str:
    """An identifier that nobody can guess, in the sender's domain."""
    return f"<{uuid4()}@{parseaddr(sender)[1].rpartition('@')[2][-78:]}>"


def bracketed(identifier: str) -> str:
    """`<a@b>` from `a@b` or `<a@b>`; empty where it is no identifier: it comes from other people's mail."""
    bare = identifier.strip().strip("<>")
    is_one = bare and len(bare) < 250 and all(32 < ord(sign) < 127 and sign not in "<>" for sign in bare)
    return f"<{bare}>" if is_one else ""


def signed_by(mailbox: Mailbox) -> str:
    """How a mailbox signs where no identity is chosen."""
    return formataddr((mailbox.sender_name or mailbox.name, mailbox.address))


def written_address(recipient: Recipient) -> str:
    """`Élise Lambert <elise@meuse.example>`."""
    return formataddr((recipient.name, recipient.address))


def recall(*, letter: Letter, by: "User", at: datetime) -> int:
    """Take back every message that has not left. Returns how many; raises `NothingLeftToRecall`."""
    with transaction.atomic():
        count = _move(letter, STILL_HERE, State.RECALLED)
        if not count:
            raise NothingLeftToRecall(letter.pk)
        _tell(LetterRecalled(letter_id=letter.pk, subject=letter.subject, count=count), letter, by, at)
    return count


def release(*, letter: Letter, by: "User", at: datetime) -> int:
    """Let a held letter go at once. Returns to how many; raises `NothingToSend`."""
    with transaction.atomic():
        count = _move(letter, (State.HELD,), State.WAITING, not_before=at)
        if not count:
            raise NothingToSend(letter.pk)
        _tell(LetterReleased(letter_id=letter.pk, subject=letter.subject, count=count), letter, by, at)
        defer(SEND, queue="mail", not_before=at)
    return count


def resend(
    *, letter: Letter, by: "User", at: datetime, recipient: int | None = None, even_unknown: bool = False
) -> int:
    """Send again what was refused; what may have arrived only with `even_unknown`, which a person chose.

    Returns how many; raises `NothingToSend`.
    """
    states = (State.FAILED, State.UNKNOWN) if even_unknown else (State.FAILED,)
    with transaction.atomic():
        chosen = letter.recipients.select_for_update().filter(state__in=states)
        if recipient is not None:
            chosen = chosen.filter(pk=recipient)
        rows = list(chosen.order_by("id"))
        if not rows:
            raise NothingToSend(letter.pk)
        Recipient.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=State.WAITING, not_before=at, attempts=0, error=""
        )
        addresses = tuple(row.address for row in rows)
        _tell(LetterResent(letter_id=letter.pk, subject=letter.subject, addresses=addresses), letter, by, at)
        defer(SEND, queue="mail", not_before=at)
    return len(rows)


def _move(letter: Letter, states: Sequence[State], to: State, **also: datetime) -> int:
    """Change what is in `states`, one after the other with a sender that may be at work."""
    rows = list(letter.recipients.select_for_update().filter(state__in=states).values_list("pk", flat=True))
    return Recipient.objects.filter(pk__in=rows).update(state=to, **also)


def _tell(
    happened: LetterRecalled | LetterReleased | LetterResent, letter: Letter, by: "User", at: datetime
) -> None:
    announce(happened, by=by, at=at, about=letter, production=letter.production_id)
