"""What the doctor looks at. Each check returns findings; a finding says what is wrong and how to mend it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPException
from typing import Final, Literal

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection

from coulisse.desks.office.ledger.queries import ledgers_kept, verify_chain
from coulisse.foundation.accounts.models import Invitation
from coulisse.foundation.jobs.queries import worker_seen_at
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.foundation.mailroom.mailbox_health import MailboxHealth, mailboxes_at_work
from coulisse.foundation.mailroom.queries import letters_leave, mail_state
from coulisse.house.opening import migrations_missing

State = Literal["well", "warning", "ill"]
LEAST_FREE: Final = 1024**3
WORKER_SILENCE: Final = timedelta(minutes=2)
DELIVERY_PATIENCE: Final = timedelta(minutes=5)
MAILBOX_SILENCE: Final = timedelta(hours=1)
"""A mailbox is read every few minutes; after an hour without it, somebody waits in vain."""
CLOCK_TOLERANCE: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its state, what was seen, and what to do about it."""

    check: str
    state: State
    seen: str
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Patient:
    """What the checks need to know: where the house lives, and the hour at the door."""

    home: Path
    at: datetime


Check = Callable[[Patient], Iterator[Finding]]


def examine(patient: Patient) -> list[Finding]:
    """Run all checks. Those on the database come after the one that says whether it is complete."""
    findings = [finding for check in FIRST for finding in check(patient)]
    if any(finding.check == "migrations" and finding.state == "ill" for finding in findings):
        return findings
    return findings + [finding for check in THEN for finding in check(patient)]


def disk(patient: Patient) -> Iterator[Finding]:
    free = shutil.disk_usage(patient.home).free
    seen = f"{free // 1024**2:,} MB free in {patient.home}".replace(",", " ")
    if free < LEAST_FREE:
        yield Finding("disk", "ill", seen, "Free some space or move COULISSE_HOME to a larger disk.")
    else:
        yield Finding("disk", "well", seen)


def folder(patient: Patient) -> Iterator[Finding]:
    mode = patient.home.stat().st_mode & 0o077
    if mode:
        yield Finding(
            "folder",
            "warning",
            f"{patient.home} is open to other users of this machine",
            f"chmod 700 {patient.home}",
        )
    else:
        yield Finding("folder", "well", f"{patient.home} is closed to others")


def migrations(patient: Patient) -> Iterator[Finding]:
    missing = migrations_missing()
    if missing:
        seen = f"{len(missing)} migrations are missing, the first is {missing[0]}"
        yield Finding("migrations", "ill", seen, "Run `coulisse migrate`.")
    else:
        yield Finding("migrations", "well", "The database is at this version.")


def clock(patient: Patient) -> Iterator[Finding]:
    """The database's clock against this machine's, and against the last fact that was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there: datetime = cursor.fetchone()[0]
    here = datetime.now(UTC)
    apart = abs(there - here)
    if apart > CLOCK_TOLERANCE:
        seen = f"The database's clock is {apart.total_seconds():.0f} s away from this machine's"
        yield Finding("clock", "ill", seen, "Set both clocks by the network (timedatectl set-ntp true).")
    else:
        yield Finding("clock", "well", "This machine and the database agree on the hour.")


def last_fact(patient: Patient) -> Iterator[Finding]:
    newest = Entry.objects.order_by("-at", "-id").values_list("at", flat=True).first()
    if newest is not None and newest > patient.at + CLOCK_TOLERANCE:
        seen = f"The newest line of the journal is of {newest:%d/%m/%Y %H:%M}, later than now"
        yield Finding("journal clock", "warning", seen, "The clock was wrong, or still is: check date and time.")


def worker(patient: Patient) -> Iterator[Finding]:
    seen_at = worker_seen_at()
    if seen_at is None:
        yield Finding("worker", "ill", "No worker has ever run.", "Run `coulisse worker` beside `coulisse serve`.")
    elif patient.at - seen_at > WORKER_SILENCE:
        seen = f"The worker was last seen at {seen_at:%d/%m/%Y %H:%M} UTC"
        yield Finding("worker", "ill", seen, "Start it again: `coulisse worker`. What is owed will leave then.")
    else:
        yield Finding("worker", "well", "The worker is running.")


def deliveries(patient: Patient) -> Iterator[Finding]:
    late = Delivery.objects.filter(delivered_at__isnull=True, entry__at__lt=patient.at - DELIVERY_PATIENCE)
    failing = sorted(set(late.exclude(error="").values_list("link", flat=True)))
    count = late.count()
    if count:
        seen = f"{count} facts wait to be delivered" + (f"; failing: {', '.join(failing)}" if failing else "")
        yield Finding(
            "facts", "ill", seen, "See the journal's deliveries page for the error, then press “Try again”."
        )
    else:
        yield Finding("facts", "well", "Every fact was delivered.")


def tokens(patient: Patient) -> Iterator[Finding]:
    expired = Invitation.objects.filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__lt=patient.at
    ).count()
    if expired:
        yield Finding(
            "tokens", "warning", f"{expired} invitations expired unanswered", "Invite again, or revoke them."
        )
    else:
        yield Finding("tokens", "well", "No token has expired.")


def letters(patient: Patient) -> Iterator[Finding]:
    state = mail_state(late_since=patient.at - DELIVERY_PATIENCE)
    if state.failed or state.unknown:
        seen = f"{state.failed} messages were refused, {state.unknown} have an unknown outcome"
        yield Finding(
            "letters", "ill", seen, "See the mail page: mend the address or the server, then send again."
        )
    if state.overdue:
        seen = f"{state.overdue} messages should have left already"
        yield Finding("letters", "ill", seen, "Start the worker: `coulisse worker`.")


def mailboxes(patient: Patient) -> Iterator[Finding]:
    """Each mailbox at work: when it was last read, whether its access still renews, the last thing that failed."""
    boxes = mailboxes_at_work()
    findings = [finding for box in boxes for finding in _mailbox(box, patient.at)]
    yield from findings
    if boxes and not findings:
        yield Finding("mailboxes", "well", f"Every mailbox at work is read and answers ({len(boxes)}).")


def _mailbox(box: MailboxHealth, at: datetime) -> Iterator[Finding]:
    page = "See the page of the mailbox, mend what it says, then press “Try it now”."
    if box.fetch_problem:
        read = f"last read on {box.fetched_at:%d/%m/%Y %H:%M} UTC" if box.fetched_at else "never read"
        yield Finding("mailboxes", "ill", f"{box.address} is not read: {box.fetch_problem}; {read}", page)
    elif box.never_read:
        yield Finding("mailboxes", "warning", f"{box.address} was never read", "Start the worker, or read it now.")
    elif box.receives and box.fetched_at is not None and at - box.fetched_at > MAILBOX_SILENCE:
        seen = f"{box.address} was last read on {box.fetched_at:%d/%m/%Y %H:%M} UTC"
        yield Finding("mailboxes", "ill", seen, "Start the worker: `coulisse worker`.")
    if box.send_problem:
        yield Finding("mailboxes", "ill", f"{box.address} does not send: {box.send_problem}", page)
    if box.needs_token:
        yield Finding("mailboxes", "ill", f"{box.address} cannot renew its access", "Sign in again on its page.")
    elif box.receives and box.token_until is not None and at - box.token_until > MAILBOX_SILENCE:
        seen = f"The access of {box.address} ran out on {box.token_until:%d/%m/%Y %H:%M} UTC and was not renewed"
        yield Finding("mailboxes", "ill", seen, page)


def mail(patient: Patient) -> Iterator[Finding]:
    if not letters_leave():
        seen = f"No mail server: letters are written to {settings.EMAIL_FILE_PATH}"
        yield Finding("mail", "warning", seen, "Set COULISSE_SMTP_URL=smtp+tls://user:password@host:587.")
        return
    try:
        server = get_connection(timeout=5)
        server.open()
        server.close()
    except (OSError, SMTPException) as error:
        yield Finding("mail", "ill", f"The mail server does not answer: {error}", "Check COULISSE_SMTP_URL.")
    else:
        yield Finding("mail", "well", "The mail server answers.")


def secure_address(patient: Patient) -> Iterator[Finding]:
    url: str = settings.PUBLIC_URL
    if not url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        yield Finding(
            "https",
            "warning",
            f"{url} is not HTTPS: passkeys, the camera and reading offline stay closed on phones",
            "Give `coulisse serve` a certificate, or put it behind a proxy, and set COULISSE_PUBLIC_URL.",
        )


def documents(patient: Patient) -> Iterator[Finding]:
    place = Path(settings.DOCUMENTS)
    place.mkdir(parents=True, exist_ok=True)
    if os.access(place, os.W_OK):
        yield Finding("documents", "well", f"Documents are kept in {place}")
    else:
        yield Finding(
            "documents", "ill", f"{place} cannot be written", "Give the folder to the user who runs Coulisse."
        )


def ledgers(patient: Patient) -> Iterator[Finding]:
    """Every chain of postings, walked from end to end."""
    broken = [(film.title, chain) for film in ledgers_kept() if not (chain := verify_chain(film)).holds]
    for title, chain in broken:
        yield Finding(
            "ledger",
            "ill",
            f"The books of {title} do not hold from posting no. {chain.broken_at}",
            "Somebody changed the table by hand: restore the last backup, and compare with the closed reports.",
        )
    if not broken:
        yield Finding("ledger", "well", "Every posting of the books carries the hash of the one before")


FIRST: Final[tuple[Check, ...]] = (disk, folder, documents, clock, migrations)
THEN: Final[tuple[Check, ...]] = (
    last_fact,
    worker,
    deliveries,
    tokens,
    letters,
    mailboxes,
    mail,
    secure_address,
    ledgers,
)
