"""One mail, read, as the intake takes it: when it came, who wrote, what makes it the same one twice, whether a
robot wrote it.
"""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Final

from coulisse.desks.audience.intake.incoming import Incoming, IncomingFile
from coulisse.desks.audience.intake.models import Channel
from coulisse.formats.eml import Message as Mail
from coulisse.formats.eml.dates import moment
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production

ROBOTS: Final = frozenset(("auto-submitted", "empty-sender", "report", "robot", "auto-reply"))
"""Signs that a machine wrote it: kept, and never waiting for an answer. A list or a bulk mail may be a
person's."""
FORMS: Final = frozenset(("robot",))
"""A site's form writes from no-reply and gives its visitor in Reply-To: that is a person."""
CLOCKS: Final = timedelta(minutes=10)
"""By how much the clocks of two servers may differ."""
BELIEVED: Final = timedelta(days=30)
"""How old a mail may say it is where no server says when it came."""
EPOCH: Final = datetime(1995, 1, 1, tzinfo=UTC)
_SPAM_SCORE: Final = re.compile(r"^\s*yes\b", re.IGNORECASE)


def from_mail(
    mail: Mail,
    raw: bytes,
    *,
    mailbox: Mailbox | None,
    production: Production | None,
    at: datetime,
    is_archive: bool = False,
) -> Incoming:
    """One mail as the intake takes it; a report belongs to the thread of the letter that it is about.

    `is_archive`: it was answered elsewhere, however long ago.
    """
    sender = _writer(mail)
    reported = (mail.report.original_message_id,) if mail.report is not None else ()
    return Incoming(
        channel=Channel.MAIL,
        key=key_of(mail, raw),
        received_at=arrived(mail, at, believed=None if is_archive else BELIEVED),
        sent_at=mail.date,
        subject=mail.subject,
        text=mail.text,
        new_text=mail.new_text,
        name=sender[1],
        email=sender[0],
        production=production,
        mailbox=mailbox,
        language_hint=mailbox.language if mailbox is not None else "",
        message_id=mail.message_id,
        in_reply_to=" ".join(mail.in_reply_to),
        references=tuple(filter(None, (*mail.references, *reported))),
        raw=raw,
        attachments=tuple(IncomingFile(one.name, one.content) for one in mail.attachments),
        is_automatic=mail.is_automatic,
        to_answer=not is_archive and not _is_robot(mail),
        is_read=is_archive,
        is_spam=is_marked_as_spam(mail),
    )


def arrived(mail: Mail, at: datetime, *, believed: timedelta | None = BELIEVED) -> datetime:
    """When the house's own server took it, which the first `Received` says; else its date, if that can be so."""
    for name, value in mail.headers:
        if name.lower() == "received":
            taken = moment(value.rpartition(";")[2].strip())
            if taken is not None and EPOCH <= taken <= at + CLOCKS:
                return min(taken, at)
            break
    earliest = EPOCH if believed is None else at - believed
    if mail.date is not None and earliest <= mail.date <= at + CLOCKS:
        return min(mail.date, at)
    return at


def key_of(mail: Mail, raw: bytes) -> str:
    """What makes it the same mail in two mailboxes, and another where only the identifier was copied."""
    parts = (mail.message_id, mail.sender.key, mail.subject, " ".join(mail.text.split()))
    if not any(parts):
        return f"mail:{hashlib.sha256(raw).hexdigest()}"
    files = [hashlib.sha256(one.content).hexdigest() for one in mail.attachments]
    whole = "\0".join((*parts, *files)).encode("utf-8", "replace")
    return f"mail:{hashlib.sha256(whole).hexdigest()}"


def is_marked_as_spam(mail: Mail) -> bool:
    """Whether the house's own filter said so on the way in."""
    for name, value in mail.headers:
        low = name.lower()
        if low in {"x-spam-flag", "x-spam-status"} and _SPAM_SCORE.match(value):
            return True
        if low == "x-microsoft-antispam" and "SFV:SPM" in value:
            return True
    return False


def _writer(mail: Mail) -> tuple[str, str]:
    """Address and name of whoever wrote: where a form's robot sent it, whom it says to answer."""
    if "robot" in mail.automatic and mail.reply_to and mail.report is None:
        return mail.reply_to[0].address, mail.reply_to[0].name
    return mail.sender.address, mail.sender.name


def _is_robot(mail: Mail) -> bool:
    signs = ROBOTS.intersection(mail.automatic)
    if signs <= FORMS and mail.reply_to and mail.report is None:
        return False
    return bool(signs)
