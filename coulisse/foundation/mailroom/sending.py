"""Speaking to the mail server: one message a recipient, marked before, so that none is sent twice unawares."""

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import written_address
from coulisse.foundation.mailroom.facts import LetterRefused
from coulisse.foundation.mailroom.locks import SENDING, holding
from coulisse.foundation.mailroom.models import Enclosure, Mailbox, Recipient, State
from coulisse.foundation.mailroom.problems import REFUSALS, ServerProblem
from coulisse.foundation.mailroom.queries import may_leave
from coulisse.foundation.mailroom.smtp import TIMEOUT, NotTaken, TooLate, deliver, opened_server

logger = logging.getLogger(__name__)

INTERRUPTED_AFTER: Final = timedelta(minutes=10)
"""No sending takes so long: whoever is still at it is dead."""
MAX_ATTEMPTS: Final = 8
FIRST_WAIT: Final = timedelta(minutes=1)
REST: Final = timedelta(minutes=1)
"""How long a mailbox is left alone whose server cannot be used."""
REST_REFUSED: Final = timedelta(minutes=10)
"""The same where the server refuses the sign-in: providers close an account after too many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `again`: certainly not sent, and worth another try."""

    state: State
    error: str = ""
    again: bool = False
    counts: bool = True
    """It is one of the attempts that a letter has."""


class DocumentMissing(Exception):
    """An enclosure names a document that the house does not find."""


def interrupted_after() -> timedelta:
    """How long a message may be leaving before it counts as interrupted: `COULISSE_INTERRUPTED_AFTER` seconds."""
    seconds: float | None = getattr(settings, "COULISSE_INTERRUPTED_AFTER", None)
    return INTERRUPTED_AFTER if seconds is None else timedelta(seconds=seconds)


def send_due(*, now: Callable[[], datetime], limit: int = 200) -> bool:
    """Send what is due, one message after the other. Whether there is more. Call outside any transaction."""
    for _turn in range(limit):
        found = _next_due(now())
        if found is None:
            return False
        # The lock falls with this process: whoever finds it free knows that nobody is at work on the message.
        with holding(SENDING, found) as is_held:
            recipient = _take(found, now()) if is_held else None
            if recipient is not None:
                _write_down(recipient, _send(recipient, now), now())
    return True


def _next_due(at: datetime) -> int | None:
    due = Recipient.objects.filter(may_leave(at)).order_by("not_before", "id")
    return due.values_list("pk", flat=True).first()


def _take(pk: int, at: datetime) -> Recipient | None:
    """Mark a due message as leaving, and commit that, before anybody speaks to the server."""
    with transaction.atomic():
        recipient = (
            Recipient.objects.filter(may_leave(at), pk=pk)
            .select_related("letter__mailbox")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if recipient is None:
            return None
        mailbox = recipient.letter.mailbox
        recipient.state, recipient.tried_at = State.SENDING, at
        recipient.attempts += 1
        recipient.copy = mailbox.copy if mailbox is not None and keeps_copies(mailbox) else ""
        recipient.save(update_fields=["state", "tried_at", "attempts", "copy"])
        if mailbox is not None:
            pace = timedelta(minutes=1 / max(mailbox.per_minute, 1))
            Mailbox.objects.filter(pk=mailbox.pk).update(next_at=at + pace)
    return recipient


def keeps_copies(mailbox: Mailbox) -> bool:
    """A message that was interrupted can be looked up there."""
    return bool(mailbox.smtp_host and mailbox.imap_host and mailbox.copy != Mailbox.Copy.NONE)


def _send(recipient: Recipient, now: Callable[[], datetime]) -> Outcome:
    try:
        message = message_for(recipient)
    except DocumentMissing as missing:
        return Outcome(State.FAILED, f"enclosure: {missing}")
    mailbox = recipient.letter.mailbox
    if mailbox is not None and mailbox.smtp_host:
        return _send_by(mailbox, recipient, message, now)
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


def _send_by(
    mailbox: Mailbox, recipient: Recipient, message: EmailMultiAlternatives, now: Callable[[], datetime]
) -> Outcome:
    """Through the mailbox's own server, with a copy to itself where it keeps them so."""
    try:
        content = cast("Any", message.message()).as_bytes(linesep="\r\n")  # of Django's own message
    except Exception as problem:
        logger.exception("The letter %s cannot be written", recipient.letter_id)
        return Outcome(State.FAILED, _told(problem))
    try:
        with opened_server(mailbox, now=now) as session:
            deliver(
                session,
                content,
                sender=envelope_address(mailbox.address),
                recipient=envelope_address(recipient.address),
                copy_to=envelope_address(mailbox.address) if recipient.copy == Mailbox.Copy.BCC else "",
                may_go=lambda: _is_still_ours(recipient, now()),
            )
    except ServerProblem as problem:
        # Nothing is wrong with the letter: the mailbox rests, and every letter of it waits.
        _note_trouble(mailbox, problem, now())
        return Outcome(State.WAITING, problem.stored, again=True, counts=False)
    except NotTaken as refused:
        return _answered(refused.code, refused.words)
    except TooLate:
        return Outcome(State.WAITING, again=True)
    except Exception as problem:
        # Anything here has an outcome, and one that is not understood is one that is not known.
        outcome = outcome_of(problem)
        looked_up = recipient.copy and outcome.state == State.UNKNOWN
        return Outcome(State.SENDING, outcome.error) if looked_up else outcome
    if mailbox.send_error:
        Mailbox.objects.filter(pk=mailbox.pk).update(send_error="", send_error_at=None)
    return Outcome(State.SENT)


def _is_still_ours(recipient: Recipient, at: datetime) -> bool:
    """Nobody took the message over, and there is time enough to end before anybody may."""
    if recipient.tried_at is None or at - recipient.tried_at > interrupted_after() / 2:
        return False
    own = Recipient.objects.filter(pk=recipient.pk, state=State.SENDING, attempts=recipient.attempts)
    return own.exists()


def _note_trouble(mailbox: Mailbox, problem: ServerProblem, at: datetime) -> None:
    logger.warning("The mailbox %s cannot send: %s", mailbox.pk, problem.code)
    rest = REST_REFUSED if problem.code in REFUSALS else REST
    Mailbox.objects.filter(pk=mailbox.pk).update(send_error=problem.stored, send_error_at=at, next_at=at + rest)


def envelope_address(address: str) -> str:
    """With a domain that every server reads (RFC 5891)."""
    local, _at, domain = address.rpartition("@")
    return address if domain.isascii() else f"{local}@{domain.encode('idna').decode('ascii')}"


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
    exhausted = outcome.again and outcome.counts and recipient.attempts >= MAX_ATTEMPTS
    values: dict[str, Any] = {
        "state": State.FAILED if exhausted else outcome.state,
        "error": outcome.error,
        "sent_at": at if outcome.state == State.SENT else None,
    }
    if not outcome.counts:
        values["attempts"] = recipient.attempts - 1
    elif outcome.again:
        values["not_before"] = at + FIRST_WAIT * 2 ** (recipient.attempts - 1)
    with transaction.atomic():
        own = Recipient.objects.filter(pk=recipient.pk, state=State.SENDING, attempts=recipient.attempts)
        # None: our own copy was found meanwhile, and it is known already that the message left.
        if own.update(**values) and values["state"] in (State.FAILED, State.UNKNOWN):
            tell_lost(recipient, at)


def tell_lost(recipient: Recipient, at: datetime) -> None:
    """Announce that a letter did not arrive, or that nobody knows."""
    letter = recipient.letter
    announce(
        LetterRefused(letter_id=letter.pk, subject=letter.subject, address=recipient.address),
        by=None,
        at=at,
        about=letter,
        production=letter.production_id,
    )


def note_interrupted(*, at: datetime) -> int:
    """Whoever was leaving when a worker died, with no copy to look for: a person decides. Returns how many."""
    with transaction.atomic():
        lost = Recipient.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=State.SENDING, tried_at__lt=at - interrupted_after()
        )
        rows = list(lost.filter(Q(copy="") | Q(letter__mailbox__isnull=True)).values_list("pk", flat=True))
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
        headers=_headers(recipient),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for enclosure in letter.enclosures.all():
        message.attach(enclosure.name, _content(enclosure), enclosure.content_type)
    return message


def _headers(recipient: Recipient) -> dict[str, str]:
    letter = recipient.letter
    headers = {"Message-ID": recipient.message_id, "Content-Language": letter.language}
    if letter.in_reply_to:
        headers["In-Reply-To"] = letter.in_reply_to
    if letter.references or letter.in_reply_to:
        headers["References"] = letter.references or letter.in_reply_to
    if letter.is_automatic:
        headers["Auto-Submitted"] = "auto-replied"
        headers["X-Auto-Response-Suppress"] = "All"
    return headers


def _content(enclosure: Enclosure) -> bytes:
    if enclosure.content is not None:
        return bytes(enclosure.content)
    reader: str = getattr(settings, "COULISSE_DOCUMENT_CONTENT", "")
    content: bytes | None = import_string(reader)(enclosure.document_id) if reader else None
    if content is None:
        raise DocumentMissing(enclosure.name)
    return content
