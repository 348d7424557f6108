"""From the bytes of a mailbox to conversations: what the mailroom calls with what it has fetched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.incoming import Received
from coulisse.desks.audience.intake.incoming_mail import from_mail
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.formats.eml import Message as Mail
from coulisse.formats.eml import read_message
from coulisse.formats.problems import Unreadable
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class ReadMails:
    """What became of a batch: nothing at all, or more than a mail may have, is counted and left."""

    received: Received
    unreadable: tuple[int, ...]
    """Places in the batch of what was refused."""


def read_mails(mailbox: Mailbox, mails: Sequence[bytes], *, at: datetime, is_spam: bool = False) -> ReadMails:
    """Take the mails of one mailbox in, each once whatever mailbox it comes by and however often.

    `is_spam`: they lay in its folder of unwanted mail. What a report says of an address is noted on it;
    what it says
    of a letter of ours the mailroom has noted before.
    """
    incoming, refused = [], []
    gone: set[str] = set()
    production = _production(mailbox)
    for place, raw in enumerate(mails):
        try:
            mail = read_message(raw).records
        except Unreadable:
            refused.append(place)
            continue
        gone |= _came_back(mail)
        one = from_mail(mail, raw, mailbox=mailbox, production=production, at=at)
        incoming.append(replace(one, is_spam=True) if is_spam else one)
    if gone:
        WriterAddress.objects.filter(kind=WriterAddress.Kind.EMAIL, key__in=gone).update(bounced_at=at)
    return ReadMails(receive(incoming, by=None, at=at), tuple(refused))


def _came_back(mail: Mail) -> set[str]:
    """Addresses that a report gives up for good."""
    if mail.report is None:
        return set()
    return {one.recipient.casefold() for one in mail.report.recipients if one.is_permanent and one.recipient}


def _production(mailbox: Mailbox) -> Production | None:
    return Production.objects.filter(pk=mailbox.production_id).first() if mailbox.production_id else None
