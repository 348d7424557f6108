"""A board as the papers of the plan take it: the shooting plan, the one-liner, the sets, the day out of days."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.utils.translation import pgettext

from coulisse.desks.floor.schedule.models import Board, Day, Edit, Strip
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement, makers_of
from coulisse.desks.floor.schedule.queries.presence import Attendance
from coulisse.desks.floor.schedule.queries.rows import ElementRow, StripRow
from coulisse.kernel.times import to_brussels
from coulisse.papers import board as paper
from coulisse.papers.dood import Dood, Presence


def plan_of(arrangement: Arrangement, *, joined: bool = False) -> paper.Board:
    """The record of every paper of strips. `joined`: scenes that follow each other in one set share a strip.

    Two queries more than the arrangement: who made it, and when it was last changed.
    """
    board = arrangement.board
    return paper.Board(
        title=board.production.title,
        house=board.production.company.name,
        version=version_of(board),
        at=to_brussels(changed_at(board)),
        days=[paper.ShootingDay(arrangement.numbers[day.pk], day.date) for day in arrangement.shot_days],
        strips=[strip for day in arrangement.shot_days for strip in _strips(arrangement, day, joined=joined)],
        cast=[paper.Role(number_of(role), role.name, role.actor) for role in arrangement.roles],
        made_by=makers_of(board.production_id),
        change=board.change,
        replaces=f"v{board.based_on.number}" if board.based_on else "",
    )


def dood_of(arrangement: Arrangement, attendance: Attendance, *, private: bool) -> Dood:
    """The record of the table; who is a minor is told to those only who may know."""
    board = arrangement.board
    return Dood(
        title=board.production.title,
        house=board.production.company.name,
        version=version_of(board),
        at=to_brussels(changed_at(board)),
        table=attendance.table,
        roles=[
            Presence(number_of(role), role.name, role.actor, is_minor=private and role.minor_age is not None)
            for role in attendance.roles
        ],
        extras=attendance.extras if any(attendance.extras) else (),
        drop_after=attendance.drop_after,
        cancelled=attendance.cancelled,
    )


def number_of(role: ElementRow) -> str:
    """What a role goes by in a column; one without a number by its name."""
    return str(role.number) if role.number is not None else role.name


def version_of(board: Board) -> str:
    """« 8 »; a paper of a board that the shoot doesn't follow says so: « 9 (et si) »."""
    if board.state == Board.State.DRAFT:
        return pgettext("version of a plan", "%(number)s (what if)") % {"number": board.number}
    return str(board.number)


def changed_at(board: Board) -> datetime:
    """When the board became what it is: its last step, else its making."""
    last = Edit.objects.filter(board=board, revision=board.revision).order_by("-pk").first()
    if last is None:
        return board.made_at
    return last.undone_at or last.at


def _strips(arrangement: Arrangement, day: Day, *, joined: bool) -> Iterator[paper.Strip]:
    rows = [row for row in arrangement.rows.by_day.get(day.pk, ()) if not row.is_omitted]
    alike = groupby(rows, key=lambda row: _likeness(arrangement, row) if joined else row.pk)
    for place, (_key, found) in enumerate(alike):
        group = list(found)
        if group[0].kind == Strip.Kind.BANNER:
            yield from (paper.Strip(arrangement.numbers[day.pk], banner=row.text) for row in group)
        else:
            yield _strip(arrangement, day, group, note=day.note if place == 0 and joined else "")


def _likeness(arrangement: Arrangement, row: StripRow) -> tuple[object, ...]:
    """What two strips share when one column of the plan holds both."""
    if row.kind == Strip.Kind.BANNER:
        return (row.pk,)
    roles = tuple(role.pk for role in arrangement.roles_of(row))
    return (row.int_ext, row.effect, row.set, row.place_id, roles, row.note)


def _strip(arrangement: Arrangement, day: Day, rows: Sequence[StripRow], *, note: str) -> paper.Strip:
    one = rows[0]
    return paper.Strip(
        day=arrangement.numbers[day.pk],
        inside=one.int_ext,
        effect=one.effect,
        set_name=one.set,
        place=arrangement.place_name(one, day),
        scenes=tuple(row.number for row in rows),
        eighths=sum(row.eighths for row in rows),
        seconds=sum(row.seconds or 0 for row in rows),
        roles=tuple(number_of(role) for role in arrangement.roles_of(one)),
        extras=max(arrangement.extras.get(row.scene_id or 0, 0) for row in rows),
        synopsis=" ".join(row.synopsis for row in rows if row.synopsis),
        note=one.note or note,
        cancelled=day.cancelled_at is not None,
    )
