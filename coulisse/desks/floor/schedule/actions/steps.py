"""One step on a board: its rows are read once, changed in memory, compared, written and remembered.

The board's row is locked for the length of the step, so that two people on one board come one after the other.
What either of them had not seen is refused (`StaleWrite`), by the version of each strip and day that it touches.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from operator import attrgetter
from typing import Any, Final, cast

from django.db import transaction
from django.db.models import Field, ProtectedError

from coulisse.desks.floor.schedule.models import Board, Day, Edit, Strip
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.versions import Difference, StaleWrite

GAP: Final = 65_536
"""Between two strips: sixteen insertions at one place before their neighbours must be written too."""

STRIP_FIELDS: Final = ("kind", "scene_id", "part", "eighths", "minutes", "text", "note", "day_id", "position")
DAY_FIELDS: Final = (
    "unit",
    "date",
    "kind",
    "number",
    "place_id",
    "call_at",
    "ready_at",
    "meal_at",
    "meal_minutes",
    "wrap_at",
    "most_eighths",
    "note",
    "cancelled_at",
    "cancelled_by_id",
    "cancelled_why",
)
_STRIP_STATE: Final = attrgetter(*STRIP_FIELDS)
_DAY_STATE: Final = attrgetter(*DAY_FIELDS)
Row = Strip | Day
Values = dict[str, Any]


class BoardIsLocked(Exception):
    """Somebody locked the board: unlock it, or work on a copy."""


class BoardIsPast(Exception):
    """The board was replaced: it is history. Work on a copy."""


class UnknownRow(Exception):
    """A strip or a day that is not, or no longer, on this board."""


class DayIsUsed(Exception):
    """Something hangs on the day (a call sheet): cancel it instead of removing it."""


class Step:
    """The rows of a board while one step changes them. Change them freely; `add` and `remove` for the others."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.strips: dict[int, Strip] = {strip.pk: strip for strip in board.strips.order_by("position", "pk")}
        self.days: dict[int, Day] = {day.pk: day for day in board.days.order_by("date", "unit", "pk")}
        self._before: dict[Row, tuple[Any, ...]] = {row: _state(row) for row in self._rows()}
        self._added: list[Row] = []
        self._removed: list[Row] = []

    def strip(self, pk: int, *, read_version: int | None = None, wanted: Mapping[str, Any] | None = None) -> Strip:
        """A strip of the board; `read_version` is what the person saw. Raises UnknownRow, StaleWrite."""
        strip = self.strips.get(pk)
        if strip is None:
            raise UnknownRow(pk)
        refuse_if_stale(strip, read_version, wanted or {})
        return strip

    def day(self, pk: int, *, read_version: int | None = None, wanted: Mapping[str, Any] | None = None) -> Day:
        """A day of the board. Raises UnknownRow, StaleWrite."""
        day = self.days.get(pk)
        if day is None:
            raise UnknownRow(pk)
        refuse_if_stale(day, read_version, wanted or {})
        return day

    def strips_of(self, day: int | None) -> list[Strip]:
        """The strips of a day, or of the reserve, in order."""
        found = (strip for strip in self.strips.values() if strip.day_id == day)
        return sorted(found, key=lambda strip: (strip.position, strip.pk or 0))

    def last_position(self, day: int | None) -> int:
        return max((strip.position for strip in self.strips_of(day)), default=0)

    def add(self, row: Row) -> None:
        """A row of this board that isn't there yet. Saved at once, so that others may point to it."""
        row.save(force_insert=True)
        if isinstance(row, Strip):
            self.strips[row.pk] = row
        else:
            self.days[row.pk] = row
        self._added.append(row)

    def remove(self, row: Row) -> None:
        del (self.strips if isinstance(row, Strip) else self.days)[row.pk]
        self._removed.append(row)

    def _rows(self) -> list[Row]:
        return [*self.days.values(), *self.strips.values()]

    def written(self) -> tuple[Values, Values]:
        """Write what changed; what these rows held before and hold now, as an Edit keeps them."""
        changed = [row for row in self._rows() if self._is_changed(row)]
        before, after = _empty(), _empty()
        for row in changed:
            row.version += 1
            _section(before, row)[str(row.pk)] = _written(row, self._before[row])
            _section(after, row)[str(row.pk)] = values_of(row)
        for row in self._added:
            _section(before, row)[str(row.pk)] = None
            _section(after, row)[str(row.pk)] = values_of(row)
        for row in self._removed:
            _section(before, row)[str(row.pk)] = _written(row, self._before[row])
            _section(after, row)[str(row.pk)] = None
        self._write(changed)
        return before, after

    def _is_changed(self, row: Row) -> bool:
        before = self._before.get(row)
        return before is not None and before != _state(row)

    def _write(self, changed: list[Row]) -> None:
        rows = (*changed, *self._added)
        days = [row for row in rows if isinstance(row, Day)]
        strips = [row for row in rows if isinstance(row, Strip)]
        if days:
            Day.objects.bulk_update(days, [*_columns(DAY_FIELDS), "version"])
        if strips:
            Strip.objects.bulk_update(strips, [*_columns(STRIP_FIELDS), "version"])
        for row in self._removed:
            try:
                # A copy: Django takes the key off the row that it deletes.
                type(row).objects.get(pk=row.pk).delete()
            except ProtectedError as used:
                raise DayIsUsed(row.pk) from used


@contextmanager
def step_on(board: Board, label: str, *, by: User, at: datetime) -> Iterator[Step]:
    """One step, in a transaction of its own: remembered for undo when it changed something.

    Raises BoardIsLocked, BoardIsPast.
    """
    with transaction.atomic():
        step = Step(open_board(board))
        yield step
        before, after = step.written()
        if before != after:
            revision = count_revision(step.board)
            Edit.objects.create(
                board=step.board, label=label, before=before, after=after, by=by, at=at, revision=revision
            )
        board.revision = step.board.revision


def open_board(board: Board) -> Board:
    """The board's row, locked for this transaction. Raises BoardIsLocked, BoardIsPast."""
    fresh = Board.objects.select_for_update(of=("self",)).select_related("production").get(pk=board.pk)
    if fresh.state == Board.State.PAST:
        raise BoardIsPast(fresh.number)
    if fresh.locked_at is not None:
        raise BoardIsLocked(fresh.number)
    return fresh


def count_revision(board: Board) -> int:
    board.revision += 1
    board.save(update_fields=["revision"])
    return board.revision


def values_of(row: Row) -> Values:
    """What a step remembers of a row, as JSON."""
    return _written(row, _state(row))


def _state(row: Row) -> tuple[Any, ...]:
    """The columns of a row as they are: cheap, for it is asked twice of every row of the board."""
    state: tuple[Any, ...] = (_STRIP_STATE if isinstance(row, Strip) else _DAY_STATE)(row)
    return state


def _written(row: Row, state: tuple[Any, ...]) -> Values:
    fields = STRIP_FIELDS if isinstance(row, Strip) else DAY_FIELDS
    return {name: _plain(value) for name, value in zip(fields, state, strict=True)}


def put_back(row: Row, values: Values) -> None:
    """The remembered values on the row again, as the columns have them."""
    for name, value in values.items():
        column = cast("Field[Any, Any]", row._meta.get_field(name))
        setattr(row, name, column.to_python(value))


def refuse_if_stale(row: Row, read_version: int | None, wanted: Mapping[str, Any]) -> None:
    if read_version is None or read_version == row.version:
        return
    differences = [
        Difference(name, _label(row, name), getattr(row, name), value)
        for name, value in wanted.items()
        if getattr(row, name) != value
    ]
    raise StaleWrite(row, differences)


def _label(row: Row, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "verbose_name", name))


def _columns(names: Iterable[str]) -> list[str]:
    return [name.removesuffix("_id") for name in names]


def _plain(value: Any) -> Any:
    """Moments in UTC, as they come back from the database: what is compared must be written alike."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value


def _empty() -> Values:
    return {"strips": {}, "days": {}}


def _section(values: Values, row: Row) -> Values:
    found: Values = values["strips" if isinstance(row, Strip) else "days"]
    return found
