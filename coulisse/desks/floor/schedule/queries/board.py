"""A whole board as the screen draws it: days with their strips, the reserve, the lights, and the totals.

Each day carries a `mark`, a short digest of all that is drawn of it. The page tells which marks it holds, and is
sent only the days that differ: after one's own move, after somebody else's, or when an actor fell ill meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zlib import crc32

from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.days import totals_by_unit
from coulisse.desks.floor.schedule.queries.flags import Flag, Level, flags_of
from coulisse.desks.floor.schedule.queries.rows import BoardRows, ElementRow, StripRow, rows_of
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.productions.models import Production

MOST_SLOTS: Final = 24
"""Roles that have a column of their own; those beyond it share the last one."""
RESERVE: Final = 0
"""What the reserve is called where days have their key."""
DARK: Final = frozenset({Scene.Effect.NIGHT})
BETWEEN: Final = frozenset({Scene.Effect.DAWN, Scene.Effect.DUSK, Scene.Effect.EVENING})


@dataclass(frozen=True, slots=True)
class Slot:
    """A role in its column. `is_red`: something is in the way of this role in this strip."""

    element: int
    column: int
    number: int | None
    name: str
    is_red: bool


@dataclass(frozen=True, slots=True)
class StripView:
    """One line of the board. `tone` is its colour: ij, ej, in, en, du; a banner has none."""

    pk: int
    version: int
    kind: str
    scene_id: int | None
    number: str
    part: str
    int_ext: str
    effect: str
    tone: str
    set: str
    synopsis: str
    text: str
    note: str
    eighths: int
    minutes: int
    slots: tuple[Slot, ...]
    more: tuple[int, ...]
    """Roles without a column of their own."""
    is_omitted: bool
    is_red: bool

    @property
    def is_banner(self) -> bool:
        return self.kind == Strip.Kind.BANNER


@dataclass(frozen=True, slots=True)
class DayView:
    """A day with its strips; its break is drawn after them."""

    pk: int
    version: int
    number: int | None
    date: date
    unit: str
    kind: str
    place: str
    most_eighths: int | None
    note: str
    is_cancelled: bool
    why: str
    strips: tuple[StripView, ...]
    flags: tuple[Flag, ...]

    @property
    def scenes(self) -> int:
        return sum(not strip.is_banner for strip in self.strips)

    @property
    def eighths(self) -> int:
        return sum(strip.eighths for strip in self.strips if not strip.is_omitted)

    @property
    def minutes(self) -> int:
        return sum(strip.minutes for strip in self.strips if not strip.is_omitted)

    @property
    def is_shoot(self) -> bool:
        return self.kind == Day.Kind.SHOOT

    @property
    def loud(self) -> tuple[Flag, ...]:
        """The lights that the break names; what is only to be known stays in the inspector."""
        return tuple(flag for flag in self.flags if flag.level is not Level.INFO)

    @property
    def mark(self) -> str:
        return f"{crc32(repr(self).encode()):08x}"


@dataclass(frozen=True, slots=True)
class Reserve:
    """What waits for a day: strips that nobody placed, or took out."""

    strips: tuple[StripView, ...]

    @property
    def scenes(self) -> int:
        return sum(not strip.is_banner and not strip.is_omitted for strip in self.strips)

    @property
    def eighths(self) -> int:
        return sum(strip.eighths for strip in self.strips if not strip.is_omitted)

    @property
    def mark(self) -> str:
        return f"{crc32(repr(self).encode()):08x}"


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """Another board of the same production, in the menu."""

    pk: int
    number: int
    name: str
    state: str
    is_locked: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole board."""

    pk: int
    version: int
    production_id: int
    number: int
    name: str
    state: str
    revision: int
    is_locked: bool
    change: str
    roles: tuple[ElementRow, ...]
    days: tuple[DayView, ...]
    reserve: Reserve
    totals: Mapping[str, int]
    """By unit: how many days are shot."""

    @property
    def may_change(self) -> bool:
        return not self.is_locked and self.state != Board.State.PAST

    @property
    def columns(self) -> int:
        return max(min(len(self.roles), MOST_SLOTS), 7)

    @property
    def eighths(self) -> int:
        return sum(day.eighths for day in self.days) + self.reserve.eighths

    @property
    def placed_eighths(self) -> int:
        return sum(day.eighths for day in self.days)

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def scenes(self) -> int:
        return sum(day.scenes for day in self.days)

    @property
    def shooting_days(self) -> int:
        return sum(day.is_shoot for day in self.days)

    @property
    def red_days(self) -> tuple[DayView, ...]:
        return tuple(day for day in self.days if any(flag.is_red for flag in day.flags))

    @property
    def marks(self) -> dict[int, str]:
        return {**{day.pk: day.mark for day in self.days}, RESERVE: self.reserve.mark}

    def day(self, pk: int) -> DayView | None:
        return next((day for day in self.days if day.pk == pk), None)

    def strip(self, pk: int) -> tuple[StripView, DayView | None] | None:
        """A strip, and its day unless it is in reserve."""
        for day in self.days:
            for strip in day.strips:
                if strip.pk == pk:
                    return strip, day
        return next(((strip, None) for strip in self.reserve.strips if strip.pk == pk), None)


def board_view(board: Board) -> BoardView:
    """The whole board, in a constant number of queries."""
    return view_of(rows_of(board))


def view_of(rows: BoardRows) -> BoardView:
    """The board as it is drawn, from rows already read."""
    board, flags = rows.board, flags_of(rows)
    by_day: dict[int, list[Flag]] = defaultdict(list)
    for flag in flags:
        by_day[flag.day_id].append(flag)
    columns = {role.pk: place for place, role in enumerate(rows.roles[:MOST_SLOTS], start=1)}
    red = red_pairs(flags)
    return BoardView(
        pk=board.pk,
        version=board.version,
        production_id=board.production_id,
        number=board.number,
        name=board.name,
        state=board.state,
        revision=board.revision,
        is_locked=board.locked_at is not None,
        change=board.change,
        roles=rows.roles,
        days=tuple(
            _day(day, rows.by_day.get(day.pk, []), rows, columns, red, tuple(by_day[day.pk])) for day in rows.days
        ),
        reserve=Reserve(tuple(_strip(strip, rows, columns, red) for strip in rows.by_day.get(None, []))),
        totals=totals_by_unit(rows.days),
    )


def red_pairs(flags: Iterable[Flag]) -> dict[int, set[int]]:
    """For each strip that a red light bars: the elements that it is about."""
    found: dict[int, set[int]] = defaultdict(set)
    for flag in flags:
        if flag.is_red:
            for strip in flag.strips:
                found[strip].update(flag.elements)
    return found


def boards_of(production: Production) -> list[BoardChoice]:
    """The menu of boards, the newest first."""
    rows = Board.objects.filter(production=production).order_by("-number")
    return [
        BoardChoice(pk, number, name, state, is_locked=locked_at is not None)
        for pk, number, name, state, locked_at in rows.values_list("pk", "number", "name", "state", "locked_at")
    ]


def tone_of(int_ext: str, effect: str) -> str:
    """The trade's colour: white, yellow, blue, green, and peach for the hours between day and night."""
    if effect in BETWEEN:
        return "du"
    side = "i" if int_ext == Scene.IntExt.INT else "e"
    return f"{side}{'n' if effect in DARK else 'j'}"


def _day(
    day: Day,
    strips: Sequence[StripRow],
    rows: BoardRows,
    columns: Mapping[int, int],
    red: Mapping[int, set[int]],
    flags: tuple[Flag, ...],
) -> DayView:
    return DayView(
        pk=day.pk,
        version=day.version,
        number=day.number,
        date=day.date,
        unit=day.unit,
        kind=day.kind,
        place=day.place.name if day.place else "",
        most_eighths=day.most_eighths,
        note=day.note,
        is_cancelled=day.cancelled_at is not None,
        why=day.cancelled_why,
        strips=tuple(_strip(strip, rows, columns, red) for strip in strips),
        flags=flags,
    )


def _strip(strip: StripRow, rows: BoardRows, columns: Mapping[int, int], red: Mapping[int, set[int]]) -> StripView:
    roles = [one for one in rows.wanted_by(strip) if one.is_role]
    barred = red.get(strip.pk)
    return StripView(
        pk=strip.pk,
        version=strip.version,
        kind=strip.kind,
        scene_id=strip.scene_id,
        number=strip.scene,
        part=strip.part,
        int_ext=strip.int_ext,
        effect=strip.effect,
        tone="" if strip.kind == Strip.Kind.BANNER else tone_of(strip.int_ext, strip.effect),
        set=strip.set,
        synopsis=strip.synopsis,
        text=strip.text,
        note=strip.note,
        eighths=strip.eighths,
        minutes=strip.minutes,
        slots=tuple(
            Slot(role.pk, columns[role.pk], role.number, role.name, is_red=role.pk in (barred or ()))
            for role in roles
            if role.pk in columns
        ),
        more=tuple(role.number or 0 for role in roles if role.pk not in columns),
        is_omitted=strip.is_omitted,
        is_red=barred is not None,
    )
