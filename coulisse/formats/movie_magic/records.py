"""What the two reports say. Empty text and None: the report doesn't say."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SheetElement:
    """One line under a category of a breakdown sheet; only cast members have a number."""

    category: str
    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One breakdown sheet: one scene, or the scenes shot as one (`12, 13`)."""

    scenes: tuple[str, ...]
    page: int
    """The page of the PDF where it begins, from 1."""
    int_ext: str = ""
    """`INT`, `EXT` or `INT/EXT`."""
    set: str = ""
    time: str = ""
    """Day, Night … as printed."""
    eighths: int | None = None
    synopsis: str = ""
    location: str = ""
    sequence: str = ""
    script_page: str = ""
    script_day: str = ""
    minutes: int | None = None
    """The estimated time."""
    elements: tuple[SheetElement, ...] = ()


@dataclass(frozen=True, slots=True)
class BreakdownReport:
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class ScheduledStrip:
    """One strip of the schedule; `12pt` is a part of scene 12."""

    scenes: tuple[str, ...]
    page: int
    int_ext: str = ""
    set: str = ""
    time: str = ""
    eighths: int | None = None
    synopsis: str = ""
    cast: tuple[int, ...] = ()
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class ScheduledDay:
    """The strips that a day break closes."""

    number: int | None
    on: date | None
    strips: tuple[ScheduledStrip, ...]
    eighths: int | None = None
    """The total that the day break states."""


@dataclass(frozen=True, slots=True)
class ShootingSchedule:
    days: tuple[ScheduledDay, ...]
    unplaced: tuple[ScheduledStrip, ...] = ()
    """Strips after the last day break."""

    @property
    def strips(self) -> tuple[ScheduledStrip, ...]:
        """Every strip, in the order of the schedule."""
        return (*(strip for day in self.days for strip in day.strips), *self.unplaced)
