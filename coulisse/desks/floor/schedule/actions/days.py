"""Days of a board: added, removed, put on another date, cancelled, swapped, numbered, set."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from coulisse.desks.floor.facts.schedule import (
    DayAdded,
    DayCancelled,
    DayChanged,
    DayRedated,
    DayReinstated,
    DayRemoved,
    DaysRenumbered,
    DaysSwapped,
)
from coulisse.desks.floor.schedule.actions.steps import GAP, Step, step_on
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact

CONTENT: Final = ("place_id", "call_at", "ready_at", "meal_at", "meal_minutes", "wrap_at", "most_eighths", "note")
"""What goes along when two days exchange what they hold; date, number and unit stay."""


class DateTaken(Exception):
    """The unit has a day on that date already."""


class DayAlreadyCancelled(Exception):
    """It is cancelled: nothing to do."""


class DayIsNotCancelled(Exception):
    """It stands: nothing to put back."""


class ReasonMissing(Exception):
    """A day isn't cancelled without a reason: the journal and the insurance want it."""


class SameDay(Exception):
    """A day isn't swapped with itself."""


def add_day(*, board: Board, values: Mapping[str, object], by: User, at: datetime) -> Day:
    """A new day; the shooting days are numbered anew. Raises DateTaken, BoardIsLocked, BoardIsPast."""
    with step_on(board, "day-added", by=by, at=at) as step:
        day = Day(board=step.board, **values)
        _refuse_taken(step, day.unit, day.date)
        step.add(day)
        number_days(step)
        told = DayAdded(
            board_id=step.board.pk, board=step.board.number, day_id=day.pk, day=day.date, unit=day.unit
        )
        _tell(step, told, day, by=by, at=at)
    return day


def remove_day(*, day: Day, read_version: int | None = None, by: User, at: datetime) -> None:
    """Take a day out of the calendar; its strips go to the reserve, in their order.

    Raises DayIsUsed, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    with step_on(day.board, "day-removed", by=by, at=at) as step:
        gone = step.day(day.pk, read_version=read_version)
        position = step.last_position(None)
        for strip in step.strips_of(gone.pk):
            position += GAP
            strip.day_id, strip.position = None, position
        step.remove(gone)
        number_days(step)
        told = DayRemoved(
            board_id=step.board.pk, board=step.board.number, day_id=gone.pk, day=gone.date, unit=gone.unit
        )
        _tell(step, told, gone, by=by, at=at)


def redate(*, day: Day, to: date, read_version: int | None = None, by: User, at: datetime) -> Day:
    """Put a day, with what it holds, on another date.

    Raises DateTaken, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    with step_on(day.board, "day-redated", by=by, at=at) as step:
        moved = step.day(day.pk, read_version=read_version, wanted={"date": to})
        if to != moved.date:
            _refuse_taken(step, moved.unit, to)
            before, moved.date = moved.date, to
            number_days(step)
            told = DayRedated(
                board_id=step.board.pk, board=step.board.number, day_id=moved.pk, before=before, day=to
            )
            _tell(step, told, moved, by=by, at=at)
    return moved


def change_day(
    *, day: Day, values: Mapping[str, object], read_version: int | None = None, by: User, at: datetime
) -> Day:
    """The settings of a day: unit, date, kind, place, hours, maximum, note.

    Raises DateTaken, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    with step_on(day.board, "day", by=by, at=at) as step:
        changed = step.day(day.pk, read_version=read_version, wanted=values)
        fields = tuple(name for name, value in values.items() if getattr(changed, name) != value)
        if {"unit", "date"} & set(fields):
            _refuse_taken(step, values.get("unit", changed.unit), values.get("date", changed.date))
        for name in fields:
            setattr(changed, name, values[name])
        if {"unit", "date", "kind"} & set(fields):
            number_days(step)
        if fields:
            told = DayChanged(
                board_id=step.board.pk,
                board=step.board.number,
                day_id=changed.pk,
                day=changed.date,
                fields=fields,
            )
            _tell(step, told, changed, by=by, at=at)
    return changed


def cancel_day(*, day: Day, reason: str, read_version: int | None = None, by: User, at: datetime) -> Day:
    """The day isn't shot. Its strips keep their place, hatched, until somebody moves them; its number stays.

    Raises ReasonMissing, DayAlreadyCancelled, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    if not reason.strip():
        raise ReasonMissing
    with step_on(day.board, "day-cancelled", by=by, at=at) as step:
        cancelled = step.day(day.pk, read_version=read_version)
        if cancelled.cancelled_at is not None:
            raise DayAlreadyCancelled(cancelled.pk)
        cancelled.cancelled_at, cancelled.cancelled_by_id = at, by.pk
        cancelled.cancelled_why = reason.strip()
        _tell(step, told_cancelled(step.board, cancelled), cancelled, by=by, at=at)
    return cancelled


def reinstate_day(*, day: Day, read_version: int | None = None, by: User, at: datetime) -> Day:
    """A cancelled day is shot after all.

    Raises DayIsNotCancelled, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    with step_on(day.board, "day-reinstated", by=by, at=at) as step:
        back = step.day(day.pk, read_version=read_version)
        if back.cancelled_at is None:
            raise DayIsNotCancelled(back.pk)
        back.cancelled_at, back.cancelled_by_id, back.cancelled_why = None, None, ""
        _tell(step, told_reinstated(step.board, back), back, by=by, at=at)
    return back


def swap_days(*, one: Day, other: Day, versions: Mapping[int, int] | None = None, by: User, at: datetime) -> None:
    """Two days exchange all they hold: strips, place, hours, maximum and note. Dates and numbers stay.

    Raises SameDay, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    if one.pk == other.pk:
        raise SameDay(one.pk)
    known = versions or {}
    with step_on(one.board, "days-swapped", by=by, at=at) as step:
        first = step.day(one.pk, read_version=known.get(one.pk))
        second = step.day(other.pk, read_version=known.get(other.pk))
        of_first, of_second = step.strips_of(first.pk), step.strips_of(second.pk)
        for strip in of_first:
            strip.day_id = second.pk
        for strip in of_second:
            strip.day_id = first.pk
        for name in CONTENT:
            held = getattr(first, name)
            setattr(first, name, getattr(second, name))
            setattr(second, name, held)
        told = DaysSwapped(
            board_id=step.board.pk,
            board=step.board.number,
            one_id=first.pk,
            other_id=second.pk,
            one=first.date,
            other=second.date,
        )
        _tell(step, told, first, by=by, at=at)


def renumber(*, board: Board, by: User, at: datetime) -> None:
    """Number the shooting days anew, unit by unit. Raises BoardIsLocked, BoardIsPast."""
    with step_on(board, "renumbered", by=by, at=at) as step:
        number_days(step)
        told = DaysRenumbered(board_id=step.board.pk, board=step.board.number, days=len(step.days))
        announce(told, by=by, at=at, about=step.board, production=step.board.production_id, desk=Desk.FLOOR)


def number_days(step: Step) -> None:
    """J1, J2 … over the shooting days of each unit in order of dates, a cancelled one included."""
    counted: Counter[str] = Counter()
    for day in sorted(step.days.values(), key=lambda day: (day.date, day.pk)):
        if day.kind == Day.Kind.SHOOT:
            counted[day.unit] += 1
            day.number = counted[day.unit]
        else:
            day.number = None


def told_cancelled(board: Board, day: Day) -> DayCancelled:
    return DayCancelled(
        board_id=board.pk,
        board=board.number,
        day_id=day.pk,
        day=day.date,
        number=day.number,
        unit=day.unit,
        place_id=day.place_id,
        reason=day.cancelled_why,
        is_approved=board.state == Board.State.APPROVED,
    )


def told_reinstated(board: Board, day: Day) -> DayReinstated:
    return DayReinstated(
        board_id=board.pk,
        board=board.number,
        day_id=day.pk,
        day=day.date,
        number=day.number,
        unit=day.unit,
        is_approved=board.state == Board.State.APPROVED,
    )


def _refuse_taken(step: Step, unit: object, on: object) -> None:
    if any(day.unit == unit and day.date == on for day in step.days.values()):
        raise DateTaken(on)


def _tell(step: Step, happened: Fact, day: Day, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=day, production=step.board.production_id, desk=Desk.FLOOR)
