"""Delivery reports: which of our letters came back, and why. The report itself goes to the desk as well."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models.functions import Lower

from coulisse.formats.eml import DeliveryReport, Undelivered, read_message
from coulisse.formats.problems import Unreadable
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.facts import LetterBounced
from coulisse.foundation.mailroom.models import Mailbox, Recipient, State
from coulisse.foundation.mailroom.problems import one_line

HEADERS: Final = 16 * 1024
ROBOT: Final = re.compile(
    rb"multipart/report|^x-failed-recipients:|^return-path:\s*<>|^from:.*(?:mailer-daemon|postmaster)"
    rb"|^from:.*mail delivery"
    rb"|^subject:.*(?:undeliver|delivery (?:status|failure)|failure notice|non remis|onbestelbaar)",
    re.IGNORECASE | re.MULTILINE,
)
REPORTED_WITHIN: Final = timedelta(days=7)
"""Servers give up after five days (RFC 5321, 4.5.4.1)."""
CAN_COME_BACK: Final = (State.SENT, State.SENDING, State.UNKNOWN)


def looks_like_report(mail: bytes) -> bool:
    """Worth being read as one: nothing else is parsed twice."""
    head = mail[:HEADERS].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return ROBOT.search(head) is not None


def note_bounces(mailbox: Mailbox, mails: Sequence[bytes], *, at: datetime) -> int:
    """Mark the letters that these reports say did not arrive. Returns how many; call inside a transaction."""
    count = 0
    for mail in mails:
        try:
            report = read_message(mail).records.report
        except Unreadable:
            continue
        if report is not None:
            count += sum(
                _note(mailbox, report, failed, at) for failed in report.recipients if failed.action == "failed"
            )
    return count


def _note(mailbox: Mailbox, report: DeliveryReport, failed: Undelivered, at: datetime) -> bool:
    named = report.original_message_id
    recipient = _named(mailbox, named) if named else _addressed(mailbox, failed, at)
    if recipient is None:
        return False
    recipient.state, recipient.bounced_at = State.BOUNCED, at
    recipient.error = one_line(failed.diagnostic or failed.status or failed.action)[:300]
    recipient.save(update_fields=["state", "bounced_at", "error"])
    letter = recipient.letter
    announce(
        LetterBounced(letter_id=letter.pk, subject=letter.subject, address=recipient.address),
        by=None,
        at=at,
        about=letter,
        production=letter.production_id,
    )
    return True


def _named(mailbox: Mailbox, message_id: str) -> Recipient | None:
    """By the identifier of the letter that came back: each recipient has its own."""
    ours = Recipient.objects.select_for_update(of=("self",)).select_related("letter")
    return ours.filter(message_id=f"<{message_id}>", letter__mailbox=mailbox, state__in=CAN_COME_BACK).first()


def _addressed(mailbox: Mailbox, failed: Undelivered, at: datetime) -> Recipient | None:
    """By the address, where the report shows nothing of the letter: the last that left from this mailbox."""
    addresses = {failed.recipient.lower(), failed.original_recipient.lower()} - {""}
    ours = Recipient.objects.select_for_update(of=("self",)).select_related("letter")
    return (
        ours.annotate(low=Lower("address"))
        .filter(low__in=addresses, letter__mailbox=mailbox, state=State.SENT, sent_at__gt=at - REPORTED_WITHIN)
        .order_by("-id")
        .first()
    )
