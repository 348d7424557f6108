"""Somebody moves a publication, ties it to a broadcast or unties it; what is armed stays so if nothing forbids it.

What is tied keeps its tie when it is moved: it then stands at another distance from its broadcast.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.community.calendar.models import CalendarMove
from coulisse.desks.community.facts.calendar import PublicationMoved
from coulisse.desks.community.publishing.actions.publications import OPEN, NotNow
from coulisse.desks.community.publishing.guarding import may_publish
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.telling import about, tell
from coulisse.desks.community.publishing.ties import FARTHEST, minutes_after
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.links import Reason
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.kernel.times import to_brussels

STATE: Final = Publication.State
MOVABLE: Final = (*OPEN, STATE.ARMED)
HELD: Final = "moved.held"


class IsPast(ValueError):
    """Nothing is planned for a moment that is past."""


class IsCancelled(ValueError):
    """Nothing is tied to a broadcast that is not on the grid."""


class TooFar(ValueError):
    """More than sixty days from its broadcast, a publication is not about it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The publication as it stands now, and what holds it back at its new moment, if anything does."""

    row: Publication
    held_by: tuple[Reason, ...] = ()


@transaction.atomic
def move(*, publication: Publication, due_at: datetime, by: User, at: datetime, read_version: int) -> Moved:
    """Another moment. Raises `NotNow`, `StaleWrite`, `IsPast`, `TooFar`."""
    row = _locked(publication, read_version)
    if due_at <= at:
        raise IsPast(due_at.isoformat())
    offset = None
    if row.broadcast is not None:
        offset = minutes_after(row.broadcast, due_at)
        if abs(offset) > FARTHEST:
            raise TooFar(offset)
        due_at = row.broadcast.starts_at + timedelta(minutes=offset)
    return _place(row, due_at, row.broadcast, offset, by=by, at=at)


@transaction.atomic
def tie(
    *,
    publication: Publication,
    broadcast: Broadcast,
    offset_minutes: int,
    by: User,
    at: datetime,
    read_version: int,
) -> Moved:
    """So many minutes after the broadcast starts (negative: before). Raises as `move`, and `IsCancelled`."""
    row = _locked(publication, read_version)
    slot = Broadcast.objects.select_for_update(of=("self",)).select_related("programme").get(pk=broadcast.pk)
    if slot.state == Broadcast.State.CANCELLED:
        raise IsCancelled(slot.pk)
    if abs(offset_minutes) > FARTHEST:
        raise TooFar(offset_minutes)
    due_at = slot.starts_at + timedelta(minutes=offset_minutes)
    if due_at <= at:
        raise IsPast(due_at.isoformat())
    return _place(row, due_at, slot, offset_minutes, by=by, at=at)


@transaction.atomic
def untie(*, publication: Publication, by: User, at: datetime, read_version: int) -> Moved:
    """It stays where it is, whatever the grid does. Raises `NotNow`, `StaleWrite`."""
    row = _locked(publication, read_version)
    return _place(row, row.due_at, None, None, by=by, at=at)


@transaction.atomic
def note_seen(*, publication: Publication, by: User, at: datetime) -> int:
    """Somebody has looked at what the grid did to it. How many changes that were."""
    unseen = CalendarMove.objects.filter(publication=publication, seen_at__isnull=True)
    return unseen.update(seen_by=by, seen_at=at)


def _locked(publication: Publication, read_version: int) -> Publication:
    rows = Publication.objects.select_for_update(of=("self",)).select_related("account", "broadcast", "idea")
    row = rows.get(pk=publication.pk)
    if row.state not in MOVABLE:
        raise NotNow(row.state)
    if row.version != read_version:
        raise StaleWrite(row, [])
    return row


def _place(
    row: Publication,
    due_at: datetime,
    broadcast: Broadcast | None,
    offset: int | None,
    *,
    by: User,
    at: datetime,
) -> Moved:
    was_at = row.due_at
    row.due_at, row.broadcast, row.offset_minutes = due_at, broadcast, offset
    row.next_at, row.delays, row.late_told_at = None, 0, None
    held_by: tuple[Reason, ...] = ()
    if row.state == STATE.ARMED:
        answer = may_publish(row, at=at)
        if not answer.allowed:
            held_by = answer.reasons
            row.state, row.paused_why = STATE.PAUSED, HELD
    row.version += 1
    row.save(
        update_fields=[
            "due_at",
            "broadcast",
            "offset_minutes",
            "next_at",
            "delays",
            "late_told_at",
            "state",
            "paused_why",
            "version",
        ]
    )
    if due_at != was_at:
        _note(row, was_at, by=by, at=at)
    return Moved(row, held_by)


def _note(row: Publication, was_at: datetime, *, by: User, at: datetime) -> None:
    CalendarMove.objects.create(
        publication=row,
        kind=CalendarMove.Kind.BY_HAND,
        was_at=was_at,
        now_at=row.due_at,
        by=by,
        at=at,
        seen_by=by,
        seen_at=at,
    )
    moved = PublicationMoved(was=_clock(was_at), now=_clock(row.due_at), **about(row))
    tell(row, moved, at, by)


def _clock(moment: datetime) -> str:
    return f"{to_brussels(moment):%d/%m %H:%M}"
