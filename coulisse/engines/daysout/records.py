"""Day out of days, in and out: the days of the board, who works when, and a code with its reasons a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """What the company does on a day of the calendar."""

    SHOOT = "shoot"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OFF = "off"
    PREP = "prep"
    TRAVEL = "travel"  # the whole company moves


class Event(StrEnum):
    """What happens to one element apart from the strips. The values are the codes of the trade."""

    TRAVEL = "T"
    REHEARSAL = "R"
    FITTING = "FT"
    CAMERA_TEST = "CT"
    HOLIDAY = "/"


class Counted(StrEnum):
    """How the days of an absence are counted."""

    SHOOTING = "shooting"
    CALENDAR = "calendar"


class Reason(StrEnum):
    """Why a cell is what it is: one reason a letter, and one for an empty cell."""

    WORKS = "works"
    STARTS = "starts"
    FINISHES = "finishes"
    DROPPED = "dropped"
    PICKED_UP = "picked-up"
    HELD = "held"
    TRAVELS = "travels"
    REHEARSES = "rehearses"
    FITTED = "fitted"
    TESTED = "tested"
    ON_HOLIDAY = "on-holiday"
    MOVES = "moves"  # with the company, on its travel day
    # Empty cells
    NEVER_WORKS = "never-works"
    BEFORE_START = "before-start"
    AFTER_FINISH = "after-finish"
    RELEASED = "released"  # between a drop and a pick-up
    COMPANY_OFF = "company-off"
    NO_HOLD = "no-hold"  # between two worked days of an element that isn't held


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day; `number` is the shooting day's, 0 on a day without shooting."""

    day: date
    kind: DayKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class DropRule:
    """An element may be let go when nothing is asked of it for at least `least` days between two worked days."""

    least: int
    counted: Counted = Counted.SHOOTING
    most: int | None = None
    """How many drops at most, None without limit; the earliest absences that are long enough come first."""


@dataclass(frozen=True, slots=True)
class Element:
    """A role, an animal, a vehicle…: the days on which a strip of the board needs it, and its own events."""

    key: str
    worked: frozenset[date]
    events: tuple[tuple[date, Event], ...] = ()
    hold_allowed: bool = True
    drop: DropRule | None = None
    """Applies only where hold is allowed: who is never held needs no release."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The code of an element on a day (empty: nothing), and the reason of each of its letters."""

    day: date
    code: str
    why: tuple[Reason, ...]

    @property
    def works(self) -> bool:
        return Reason.WORKS in self.why

    @property
    def held(self) -> bool:
        return Reason.HELD in self.why


@dataclass(frozen=True, slots=True)
class Totals:
    """Days of each kind. A day of work with travel counts under both; `engaged` counts each day once."""

    work: int = 0
    hold: int = 0
    travel: int = 0
    rehearsal: int = 0
    fitting: int = 0
    test: int = 0
    holiday: int = 0
    engaged: int = 0

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Totals":
        """What the cells come to; of one element over the days, or of one day over the elements."""
        found = [set(cell.why) for cell in cells]
        return cls(
            work=_count(found, Reason.WORKS),
            hold=_count(found, Reason.HELD),
            travel=_count(found, Reason.TRAVELS, Reason.MOVES),
            rehearsal=_count(found, Reason.REHEARSES),
            fitting=_count(found, Reason.FITTED),
            test=_count(found, Reason.TESTED),
            holiday=_count(found, Reason.ON_HOLIDAY),
            engaged=_count(found, *ENGAGING),
        )


ENGAGING = (
    Reason.WORKS,
    Reason.HELD,
    Reason.TRAVELS,
    Reason.MOVES,
    Reason.REHEARSES,
    Reason.FITTED,
    Reason.TESTED,
    Reason.ON_HOLIDAY,
)


def _count(found: Iterable[set[Reason]], *wanted: Reason) -> int:
    return sum(1 for reasons in found if not reasons.isdisjoint(wanted))


@dataclass(frozen=True, slots=True)
class Row:
    """One element: a cell for each day of the calendar; `start` and `finish` are its worked ends."""

    key: str
    cells: tuple[Cell, ...]
    totals: Totals
    start: date | None
    finish: date | None


@dataclass(frozen=True, slots=True)
class DaysOut:
    """The whole table: a row an element, in the order given, and the totals of each day."""

    days: tuple[CalendarDay, ...]
    rows: tuple[Row, ...]
    per_day: tuple[Totals, ...]
    totals: Totals
