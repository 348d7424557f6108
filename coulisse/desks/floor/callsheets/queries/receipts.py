"""Who received which version: sent, bounced, opened, acknowledged."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.floor.callsheets.access import KIND
from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import Delivery, Revision
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.mailroom.models import Recipient, State
from coulisse.foundation.people.phones import shown
from coulisse.papers.call_sheet import own_call


@dataclass(frozen=True, slots=True)
class Line:
    """One person. `mail` is a state of the mailroom, empty where no letter was posted."""

    pk: int
    contact_id: int
    name: str
    job: str
    call: str
    language: str
    email: str
    phone: str
    phone_shown: str
    is_told: bool
    is_called: bool
    mail: str
    mail_words: str
    error: str
    opened_at: datetime | None
    acknowledged_at: datetime | None
    open_links: int

    @property
    def bounced(self) -> bool:
        return self.mail == State.FAILED

    @property
    def waits(self) -> bool:
        return self.is_told and self.acknowledged_at is None


@dataclass(frozen=True, slots=True)
class Receipts:
    """The table of one version."""

    lines: tuple[Line, ...]

    @property
    def told(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_told)

    @property
    def untouched(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_told)

    @property
    def acknowledged(self) -> int:
        return sum(line.acknowledged_at is not None for line in self.told)

    @property
    def bounced(self) -> tuple[Line, ...]:
        return tuple(line for line in self.told if line.bounced)

    @property
    def waiting(self) -> tuple[Line, ...]:
        return tuple(line for line in self.told if line.waits)

    @property
    def without_mail(self) -> tuple[Line, ...]:
        return tuple(line for line in self.told if not line.mail)


def receipts_of(revision: Revision, *, at: datetime) -> Receipts:
    """Everybody of a version, those who have not answered first, in three queries."""
    rows = list(revision.deliveries.order_by("pk"))
    letters = [row.letter_id for row in rows if row.letter_id]
    posted = {one.letter_id: one for one in Recipient.objects.filter(letter__in=letters)}
    links = Counter(
        GuestLink.objects.filter(
            kind=KIND, object_id__in=[row.pk for row in rows], revoked_at__isnull=True, expires_at__gt=at
        ).values_list("object_id", flat=True)
    )
    paper = sheet_of(revision.content)
    lines = [
        _line(row, posted.get(row.letter_id or 0), links[row.pk], own_call(paper, row.contact_id)) for row in rows
    ]
    return Receipts(tuple(sorted(lines, key=lambda line: (not line.bounced, not line.waits, line.pk))))


def _line(row: Delivery, posted: Recipient | None, links: int, own: object) -> Line:
    first = getattr(own, "call", None)
    elsewhere = getattr(own, "elsewhere", "")
    return Line(
        pk=row.pk,
        contact_id=row.contact_id,
        name=row.name,
        job=row.job,
        call=f"{first.hour:%H:%M}" if first else elsewhere,
        language=row.language,
        email=row.email,
        phone=row.phone,
        phone_shown=shown(row.phone) if row.phone else "",
        is_told=row.is_told,
        is_called=own is not None,
        mail=posted.state if posted else "",
        mail_words=str(posted.get_state_display()) if posted else "",
        error=posted.error if posted else "",
        opened_at=row.opened_at,
        acknowledged_at=row.acknowledged_at,
        open_links=links,
    )
