"""Publications tied to a broadcast, when the grid changes.

They keep their distance from its start. What would be wrong at the new hour (its text states the old one), too
late or too early (past, under embargo) stops and asks its author; what is out already is shown, to be looked at.
Each fact of the grid counts once for each publication; what is written follows the grid as it stands now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.community.calendar.asking import ask_the_author
from coulisse.desks.community.calendar.models import CalendarMove
from coulisse.desks.community.facts.calendar import (
    PublicationMovedWithGrid,
    PublicationOutAlready,
    PublicationStoppedByGrid,
)
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.telling import about, tell
from coulisse.engines.posttext import stated_hours
from coulisse.engines.statedday import states_day
from coulisse.foundation.grid.models import Broadcast
from coulisse.kernel.language import Language
from coulisse.kernel.times import to_brussels

STATE: Final = Publication.State
KIND: Final = CalendarMove.Kind
OUT: Final = (STATE.SENDING, STATE.SENT, STATE.UNKNOWN, STATE.CONFIRMED)
"""Left, or leaving: nothing of it can be taken back here."""
WAITING: Final = (STATE.ARMED, STATE.BY_HAND)
REASONS: Final = {
    KIND.STATED: "grid.stated",
    KIND.PAST: "grid.past",
    KIND.EMBARGO: "grid.embargo",
    KIND.CANCELLED: "grid.cancelled",
    KIND.BACK: "grid.back",
}
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Change:
    """What the grid did, to one publication: the source of it, the broadcast as it is now, and the moment."""

    source: str
    slot: Broadcast
    row: Publication
    at: datetime

    @property
    def new_at(self) -> datetime:
        return self.slot.starts_at + timedelta(minutes=self.row.offset_minutes or 0)

    @property
    def programme(self) -> str:
        return str(self.slot.programme)[:LONGEST]


@transaction.atomic
def follow(*, broadcast: int, was_starts_at: datetime, source: str, at: datetime) -> list[CalendarMove]:
    """The broadcast moved: what is tied to it moves along, or stops. Heard twice, it happens once."""
    return [
        move
        for change in _changes(broadcast, source, at)
        if change.slot.state == Broadcast.State.PLANNED
        if (move := _follow(change, was_starts_at)) is not None
    ]


@transaction.atomic
def stop(*, broadcast: int, source: str, at: datetime) -> list[CalendarMove]:
    """The broadcast is cancelled: everything tied to it that has not left stops. Heard twice, it happens once."""
    return [
        _stop(change, KIND.CANCELLED)
        for change in _changes(broadcast, source, at)
        if change.slot.state == Broadcast.State.CANCELLED
    ]


@transaction.atomic
def take_up(*, broadcast: int, source: str, at: datetime) -> list[CalendarMove]:
    """The broadcast is back, perhaps at another hour: nothing leaves before somebody has looked."""
    found = []
    for change in _changes(broadcast, source, at):
        if change.slot.state != Broadcast.State.PLANNED:
            continue
        if change.row.paused_why.startswith(REASONS[KIND.CANCELLED]):
            found.append(_stop(change, KIND.BACK))
        else:
            was = change.row.due_at - timedelta(minutes=change.row.offset_minutes or 0)
            move = _follow(change, was)
            found.extend([move] if move else [])
    return found


def _changes(broadcast: int, source: str, at: datetime) -> Iterator[Change]:
    slot = Broadcast.objects.select_related("programme").filter(pk=broadcast).first()
    if slot is None:
        return  # nothing can be tied to what is not there
    tied = Publication.objects.filter(broadcast=broadcast).exclude(state=STATE.CANCELLED)
    heard = CalendarMove.objects.filter(publication__broadcast=broadcast, source=source)
    known = set(heard.values_list("publication_id", flat=True))
    rows = tied.select_for_update(of=("self",)).select_related("account", "idea", "created_by")
    for row in rows.order_by("due_at", "pk"):
        if row.pk not in known:
            yield Change(source, slot, row, at)


def _follow(change: Change, was_starts_at: datetime) -> CalendarMove | None:
    said = _said(change, was_starts_at)
    if change.new_at == change.row.due_at and not said:
        return None  # its end moved, or the grid was put back before this was heard
    if change.row.state in OUT:
        return _stop(change, KIND.OUT)
    if said:
        return _stop(change, KIND.STATED, said)
    if change.row.state in WAITING:
        if change.new_at <= change.at:
            return _stop(change, KIND.PAST)
        if _under_embargo(change):
            return _stop(change, KIND.EMBARGO)
    return _move(change)


def _said(change: Change, was_starts_at: datetime) -> str:
    """The words that were true of the broadcast and are no longer; empty where the text states none."""
    was, now = to_brussels(was_starts_at), to_brussels(change.slot.starts_at)
    text = f"{change.row.warning}\n{change.row.text}"
    if was.time() != now.time():
        for hour in stated_hours(text, Language(change.row.language)):
            if was.time() in hour.times:
                return hour.words
    return states_day(text, was.date()) if was.date() != now.date() else ""


def _under_embargo(change: Change) -> bool:
    idea = change.row.idea
    return idea is not None and idea.not_before is not None and idea.not_before > change.new_at


def _move(change: Change) -> CalendarMove:
    row = change.row
    was_at = row.due_at
    _place(change)
    if row.state == STATE.BY_HAND and row.account.way == NetworkAccount.Way.BY_HAND and change.new_at > change.at:
        row.state = STATE.ARMED  # it was handed over at the old moment, and is again at the new one
    _save(row)
    moved = PublicationMovedWithGrid(
        programme=change.programme, was=_clock(was_at), now=_clock(row.due_at), **about(row)
    )
    tell(row, moved, change.at)
    return _note(change, KIND.MOVED, was_at)


def _stop(change: Change, kind: CalendarMove.Kind, said: str = "") -> CalendarMove:
    row = change.row
    was_at = row.due_at
    if kind == KIND.OUT or row.state in OUT:
        tell(row, PublicationOutAlready(programme=change.programme, **about(row)), change.at)
        ask_the_author(row, KIND.OUT, programme=change.programme, source=change.source, at=change.at)
        return _note(change, KIND.OUT, was_at)
    if kind != KIND.CANCELLED:
        _place(change)
    is_ours = not row.paused_why or row.paused_why.startswith("grid.")
    if row.state in WAITING or (row.state == STATE.PAUSED and is_ours):
        row.state = STATE.PAUSED
        row.paused_why = (REASONS[kind] + (f":{said}" if said else ""))[:LONGEST]
    _save(row)
    told = PublicationStoppedByGrid(programme=change.programme, effect=kind, **about(row))
    tell(row, told, change.at)
    ask_the_author(row, kind, programme=change.programme, source=change.source, at=change.at, said=said)
    return _note(change, kind, was_at, said)


def _place(change: Change) -> None:
    row = change.row
    row.due_at = change.new_at
    row.next_at, row.delays, row.late_told_at = None, 0, None


def _save(row: Publication) -> None:
    row.version += 1
    changed = ["due_at", "state", "paused_why", "next_at", "delays", "late_told_at", "version"]
    row.save(update_fields=changed)


def _note(change: Change, kind: CalendarMove.Kind, was_at: datetime, said: str = "") -> CalendarMove:
    return CalendarMove.objects.create(
        publication=change.row,
        kind=kind,
        source=change.source,
        programme=change.programme,
        was_at=was_at,
        now_at=change.row.due_at,
        detail=said[:120],
        at=change.at,
    )


def _clock(moment: datetime) -> str:
    return f"{to_brussels(moment):%d/%m %H:%M}"
