"""What became of a message whose sender died: its copy is looked for in the mailbox, so that it leaves once.

A message with a copy is taken by the server together with it, or not at all (`smtp.py`). After an interruption:

- the copy lies in one of the mailbox's folders, or was recognised there before: **sent**;
- it does not, the sender is dead (its lock is free), the time for it is over, and something that the mailbox sent
  *later* has arrived meanwhile, so that copies do arrive: **not sent**, it waits again;
- it does not, and nothing later has arrived yet: the mailbox sends itself a note, and looks again;
- the mailbox cannot be looked into for long, or even the note does not arrive: **unknown**, a person decides.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from imap_tools.errors import ImapToolsError

from coulisse.foundation.mailroom.copies import note_id
from coulisse.foundation.mailroom.folders import folder_names
from coulisse.foundation.mailroom.imap import Imap, opened_box
from coulisse.foundation.mailroom.locks import MAILBOX, SENDING, holding
from coulisse.foundation.mailroom.models import Mailbox, Recipient, State
from coulisse.foundation.mailroom.problems import ANYTHING, ServerProblem
from coulisse.foundation.mailroom.sending import (
    MAX_ATTEMPTS,
    envelope_address,
    interrupted_after,
    tell_lost,
)
from coulisse.foundation.mailroom.smtp import NotTaken, deliver, opened_server

logger = logging.getLogger(__name__)

MARGIN: Final = timedelta(days=2)
"""Clocks and zones of two machines differ by less."""
GIVEN_UP_AFTER: Final = 12
"""Times the period of an interruption: then a person decides."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How many messages were found to have left, wait again, are doubtful still, or are given up."""

    sent: int = 0
    again: int = 0
    open: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """The Message-IDs that lie in the folders of a mailbox; `proofs` are those where its copies come to lie."""

    everywhere: frozenset[str]
    proofs: frozenset[str]


def in_doubt(*, at: datetime) -> list[int]:
    """The mailboxes that have messages to look up."""
    boxes = _doubtful(at).values_list("letter__mailbox_id", flat=True)
    return sorted({pk for pk in boxes if pk is not None})


def _doubtful(at: datetime) -> QuerySet[Recipient]:
    late = Recipient.objects.filter(state=State.SENDING, tried_at__lt=at - interrupted_after())
    return late.filter(letter__mailbox__isnull=False).exclude(copy="")


def read_back(mailbox: Mailbox, *, now: Callable[[], datetime]) -> Looked:
    """Look up what was interrupted in this mailbox. Call outside any transaction."""
    with holding(MAILBOX, mailbox.pk) as is_held:
        # Whoever holds it files mails elsewhere meanwhile: a copy could be missed between two folders.
        return _look(mailbox, now) if is_held else Looked()


def _look(mailbox: Mailbox, now: Callable[[], datetime]) -> Looked:
    late = _doubtful(now()).filter(letter__mailbox=mailbox).select_related("letter")
    # First who is dead, then what lies there: nothing of theirs can be handed over after the look.
    rows = [row for row in late.order_by("tried_at", "id") if _is_dead(row)]
    if not rows:
        return Looked()
    try:
        seen = _seen(mailbox, min(_tried(row) for row in rows), now)
    except ServerProblem as problem:
        logger.warning("The mailbox %s cannot be looked into: %s", mailbox.pk, problem.code)
        return _settle(rows, None, None, now())
    looked = _settle(rows, seen, _latest_proof(mailbox, seen, rows), now())
    if looked.open:
        _send_note(mailbox, rows, now)
    return looked


def _is_dead(row: Recipient) -> bool:
    with holding(SENDING, row.pk) as is_held:
        return is_held


def _tried(row: Recipient) -> datetime:
    if row.tried_at is None:  # `_take` writes it with the state
        raise ValueError(row.pk)
    return row.tried_at


def _seen(mailbox: Mailbox, since: datetime, now: Callable[[], datetime]) -> Seen:
    """What came to lie anywhere in the mailbox lately.

    The inbox is read before the folder of sent mail, for that is the way copies go.
    """
    day = (since - MARGIN).date()
    everywhere, sent_ids = set[str](), set[str]()
    with opened_box(mailbox, now=now) as box:
        names = folder_names(mailbox, box.folders())
        first = [name for name in (names.inbox, names.spam, names.sent) if name]
        for name in dict.fromkeys([*first, *names.others]):
            found = _identifiers(box, name, day, must=name in first)
            everywhere |= found
            if name == names.sent:
                sent_ids = found
    proofs = sent_ids if mailbox.copy == Mailbox.Copy.SERVER else everywhere
    return Seen(frozenset(everywhere), frozenset(proofs))


def _identifiers(box: Imap, name: str, day: date, *, must: bool) -> set[str]:
    try:
        box.select(name, readonly=True)
    except (ImapToolsError, ServerProblem):
        if must:
            raise
        return set()  # a folder that is listed and may not be read
    return box.identifiers_since(day)


def _latest_proof(mailbox: Mailbox, seen: Seen, rows: Iterable[Recipient]) -> datetime | None:
    """When the latest of what arrived had left: an earlier message that is not there was not taken.

    Only first attempts tell: of a later one, the copy may be the first one's.
    """
    since = min(_tried(row) for row in rows)
    arrived = Recipient.objects.filter(letter__mailbox=mailbox, attempts=1, tried_at__gt=since).filter(
        Q(copy_seen_at__isnull=False) | Q(message_id__in=seen.proofs)
    )
    latest: datetime | None = arrived.aggregate(latest=Max("tried_at"))["latest"]
    mailbox.refresh_from_db(fields=["probe_id", "probed_at", "probe_seen_at"])
    came = mailbox.probe_seen_at is not None or mailbox.probe_id in seen.proofs
    if mailbox.probed_at is not None and came:
        return max(mailbox.probed_at, latest) if latest is not None else mailbox.probed_at
    return latest


def _settle(rows: Iterable[Recipient], seen: Seen | None, proof: datetime | None, at: datetime) -> Looked:
    counted = Counter(_settled(row, seen, proof, at) for row in rows)
    return Looked(**{name: counted[name] for name in ("sent", "again", "open", "unknown")})


def _settled(row: Recipient, seen: Seen | None, proof: datetime | None, at: datetime) -> str:
    with transaction.atomic():
        own = Recipient.objects.select_for_update().filter(
            pk=row.pk, state=State.SENDING, attempts=row.attempts, tried_at=row.tried_at
        )
        fresh = own.first()
        if fresh is None:
            return "settled"
        if fresh.copy_seen_at is not None or (seen is not None and fresh.message_id in seen.everywhere):
            own.update(state=State.SENT, sent_at=fresh.tried_at, error="", copy_seen_at=fresh.copy_seen_at or at)
            return "sent"
        if seen is not None and proof is not None and proof >= _may_prove_from(fresh):
            if fresh.attempts < MAX_ATTEMPTS:
                own.update(state=State.WAITING, not_before=at, error="")
                return "again"
            own.update(state=State.FAILED)  # a server that hangs up on it each time
            tell_lost(row, at)
            return "failed"
        if at - _tried(fresh) > GIVEN_UP_AFTER * interrupted_after():
            own.update(state=State.UNKNOWN, error="not-found" if seen is not None else "not-looked")
            tell_lost(row, at)
            return "unknown"
    return "open"


def _may_prove_from(row: Recipient) -> datetime:
    """What left from then on left after this one could: the sender hands nothing over later (`sending.py`)."""
    return _tried(row) + interrupted_after() / 2


def _send_note(mailbox: Mailbox, rows: Iterable[Recipient], now: Callable[[], datetime]) -> None:
    """Let the mailbox write to itself, once for all that is in doubt."""
    wanted = max(_may_prove_from(row) for row in rows)
    at = now()
    if at < wanted or (mailbox.probed_at is not None and mailbox.probed_at >= wanted):
        return
    note = _note(mailbox, at)
    Mailbox.objects.filter(pk=mailbox.pk).update(probe_id=note["Message-ID"], probed_at=at, probe_seen_at=None)
    own = envelope_address(mailbox.address)
    try:
        with opened_server(mailbox, now=now) as session:
            deliver(session, note.as_bytes(policy=SMTP), sender=own, recipient=own, may_go=lambda: True)
    except (*ANYTHING, ServerProblem, NotTaken) as problem:
        logger.warning("The mailbox %s could not write to itself: %s", mailbox.pk, type(problem).__name__)
        Mailbox.objects.filter(pk=mailbox.pk).update(probed_at=None)


def _note(mailbox: Mailbox, at: datetime) -> EmailMessage:
    note = EmailMessage()
    note["From"] = note["To"] = envelope_address(mailbox.address)
    note["Subject"] = "Coulisse"
    note["Date"] = format_datetime(at)
    note["Message-ID"] = note_id(mailbox)
    note["Auto-Submitted"] = "auto-generated"
    note.set_content(
        "Coulisse s’écrit à elle-même pour vérifier qu’une copie arrive. Ce message s’efface de lui-même.\n"
        "Coulisse schrijft zichzelf om na te gaan of een kopie aankomt. Dit bericht verdwijnt vanzelf.\n"
    )
    return note
