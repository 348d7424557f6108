"""A schedule of Movie Magic made into a « what if »: its days, its order, its lengths."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from coulisse.desks.floor.facts.schedule import BoardImported
from coulisse.desks.floor.schedule.actions.boards import next_board, places_of
from coulisse.desks.floor.schedule.actions.steps import GAP
from coulisse.desks.floor.schedule.actions.strips import MINUTES_AN_EIGHTH, PARTS
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.movie_magic import key_of, scenes_by_key
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

LONGEST_CHANGE = 300


class BoardAlreadyMade(Exception):
    """The same reading was made into a board before; `board` is its key."""

    def __init__(self, board: int) -> None:
        super().__init__(board)
        self.board = board


class NothingToPlace(Exception):
    """No day with a date holds a scene of the production."""


@dataclass(frozen=True, slots=True)
class PlannedStrip:
    """Scenes by number, as the schedule writes them; eighths None where it doesn't say."""

    scenes: tuple[str, ...]
    eighths: int | None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    number: int | None
    on: date
    strips: tuple[PlannedStrip, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    scene: Scene
    eighths: int
    on: date


def board_from_schedule(
    *, production: Production, days: Sequence[PlannedDay], file: str, change: str, read_at: datetime, by: User
) -> Board:
    """The next board, made at the moment when the file was read: that moment tells one reading from another.

    Scenes that no day holds wait in the reserve, in the order of the story. Raises BoardAlreadyMade,
    NothingToPlace.
    """
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=production.pk)
        standing = Board.objects.filter(production=production, made_by=by, made_at=read_at).first()
        if standing is not None:
            raise BoardAlreadyMade(standing.pk)
        scenes = scenes_by_key(production)
        placed = list(_placed(days, scenes))
        if not placed:
            raise NothingToPlace
        board = next_board(production, name="Movie Magic", change=change[:LONGEST_CHANGE], by=by, at=read_at)
        rows = _days(board, days)
        held = {one.scene.pk for one in placed}
        reserve = [scene for scene in scenes.values() if scene.pk not in held]
        Strip.objects.bulk_create([*_strips(board, placed, rows), *_waiting(board, reserve)])
        places_of(board)
        told = BoardImported(board_id=board.pk, board=board.number, days=len(rows), scenes=len(held), file=file)
        announce(told, by=by, at=read_at, about=board, production=production.pk, desk=Desk.FLOOR)
    return board


def _days(board: Board, days: Sequence[PlannedDay]) -> dict[date, Day]:
    """One row a date: two days of one date are one."""
    numbers: dict[date, int | None] = {}
    for day in days:
        numbers.setdefault(day.on, day.number)
    counted = enumerate(sorted(numbers.items()), start=1)
    rows = Day.objects.bulk_create(Day(board=board, date=on, number=number or at) for at, (on, number) in counted)
    return {row.date: row for row in rows}


def _placed(days: Sequence[PlannedDay], scenes: Mapping[str, Scene]) -> Iterator[_Placed]:
    """Each known scene of each strip; a length stated for several is the scenes' own, the last has the rest."""
    for day in days:
        for strip in day.strips:
            known = [scenes[key] for key in dict.fromkeys(map(key_of, strip.scenes)) if key in scenes]
            left = strip.eighths
            for at, scene in enumerate(known, start=1):
                is_whole = len(known) == len(strip.scenes) and at == len(known)
                eighths = left if left is not None and is_whole and left > 0 else scene.eighths
                left = left - eighths if left is not None else None
                yield _Placed(scene, eighths, day.on)


def _strips(board: Board, placed: Sequence[_Placed], rows: Mapping[date, Day]) -> Iterator[Strip]:
    """A scene on several strips comes in parts, a, b …"""
    times: dict[int, int] = {}
    for one in placed:
        times[one.scene.pk] = times.get(one.scene.pk, 0) + 1
    begun: dict[int, int] = {}
    for position, one in enumerate(placed, start=1):
        nth = begun.get(one.scene.pk, 0)
        begun[one.scene.pk] = nth + 1
        yield Strip(
            board=board,
            scene=one.scene,
            part=_part(nth) if times[one.scene.pk] > 1 else "",
            eighths=one.eighths,
            minutes=_minutes(one),
            day=rows[one.on],
            position=GAP * position,
        )


def _part(nth: int) -> str:
    """a … z, then aa, ab …: as many as a file may ask for."""
    first, last = divmod(nth, len(PARTS))
    return f"{PARTS[(first - 1) % len(PARTS)]}{PARTS[last]}" if first else PARTS[last]


def _minutes(one: _Placed) -> int:
    """The scene's estimate, as far as its length is on this strip; without one, what the length makes likely."""
    if one.scene.minutes is None or not one.scene.eighths:
        return one.eighths * MINUTES_AN_EIGHTH
    return one.scene.minutes * one.eighths // one.scene.eighths


def _waiting(board: Board, scenes: Sequence[Scene]) -> Iterator[Strip]:
    for position, scene in enumerate(scenes, start=1):
        minutes = scene.minutes if scene.minutes is not None else scene.eighths * MINUTES_AN_EIGHTH
        yield Strip(board=board, scene=scene, eighths=scene.eighths, minutes=minutes, position=GAP * position)
