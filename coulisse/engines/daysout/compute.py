"""From a calendar and the worked days to the codes. See docs/engines/daysout.md for the rules and their source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from coulisse.engines.daysout.records import (
    CalendarDay,
    Cell,
    Counted,
    DayKind,
    DaysOut,
    DropRule,
    Element,
    Event,
    Reason,
    Row,
    Totals,
)

OF_EVENT = {
    Event.TRAVEL: Reason.TRAVELS,
    Event.REHEARSAL: Reason.REHEARSES,
    Event.FITTING: Reason.FITTED,
    Event.CAMERA_TEST: Reason.TESTED,
    Event.HOLIDAY: Reason.ON_HOLIDAY,
}
COMPANY_OFF = frozenset({DayKind.WEEKEND, DayKind.HOLIDAY, DayKind.OFF})


class DaysOutOfOrder(ValueError):
    """The calendar repeats a day or goes back in time."""


class OutsideCalendar(ValueError):
    """An element works, or has an event, on a day that the calendar doesn't hold."""

    def __init__(self, key: str, days: Iterable[date]) -> None:
        self.key, self.days = key, tuple(sorted(days))
        super().__init__(f"{key}: {', '.join(day.isoformat() for day in self.days)}")


def days_out(calendar: Sequence[CalendarDay], elements: Iterable[Element]) -> DaysOut:
    """The codes of every element on every day of `calendar` (ascending, a day once), with the totals.

    Raises DaysOutOfOrder or OutsideCalendar. A worked day counts as worked whatever the kind of its day.
    """
    days = tuple(calendar)
    if any(after.day <= before.day for before, after in pairwise(days)):
        raise DaysOutOfOrder("the days of the calendar must ascend")
    shooting = tuple(one.day for one in days if one.kind is DayKind.SHOOT)
    rows = tuple(_row(element, days, shooting) for element in elements)
    per_day = tuple(Totals.of(row.cells[place] for row in rows) for place in range(len(days)))
    return DaysOut(days, rows, per_day, Totals.of(cell for row in rows for cell in row.cells))


def _row(element: Element, days: Sequence[CalendarDay], shooting: Sequence[date]) -> Row:
    known = {one.day for one in days}
    unknown = (element.worked | {day for day, _ in element.events}) - known
    if unknown:
        raise OutsideCalendar(element.key, unknown)
    stays = _Stays.of(element, shooting)
    cells = tuple(_cell(element, one, stays) for one in days)
    return Row(element.key, cells, Totals.of(cells), stays.start, stays.finish)


@dataclass(frozen=True, slots=True)
class _Stays:
    """The worked days in order, and those after which the element is let go and on which it comes back."""

    start: date | None
    finish: date | None
    drops: frozenset[date]
    pick_ups: frozenset[date]
    released: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, element: Element, shooting: Sequence[date]) -> "_Stays":
        worked = sorted(element.worked)
        if not worked:
            return cls(None, None, frozenset(), frozenset(), ())
        gaps = _absences(worked, element.drop, shooting) if element.drop and element.hold_allowed else []
        return cls(
            worked[0],
            worked[-1],
            frozenset(before for before, _ in gaps),
            frozenset(after for _, after in gaps),
            tuple(gaps),
        )

    def lets_go(self, day: date) -> bool:
        return any(before < day < after for before, after in self.released)


def _absences(worked: Sequence[date], rule: DropRule, shooting: Sequence[date]) -> list[tuple[date, date]]:
    """The pairs of worked days between which the rule lets the element go, earliest first."""
    gaps = [pair for pair in pairwise(worked) if _absent(pair, rule.counted, shooting) >= rule.least]
    return gaps if rule.most is None else gaps[: rule.most]


def _absent(pair: tuple[date, date], counted: Counted, shooting: Sequence[date]) -> int:
    before, after = pair
    if counted is Counted.CALENDAR:
        return (after - before).days - 1
    return sum(1 for day in shooting if before < day < after)


def _cell(element: Element, one: CalendarDay, stays: _Stays) -> Cell:
    own = _events_on(element, one.day)
    if one.day in element.worked:
        letters, reasons = _working(one.day, stays)
        code = "+".join((letters, *own))
        return Cell(one.day, code, (*reasons, *(OF_EVENT[event] for event in own)))
    if own:
        return Cell(one.day, "+".join(own), tuple(OF_EVENT[event] for event in own))
    return _idle(element, one, stays)


def _events_on(element: Element, day: date) -> tuple[Event, ...]:
    """In the order of Event, each once."""
    found = {event for when, event in element.events if when == day}
    return tuple(event for event in Event if event in found)


def _working(day: date, stays: _Stays) -> tuple[str, tuple[Reason, ...]]:
    """`W` between what begins it (S or P) and what ends it (F or D)."""
    begins = (
        ("S", Reason.STARTS) if day == stays.start else ("P", Reason.PICKED_UP) if day in stays.pick_ups else None
    )
    ends = ("F", Reason.FINISHES) if day == stays.finish else ("D", Reason.DROPPED) if day in stays.drops else None
    parts = [part for part in (begins, ("W", Reason.WORKS), ends) if part]
    return "".join(letter for letter, _ in parts), tuple(reason for _, reason in parts)


def _idle(element: Element, one: CalendarDay, stays: _Stays) -> Cell:
    """A day without strip or event: held, moving with the company, or empty with the reason why."""
    if stays.start is None or stays.finish is None:
        return Cell(one.day, "", (Reason.NEVER_WORKS,))
    if one.day < stays.start:
        return Cell(one.day, "", (Reason.BEFORE_START,))
    if one.day > stays.finish:
        return Cell(one.day, "", (Reason.AFTER_FINISH,))
    if stays.lets_go(one.day):
        return Cell(one.day, "", (Reason.RELEASED,))
    if one.kind in COMPANY_OFF:
        return Cell(one.day, "", (Reason.COMPANY_OFF,))
    if not element.hold_allowed:
        return Cell(one.day, "", (Reason.NO_HOLD,))
    if one.kind is DayKind.TRAVEL:
        return Cell(one.day, "M", (Reason.MOVES,))
    return Cell(one.day, "H", (Reason.HELD,))
