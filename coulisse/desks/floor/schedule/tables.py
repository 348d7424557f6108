"""The day out of days, the cross table, the one-liner and the sets as a screen draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.utils.formats import date_format

from coulisse.desks.floor.schedule.plan_words import dates_in_words, look_of, why_of
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement
from coulisse.desks.floor.schedule.queries.board import tone_of
from coulisse.desks.floor.schedule.queries.plan_paper import number_of
from coulisse.desks.floor.schedule.queries.presence import Attendance
from coulisse.desks.floor.schedule.wording import day_name, heading, long_day
from coulisse.engines.daysout import CalendarDay, Cell, Reason, Row, Totals
from coulisse.papers.board import Board, Role, Strip, weekday_in_two_letters


@dataclass(frozen=True, slots=True)
class DayHead:
    """A column of a table: a date with its weekday and its number."""

    date: date
    weekday: str
    number: int
    kind: str
    opens_week: bool
    called: str


@dataclass(frozen=True, slots=True)
class DoodCell:
    code: str
    look: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class DoodRow:
    """A role with its codes; `released` tells of the days between which its contract lets it go."""

    number: str
    name: str
    actor: str
    is_minor: bool
    cells: tuple[DoodCell, ...]
    totals: Totals
    start: date | None
    finish: date | None
    released: str


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    columns: int


@dataclass(frozen=True, slots=True)
class DoodView:
    weeks: tuple[Week, ...]
    days: tuple[DayHead, ...]
    rows: tuple[DoodRow, ...]
    present: tuple[int, ...]
    extras: tuple[int, ...]
    totals: Totals

    @property
    def has_extras(self) -> bool:
        return any(self.extras)


def dood_view(attendance: Attendance, language: str, *, private: bool) -> DoodView:
    """The table with the reason of each code."""
    days = tuple(_head(one, language) for one in attendance.table.days)
    return DoodView(
        weeks=weeks_of([one.date for one in days]),
        days=days,
        rows=tuple(
            DoodRow(
                number_of(role) if role.number is not None else "",
                role.name,
                role.actor,
                is_minor=private and role.minor_age is not None,
                cells=tuple(_cell(cell, head) for cell, head in zip(row.cells, days, strict=True)),
                totals=row.totals,
                start=row.start,
                finish=row.finish,
                released=_released(row),
            )
            for role, row in zip(attendance.roles, attendance.table.rows, strict=True)
        ),
        present=tuple(one.work for one in attendance.table.per_day),
        extras=attendance.extras,
        totals=attendance.table.totals,
    )


def weeks_of(dates: Sequence[date]) -> tuple[Week, ...]:
    """The weeks of the calendar with their width in columns."""
    groups = groupby(dates, key=lambda one: one.isocalendar()[:2])
    return tuple(Week(week, len(list(group))) for (_year, week), group in groups)


def _head(one: CalendarDay, language: str) -> DayHead:
    called = f"{day_name(one.number, one.day)}, {long_day(one.day)}" if one.number else long_day(one.day)
    weekday = weekday_in_two_letters(one.day, language)
    return DayHead(one.day, weekday, one.number, str(one.kind), one.day.weekday() == 0, called)


def _cell(cell: Cell, head: DayHead) -> DoodCell:
    title = f"{head.called}: {why_of(cell.why)}" if cell.code or Reason.RELEASED in cell.why else ""
    return DoodCell(cell.code, look_of(cell.code), head.kind, title)


def _released(row: Row) -> str:
    """« 18/03 – 31/03, … »: from the day after a drop to the day before it is taken up again."""
    runs = groupby(row.cells, key=lambda cell: Reason.RELEASED in cell.why or Reason.COMPANY_OFF in cell.why)
    found = []
    for is_free, group in runs:
        cells = list(group)
        let_go = [cell.day for cell in cells if Reason.RELEASED in cell.why]
        if is_free and let_go:
            found.append(f"{dates_in_words([let_go[0]])}–{dates_in_words([let_go[-1]])}")
    return ", ".join(found)


@dataclass(frozen=True, slots=True)
class CrossStrip:
    """A column of the cross table."""

    inside: str
    heading: str
    tone: str
    set: str
    place: str
    scenes: str
    eighths: int
    extras: int
    opens_day: bool
    is_cancelled: bool
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class CrossDay:
    number: int
    name: str
    date: date
    weekday: str
    columns: int
    eighths: int
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class CrossRow:
    number: str
    name: str
    actor: str
    present: tuple[bool, ...]
    days: int


@dataclass(frozen=True, slots=True)
class CrossView:
    weeks: tuple[Week, ...]
    days: tuple[CrossDay, ...]
    strips: tuple[CrossStrip, ...]
    rows: tuple[CrossRow, ...]
    eighths: int


def cross_view(board: Board, language: str) -> CrossView:
    """Strips across, roles down: what the paper of the plan shows, from the same record (with joined strips)."""
    held = {day.number: _columns(board, day.number) for day in board.days}
    columns = [strip for strips in held.values() for strip in strips]
    return CrossView(
        weeks=weeks_of([day.day for day in board.days for _strip in held[day.number]]),
        days=tuple(
            CrossDay(
                day.number,
                day_name(day.number, day.day),
                day.day,
                weekday_in_two_letters(day.day, language),
                columns=len(held[day.number]),
                eighths=sum(strip.eighths for strip in held[day.number]),
                is_cancelled=any(strip.is_cancelled for strip in held[day.number]),
            )
            for day in board.days
        ),
        strips=tuple(columns),
        rows=tuple(_role(board, role, columns) for role in board.cast),
        eighths=sum(strip.eighths for strip in columns),
    )


EMPTY: Final = CrossStrip("", "", "", "", "", "", 0, 0, opens_day=True, is_cancelled=False, roles=frozenset())
"""The column of a day that holds nothing yet."""


def _columns(board: Board, number: int) -> list[CrossStrip]:
    strips = [strip for strip in board.strips_of(number) if not strip.banner]
    return [_column(strip, opens_day=place == 0) for place, strip in enumerate(strips)] or [EMPTY]


def _column(strip: Strip, *, opens_day: bool) -> CrossStrip:
    return CrossStrip(
        inside=strip.inside,
        heading=heading(strip.inside, strip.effect),
        tone=tone_of(strip.inside, strip.effect),
        set=strip.set_name,
        place=strip.place,
        scenes=", ".join(strip.scenes),
        eighths=strip.eighths,
        extras=strip.extras,
        opens_day=opens_day,
        is_cancelled=strip.cancelled,
        roles=frozenset(strip.roles),
    )


def _role(board: Board, role: Role, columns: Sequence[CrossStrip]) -> CrossRow:
    present = tuple(role.number in strip.roles for strip in columns)
    return CrossRow(role.number, role.name, role.actor, present, board.days_of(role))


@dataclass(frozen=True, slots=True)
class Line:
    """A strip in a list: on the one-liner of its day, or under its set."""

    day: str
    date: date
    number: str
    heading: str
    tone: str
    set: str
    synopsis: str
    place: str
    roles: str
    eighths: int
    seconds: int
    banner: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Strips under one head: a day or a set."""

    title: str
    detail: str
    lines: tuple[Line, ...]
    is_cancelled: bool = False

    @property
    def scenes(self) -> int:
        return sum(not line.banner for line in self.lines)

    @property
    def eighths(self) -> int:
        return sum(line.eighths for line in self.lines)


def one_liner_view(board: Board) -> tuple[Group, ...]:
    """The strips day by day."""
    return tuple(
        Group(
            day_name(day.number, day.day),
            long_day(day.day),
            tuple(_line(board, strip) for strip in board.strips_of(day.number)),
            is_cancelled=any(strip.cancelled for strip in board.strips_of(day.number)),
        )
        for day in board.days
    )


def sets_view(board: Board, sets: dict[str, list[Strip]]) -> tuple[Group, ...]:
    """The strips set by set, with the days on which each is shot."""
    return tuple(
        Group(
            name,
            " · ".join(dict.fromkeys(strip.place for strip in strips if strip.place)),
            tuple(_line(board, strip) for strip in strips),
        )
        for name, strips in sets.items()
    )


def _line(board: Board, strip: Strip) -> Line:
    on = next(day.day for day in board.days if day.number == strip.day)
    return Line(
        day=day_name(strip.day, on),
        date=on,
        number=", ".join(strip.scenes),
        heading=heading(strip.inside, strip.effect) if strip.inside else "",
        tone="" if strip.banner else tone_of(strip.inside, strip.effect),
        set=strip.set_name,
        synopsis=strip.synopsis,
        place=strip.place,
        roles=", ".join(strip.roles),
        eighths=strip.eighths,
        seconds=strip.seconds,
        banner=strip.banner,
        is_cancelled=strip.cancelled,
    )


def days_of(arrangement: Arrangement) -> tuple[str, ...]:
    """The names of the shot days, in order."""
    return tuple(
        day_name(day.number, day.date, day.unit) if day.number is not None else date_format(day.date, "d/m")
        for day in arrangement.shot_days
    )
