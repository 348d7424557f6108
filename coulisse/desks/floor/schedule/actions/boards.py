"""Boards: the first one made from the script, copies to try things on, the one that the shoot follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.floor.facts.schedule import (
    BoardApproved,
    BoardCopied,
    BoardCreated,
    BoardLocked,
    BoardSettingsChanged,
    BoardUnlocked,
    OfBoard,
)
from coulisse.desks.floor.schedule.actions.steps import (
    DAY_FIELDS,
    GAP,
    STRIP_FIELDS,
    BoardIsPast,
    count_revision,
)
from coulisse.desks.floor.schedule.actions.strips import strip_of_scene
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.script.models import Scene
from coulisse.engines.stripboard.first_board import FirstScene, first_board, shooting_dates
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.versions import differences_of
from coulisse.foundation.productions.models import Production

NIGHTS: Final = frozenset({Scene.Effect.NIGHT, Scene.Effect.EVENING})


class NoScenes(Exception):
    """The production has no scene: take the screenplay in first."""


class AlreadyApproved(Exception):
    """The board is the one that the shoot follows."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What somebody types to have a first board made."""

    first_day: date
    days: int
    weekends_off: bool = True
    holidays_off: bool = True
    most_eighths: int = 28
    call_at: time | None = None
    ready_at: time | None = None
    meal_at: time | None = None
    wrap_at: time | None = None


def create_board(*, production: Production, calendar: Calendar, name: str = "", by: User, at: datetime) -> Board:
    """A board laid by place, light and set on the working days of a calendar.

    Raises NoScenes, engines.stripboard.first_board.NoDays, NoRoomInADay.
    """
    scenes = list(
        Scene.objects.filter(production=production, omitted_at__isnull=True)
        .select_related("set__place")
        .defer("paragraphs")
        .order_by("order", "pk")
    )
    if not scenes:
        raise NoScenes(production.pk)
    dates = shooting_dates(
        calendar.first_day,
        calendar.days,
        weekends_off=calendar.weekends_off,
        holidays_off=calendar.holidays_off,
    )
    laid = first_board([_first(scene) for scene in scenes], days=len(dates), most_eighths=calendar.most_eighths)
    with transaction.atomic():
        board = next_board(production, name=name, by=by, at=at)
        days = _days(board, dates, calendar)
        by_id = {str(scene.pk): scene for scene in scenes}
        _lay(board, [*zip(days, laid.days, strict=True), (None, laid.reserve)], by_id)
        places_of(board)
        _tell(
            BoardCreated(board_id=board.pk, board=board.number, days=len(days), scenes=len(scenes)),
            board,
            by=by,
            at=at,
        )
    return board


def copy_board(*, board: Board, name: str = "", change: str = "", by: User, at: datetime) -> Board:
    """« What if »: the next number, with a calendar and strips of its own."""
    with transaction.atomic():
        copy = next_board(board.production, name=name, by=by, at=at, based_on=board, change=change)
        days: dict[int, Day] = {}
        for day in board.days.order_by("date", "unit", "pk"):
            days[day.pk] = Day(board=copy, **{field: getattr(day, field) for field in DAY_FIELDS})
        Day.objects.bulk_create(days.values())
        strips = []
        for strip in board.strips.order_by("position", "pk"):
            values = {field: getattr(strip, field) for field in STRIP_FIELDS}
            values["day_id"] = days[strip.day_id].pk if strip.day_id else None
            strips.append(Strip(board=copy, **values))
        Strip.objects.bulk_create(strips)
        told = BoardCopied(board_id=copy.pk, board=copy.number, source_id=board.pk, source=board.number)
        _tell(told, copy, by=by, at=at)
    return copy


def approve(*, board: Board, by: User, at: datetime) -> Board:
    """The shoot follows this board from now on; the one before is history. Raises AlreadyApproved, BoardIsPast."""
    with transaction.atomic():
        fresh = _locked(board)
        if fresh.state == Board.State.APPROVED:
            raise AlreadyApproved(fresh.number)
        if fresh.state == Board.State.PAST:
            raise BoardIsPast(fresh.number)
        before = (
            Board.objects.select_for_update()
            .filter(production_id=fresh.production_id, state=Board.State.APPROVED)
            .first()
        )
        if before is not None:
            before.state = Board.State.PAST
            before.save(update_fields=["state"])
        fresh.state, fresh.approved_by, fresh.approved_at = Board.State.APPROVED, by, at
        fresh.save(update_fields=["state", "approved_by", "approved_at"])
        count_revision(fresh)
        told = BoardApproved(
            board_id=fresh.pk,
            board=fresh.number,
            replaced_id=before.pk if before else None,
            replaced=before.number if before else None,
        )
        _tell(told, fresh, by=by, at=at)
    return fresh


def lock(*, board: Board, by: User, at: datetime) -> Board:
    """Nobody changes it until it is unlocked. Locking twice changes nothing."""
    with transaction.atomic():
        fresh = _locked(board)
        if fresh.locked_at is None:
            fresh.locked_at, fresh.locked_by = at, by
            fresh.save(update_fields=["locked_at", "locked_by"])
            count_revision(fresh)
            _tell(BoardLocked(board_id=fresh.pk, board=fresh.number), fresh, by=by, at=at)
    return fresh


def unlock(*, board: Board, by: User, at: datetime) -> Board:
    """It may be changed again. Unlocking twice changes nothing."""
    with transaction.atomic():
        fresh = _locked(board)
        if fresh.locked_at is not None:
            fresh.locked_at, fresh.locked_by = None, None
            fresh.save(update_fields=["locked_at", "locked_by"])
            count_revision(fresh)
            _tell(BoardUnlocked(board_id=fresh.pk, board=fresh.number), fresh, by=by, at=at)
    return fresh


def change_board(
    *, board: Board, values: Mapping[str, object], read_version: int, by: User, at: datetime
) -> Board:
    """Name, what changes, prices. Raises StaleWrite."""
    with transaction.atomic():
        fields = tuple(one.field for one in differences_of(board, values))
        written = board.write(values, read_version=read_version)
        if fields:
            told = BoardSettingsChanged(board_id=written.pk, board=written.number, fields=fields)
            _tell(told, written, by=by, at=at)
    return written


def _first(scene: Scene) -> FirstScene:
    place = scene.set.place
    return FirstScene(
        id=str(scene.pk),
        eighths=scene.eighths,
        place=str(place.pk) if place else "",
        set=str(scene.set_id),
        is_night=scene.effect in NIGHTS,
        is_exterior=scene.int_ext != Scene.IntExt.INT,
    )


def next_board(
    production: Production,
    *,
    name: str,
    by: User,
    at: datetime,
    based_on: Board | None = None,
    change: str = "",
) -> Board:
    """The production's row is locked, so that two boards made at once have two numbers."""
    Production.objects.select_for_update().get(pk=production.pk)
    last = Board.objects.filter(production=production).aggregate(last=Max("number"))["last"]
    return Board.objects.create(
        production=production,
        number=(last or 0) + 1,
        name=name,
        based_on=based_on,
        change=change,
        prices=dict(based_on.prices) if based_on else {},
        made_by=by,
        made_at=at,
    )


def _days(board: Board, dates: Sequence[date], calendar: Calendar) -> list[Day]:
    return Day.objects.bulk_create(
        Day(
            board=board,
            date=on,
            number=number,
            call_at=calendar.call_at,
            ready_at=calendar.ready_at,
            meal_at=calendar.meal_at,
            wrap_at=calendar.wrap_at,
            most_eighths=calendar.most_eighths,
        )
        for number, on in enumerate(dates, start=1)
    )


def _lay(board: Board, laid: Sequence[tuple[Day | None, tuple[str, ...]]], scenes: Mapping[str, Scene]) -> None:
    Strip.objects.bulk_create(
        strip_of_scene(board, scenes[scene], GAP * position, day=day)
        for day, held in laid
        for position, scene in enumerate(held, start=1)
    )


def places_of(board: Board) -> None:
    """A day is at the place where most of its pages are shot."""
    days = []
    for day in board.days.prefetch_related("strips__scene__set"):
        pages: dict[int, int] = {}
        for strip in day.strips.all():
            place = strip.scene.set.place_id if strip.scene else None
            if place is not None:
                pages[place] = pages.get(place, 0) + strip.eighths
        if pages:
            day.place_id = max(pages, key=lambda place: pages[place])
            days.append(day)
    Day.objects.bulk_update(days, ["place"])


def _locked(board: Board) -> Board:
    return Board.objects.select_for_update(of=("self",)).select_related("production").get(pk=board.pk)


def _tell(happened: OfBoard, board: Board, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=board, production=board.production_id, desk=Desk.FLOOR)
