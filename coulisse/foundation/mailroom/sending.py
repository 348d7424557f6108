"""Speaking to the mail server: one message a recipient, marked before, so that none is sent twice unawares."""

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.module_loading import import_string

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import written_address
from coulisse.foundation.mailroom.facts import LetterRefused
from coulisse.foundation.mailroom.models import Enclosure, Recipient, State

logger = logging.getLogger(__name__)

TIMEOUT: Final = 60
"""Seconds that a server may stay silent."""
INTERRUPTED_AFTER: Final = timedelta(minutes=10)
"""No sending takes so long: whoever is still at it is dead."""
MAX_ATTEMPTS: Final = 8
FIRST_WAIT: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `again`: certainly not sent, and worth another try."""

    state: State
    error: str = ""
    again: bool = False


class DocumentMissing(Exception):
    """An enclosure names a document that the house does not find."""


def send_due(*, now: Callable[[], datetime], limit: int = 200) -> bool:
    """Send what is due, one message after the other. Whether there is more. Call outside any transaction."""
    for _turn in range(limit):
        recipient = _take_next(now())
        if recipient is None:
            return False
        _write_down(recipient, _send(recipient), now())
    return True


def _take_next(at: datetime) -> Recipient | None:
    """Mark the next due message as leaving, and commit that, before anybody speaks to the server."""
    with transaction.atomic():
        recipient = (
            Recipient.objects.filter(state=State.WAITING, not_before__lte=at)
            .select_related("letter")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("not_before", "id")
            .first()
        )
        if recipient is not None:
            recipient.state, recipient.tried_at = State.SENDING, at
            recipient.attempts += 1
            recipient.save(update_fields=["state", "tried_at", "attempts"])
    return recipient


def _send(recipient: Recipient) -> Outcome:
    try:
        message = message_for(recipient)
    except DocumentMissing as missing:
        return Outcome(State.FAILED, f"enclosure: {missing}")
    # One connection a message: servers close a long one after so many messages, and a connection that closes
    # in the middle leaves the outcome unknown.
    connection: BaseEmailBackend = get_connection(timeout=TIMEOUT)
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as problem:
        return Outcome(State.WAITING, _told(problem), again=True)
    try:
        connection.send_messages([message])
    except Exception as problem:
        # Anything here has an outcome, and one that is not understood is one that is not known.
        return outcome_of(problem)
    finally:
        # The letter is gone or not by now; a server that is rude at the goodbye changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            connection.close()
    return Outcome(State.SENT)


def outcome_of(problem: Exception) -> Outcome:
    """From what went wrong while sending to what is known: refused for good, refused for now, or unknown."""
    match problem:
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            code, words = next(iter(refused.values()))
            return _answered(code, words)
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=words):
            return _answered(code, words)
        case smtplib.SMTPNotSupportedError() | ValueError():
            return Outcome(State.FAILED, _told(problem))
        case _:
            logger.warning("A message left and its fate is unknown: %s", type(problem).__name__)
            return Outcome(State.UNKNOWN, _told(problem))


def _answered(code: int, words: bytes | str) -> Outcome:
    """The server answered: 4xx is for now, 5xx for good (RFC 5321, 4.2.1)."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    told = f"{code} {text}"[:300]
    if 400 <= code < 500:
        return Outcome(State.WAITING, told, again=True)
    return Outcome(State.FAILED, told)


def _told(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:300]


def _write_down(recipient: Recipient, outcome: Outcome, at: datetime) -> None:
    exhausted = outcome.again and recipient.attempts >= MAX_ATTEMPTS
    with transaction.atomic():
        recipient.state = State.FAILED if exhausted else outcome.state
        recipient.error = outcome.error
        recipient.sent_at = at if outcome.state == State.SENT else None
        if outcome.again:
            recipient.not_before = at + FIRST_WAIT * 2 ** (recipient.attempts - 1)
        recipient.save(update_fields=["state", "error", "sent_at", "not_before"])
        if recipient.state in (State.FAILED, State.UNKNOWN):
            letter = recipient.letter
            announce(
                LetterRefused(letter_id=letter.pk, subject=letter.subject, address=recipient.address),
                by=None,
                at=at,
                about=letter,
                production=letter.production_id,
            )


def note_interrupted(*, at: datetime) -> int:
    """Whoever was leaving when a worker died: the outcome is unknown, a person decides. Returns how many."""
    with transaction.atomic():
        lost = Recipient.objects.select_for_update(skip_locked=True).filter(
            state=State.SENDING, tried_at__lt=at - INTERRUPTED_AFTER
        )
        rows = list(lost.values_list("pk", flat=True))
        return Recipient.objects.filter(pk__in=rows).update(state=State.UNKNOWN, error="interrupted")


def message_for(recipient: Recipient) -> EmailMultiAlternatives:
    """The message of one recipient, with the identity that it keeps over every attempt."""
    letter = recipient.letter
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=letter.sender,
        to=[written_address(recipient)],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": recipient.message_id, "Content-Language": letter.language},
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for enclosure in letter.enclosures.all():
        message.attach(enclosure.name, _content(enclosure), enclosure.content_type)
    return message


def _content(enclosure: Enclosure) -> bytes:
    if enclosure.content is not None:
        return bytes(enclosure.content)
    reader: str = getattr(settings, "COULISSE_DOCUMENT_CONTENT", "")
    content: bytes | None = import_string(reader)(enclosure.document_id) if reader else None
    if content is None:
        raise DocumentMissing(enclosure.name)
    return content
