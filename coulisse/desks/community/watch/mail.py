"""Newsletters that come to a mailbox: what the mailroom calls with what it has fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.watch.models import WatchSource
from coulisse.desks.community.watch.said import Said, from_mail
from coulisse.desks.community.watch.taking import take
from coulisse.formats.eml import read_message
from coulisse.formats.problems import Unreadable
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class ReadNewsletters:
    """What became of a batch: how many finds, and the places of what nothing could be made of."""

    new: int
    unreadable: tuple[int, ...]


def read_newsletters(
    mailbox: Mailbox, mails: Sequence[bytes], *, at: datetime, is_spam: bool = False
) -> ReadNewsletters:
    """Each newsletter once, into the watch that the mailbox belongs to. Unwanted mail is left alone.

    A mailbox of a production feeds its workspace; one of the whole house every workspace that reads newsletters.
    """
    said: list[Said] = []
    refused = []
    for place, raw in enumerate(mails):
        try:
            mail = read_message(raw).records
        except Unreadable:
            refused.append(place)
            continue
        if mail.report is None and not is_spam:
            said.append(from_mail(mail))
    new = sum(take(source=one, said=said, at=at, covers=False).new for one in _sources(mailbox)) if said else 0
    return ReadNewsletters(new, tuple(refused))


def _sources(mailbox: Mailbox) -> Iterable[WatchSource]:
    letters = WatchSource.objects.filter(kind=WatchSource.Kind.NEWSLETTER, is_paused=False).order_by("pk")
    if not mailbox.production_id:
        return list(letters)
    production = Production.objects.select_related("client").get(pk=mailbox.production_id)
    home = Workspace(client=production.client) if production.client else Workspace(production=production)
    held = letters.filter(**home.values).first()
    return [
        held
        or WatchSource.objects.create(kind=WatchSource.Kind.NEWSLETTER, name=str(mailbox)[:120], **home.values)
    ]
