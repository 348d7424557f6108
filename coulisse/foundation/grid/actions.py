"""Bringing a file, putting it on the grid, tying a programme to a production."""

import hashlib
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.facts import (
    BroadcastCancelled,
    BroadcastMoved,
    BroadcastReinstated,
    GridImported,
    OneBroadcast,
    ProgrammeTied,
)
from coulisse.foundation.grid.imports import ReadGrid, read_file
from coulisse.foundation.grid.matching import Slot
from coulisse.foundation.grid.models import Broadcast, Channel, Episode, GridFile, Programme
from coulisse.foundation.grid.planning import ChannelPlan, Plan, plan_of
from coulisse.foundation.grid.searchable import findable
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import index
from coulisse.kernel.times import to_brussels

MOST_BYTES = 32 * 1024 * 1024


class AlreadyOnTheGrid(Exception):
    """This file was put on the grid before."""


class NothingToPut(Exception):
    """The file holds no slot that can be read."""


def bring(*, content: bytes, name: str, by: User, at: datetime) -> GridFile:
    """Keep a file to look at. Raises Unreadable or NothingToPut, and then keeps nothing."""
    read = read_file(content, name=name)
    if not read.slots:
        raise NothingToPut(name)
    return GridFile.objects.create(
        name=name[:240],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        brought_by=by,
        brought_at=at,
    )


def look(file: GridFile) -> Plan:
    """What the file would change now."""
    return plan_of(read_file(bytes(file.content), name=file.name))


def put_on_the_grid(file: GridFile, *, by: User, at: datetime) -> Plan:
    """Apply the file, all of it or nothing, and announce what moved. Raises AlreadyOnTheGrid."""
    read = read_file(bytes(file.content), name=file.name)
    with transaction.atomic():
        locked = GridFile.objects.select_for_update().get(pk=file.pk)
        if locked.applied_at is not None:
            raise AlreadyOnTheGrid(file.pk)
        channels = _channels(read)
        plan = plan_of(read)
        for one in plan.channels:
            _apply(one, channels[one.code], by=by, at=at)
        locked.applied_at, locked.counts = at, plan.counts
        locked.save(update_fields=["applied_at", "counts"])
        announce(
            GridImported(
                file_id=file.pk,
                file=file.name,
                added=plan.counts["added"],
                moved=plan.counts["moved"],
                cancelled=plan.counts["cancelled"],
            ),
            by=by,
            at=at,
            about=locked,
        )
    return plan


def tie(programme: Programme, *, production: Production | None, by: User, at: datetime) -> None:
    """Say that a programme of the grid is one of the house's productions, or is none."""
    with transaction.atomic():
        programme.production = production
        programme.save(update_fields=["production"])
        announce(
            ProgrammeTied(
                programme_id=programme.pk,
                programme=str(programme),
                production=production.title if production else "–",
            ),
            by=by,
            at=at,
            about=programme,
            production=production.pk if production else None,
        )


def _channels(read: ReadGrid) -> dict[str, Channel]:
    """The channels of the file, made where they are new, and locked so that two files take turns."""
    for code in read.slots:
        Channel.objects.get_or_create(code=code, defaults={"name": read.names.get(code, code)})
    rows = Channel.objects.select_for_update().filter(code__in=read.slots).order_by("pk")
    return {row.code: row for row in rows}


def _apply(plan: ChannelPlan, channel: Channel, *, by: User, at: datetime) -> None:
    programmes = _programmes(_slots(plan))
    episodes = _episodes(_slots(plan), programmes)
    rows = {row.pk: row for row in _rows(plan)}
    for slot in plan.pairing.new:
        Broadcast.objects.create(channel=channel, **_values(slot, programmes, episodes))
    for ours, slot in plan.pairing.kept:
        row = rows[ours.pk]
        was = (row.starts_at, row.ends_at)
        _write(row, slot, programmes, episodes)
        if ours.is_cancelled:
            _tell(BroadcastReinstated, row, by=by, at=at, now=_clock(slot.starts_at))
        elif was != (slot.starts_at, slot.ends_at):
            _tell_move(row, was, slot, by=by, at=at)
    for ours in plan.pairing.gone:
        row = rows[ours.pk]
        row.state = Broadcast.State.CANCELLED
        row.version += 1
        row.save(update_fields=["state", "version"])
        _tell(BroadcastCancelled, row, by=by, at=at, was=_clock(row.starts_at))


def _slots(plan: ChannelPlan) -> list[Slot]:
    return [*plan.pairing.new, *(slot for _ours, slot in plan.pairing.kept)]


def _rows(plan: ChannelPlan) -> list[Broadcast]:
    pks = [ours.pk for ours, _slot in plan.pairing.kept] + [ours.pk for ours in plan.pairing.gone]
    return list(Broadcast.objects.select_related("programme", "channel").filter(pk__in=pks))


def _programmes(slots: list[Slot]) -> dict[str, Programme]:
    """The programmes named by these slots; a new one is made, a title in a new language is added."""
    found = Programme.objects.in_bulk({slot.programme for slot in slots}, field_name="key")
    touched = []
    for slot in slots:
        programme = found.get(slot.programme)
        if programme is None:
            programme = Programme.objects.create(
                key=slot.programme, titles=dict(slot.titles), category=slot.category
            )
            found[slot.programme] = programme
            touched.append(programme.pk)
        elif missing := {code: text for code, text in slot.titles if code not in programme.titles}:
            programme.titles = {**programme.titles, **missing}
            programme.save(update_fields=["titles"])
            touched.append(programme.pk)
    index(findable(touched))
    return found


def _episodes(slots: list[Slot], programmes: dict[str, Programme]) -> dict[tuple[int, str], Episode]:
    rows = Episode.objects.filter(programme__in=programmes.values())
    found = {(row.programme_id, row.key): row for row in rows}
    for slot in slots:
        programme = programmes[slot.programme]
        if slot.episode and (programme.pk, slot.episode) not in found:
            found[programme.pk, slot.episode] = Episode.objects.create(
                programme=programme, key=slot.episode, titles=dict(slot.episode_titles)
            )
    return found


def _values(
    slot: Slot, programmes: dict[str, Programme], episodes: dict[tuple[int, str], Episode]
) -> dict[str, object]:
    programme = programmes[slot.programme]
    return {
        "programme": programme,
        "episode": episodes.get((programme.pk, slot.episode)),
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "is_repeat": slot.is_repeat,
        "state": Broadcast.State.PLANNED,
    }


def _write(
    row: Broadcast, slot: Slot, programmes: dict[str, Programme], episodes: dict[tuple[int, str], Episode]
) -> None:
    values = _values(slot, programmes, episodes)
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()


F = TypeVar("F", bound=OneBroadcast)


def _tell(fact: type[F], row: Broadcast, *, by: User, at: datetime, **details: str) -> None:
    announce(
        fact(
            broadcast_id=row.pk,
            programme_id=row.programme_id,
            channel=row.channel.name,
            programme=str(row.programme),
            **details,
        ),
        by=by,
        at=at,
        about=row,
        production=row.programme.production_id,
    )


def _tell_move(row: Broadcast, was: tuple[datetime, datetime], slot: Slot, *, by: User, at: datetime) -> None:
    _tell(
        BroadcastMoved,
        row,
        by=by,
        at=at,
        was_starts_at=was[0].isoformat(),
        was_ends_at=was[1].isoformat(),
        starts_at=slot.starts_at.isoformat(),
        ends_at=slot.ends_at.isoformat(),
        was=_clock(was[0]),
        now=_clock(slot.starts_at),
    )


def _clock(moment: datetime) -> str:
    return f"{to_brussels(moment):%d/%m %H:%M}"
