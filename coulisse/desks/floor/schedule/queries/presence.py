"""Who is there on which day, from the strips of a board: the day out of days, drawn and never typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coulisse.desks.floor.schedule.models import Day, ElementEvent
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement, Terms
from coulisse.desks.floor.schedule.queries.rows import ElementRow
from coulisse.engines.daysout import (
    CalendarDay,
    DayKind,
    DaysOut,
    DropRule,
    Element,
    Event,
    days_out,
)
from coulisse.kernel.holidays import holidays

KINDS: Final = {
    Day.Kind.SHOOT: DayKind.SHOOT,
    Day.Kind.PREP: DayKind.PREP,
    Day.Kind.WRAP: DayKind.PREP,
    Day.Kind.TRAVEL: DayKind.TRAVEL,
    Day.Kind.HOLIDAY: DayKind.HOLIDAY,
    Day.Kind.HIATUS: DayKind.OFF,
    Day.Kind.WEATHER: DayKind.OFF,
}
"""What each kind of day of a board is to those who are paid by the day."""
FIRST_OF: Final = (DayKind.SHOOT, DayKind.TRAVEL, DayKind.PREP, DayKind.HOLIDAY, DayKind.OFF)
"""Where two units do different things on one date, the first of these counts."""
EVENTS: Final = {
    ElementEvent.Kind.TRAVEL: Event.TRAVEL,
    ElementEvent.Kind.REHEARSAL: Event.REHEARSAL,
    ElementEvent.Kind.FITTING: Event.FITTING,
    ElementEvent.Kind.CAMERA_TEST: Event.CAMERA_TEST,
    ElementEvent.Kind.HOLIDAY: Event.HOLIDAY,
}
"""The events that have a code; absences, school and the ends of contracts have none."""
AROUND: Final = timedelta(days=28)
"""How far before the first day and after the last an event is still shown."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attendance:
    """The table, with the roles of its rows in order, and what stands under it."""

    table: DaysOut
    roles: tuple[ElementRow, ...]
    extras: tuple[int, ...]
    """The heads of extras on each day of the calendar."""
    cancelled: tuple[int, ...]
    """The numbers of the days that were cancelled and still count."""
    drop_after: int | None
    """The rule of release, where it is one and the same for all who have one."""

    @property
    def has_rules_of_their_own(self) -> bool:
        """Whether some roles are released by a rule that isn't everybody's."""
        return self.drop_after is None and any("D" in cell.code for row in self.table.rows for cell in row.cells)


def attendance_of(arrangement: Arrangement) -> Attendance:
    """The day out of days of a board, in one query more than the board itself."""
    days = arrangement.rows.days
    events = events_of(arrangement) if days else {}
    calendar = calendar_of(arrangement, (on for held in events.values() for on, _ in held))
    return attendance(arrangement, calendar, events)


def attendance(
    arrangement: Arrangement, calendar: Sequence[CalendarDay], events: Mapping[int, Sequence[tuple[date, Event]]]
) -> Attendance:
    """The same from what is read already; events out of the calendar are left out."""
    worked = worked_dates(arrangement)
    known = {one.day for one in calendar}
    terms = arrangement.terms
    elements = [
        Element(
            str(role.pk),
            frozenset(worked.get(role.pk, ())),
            events=tuple(event for event in events.get(role.pk, ()) if event[0] in known),
            hold_allowed=terms.get(role.pk, Terms()).hold_allowed,
            drop=_drop(terms.get(role.pk, Terms())),
        )
        for role in arrangement.roles
    ]
    heads = _extras_by_date(arrangement)
    cancelled = (day for day in arrangement.shot_days if day.cancelled_at and arrangement.scenes_of(day.pk))
    return Attendance(
        table=days_out(calendar, elements),
        roles=arrangement.roles,
        extras=tuple(heads.get(one.day, 0) for one in calendar),
        cancelled=tuple(arrangement.numbers[day.pk] for day in cancelled),
        drop_after=_common_rule(terms.get(role.pk, Terms()) for role in arrangement.roles),
    )


def worked_dates(arrangement: Arrangement) -> dict[int, set[date]]:
    """The dates on which each role is in a strip. A cancelled day counts while its strips stand on it."""
    found: dict[int, set[date]] = defaultdict(set)
    for day in arrangement.rows.days:
        for strip in arrangement.scenes_of(day.pk):
            for role in arrangement.roles_of(strip):
                found[role.pk].add(day.date)
    return found


def events_of(arrangement: Arrangement) -> dict[int, list[tuple[date, Event]]]:
    """The events that have a code, day by day, by element; one query."""
    days = arrangement.rows.days
    first, last = days[0].date - AROUND, days[-1].date + AROUND
    rows = ElementEvent.objects.filter(
        element__production=arrangement.board.production_id,
        kind__in=list(EVENTS),
        starts_on__lte=last,
        ends_on__gte=first,
    ).order_by("starts_on", "pk")
    found: dict[int, list[tuple[date, Event]]] = defaultdict(list)
    for element, kind, starts_on, ends_on in rows.values_list("element_id", "kind", "starts_on", "ends_on"):
        for on in _dates(max(starts_on, first), min(ends_on, last)):
            found[element].append((on, EVENTS[ElementEvent.Kind(kind)]))
    return found


def calendar_of(arrangement: Arrangement, events: Iterable[date] = ()) -> tuple[CalendarDay, ...]:
    """Every date from the first day or event to the last."""
    by_date: dict[date, list[Day]] = defaultdict(list)
    for day in arrangement.rows.days:
        by_date[day.date].append(day)
    dates = sorted({*by_date, *events})
    if not dates:
        return ()
    numbers = {day.date: arrangement.numbers[day.pk] for day in reversed(arrangement.shot_days)}
    return tuple(
        CalendarDay(on, _kind_of(on, by_date.get(on, ())), numbers.get(on, 0))
        for on in _dates(dates[0], dates[-1])
    )


def _kind_of(on: date, days: Sequence[Day]) -> DayKind:
    if days:
        kinds = {KINDS[Day.Kind(day.kind)] for day in days}
        return next(kind for kind in FIRST_OF if kind in kinds)
    if on in holidays(on.year):
        return DayKind.HOLIDAY
    return DayKind.WEEKEND if on.weekday() >= 5 else DayKind.OFF


def _dates(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _drop(terms: Terms) -> DropRule | None:
    return DropRule(least=terms.drop_after) if terms.drop_after else None


def _common_rule(every: Iterable[Terms]) -> int | None:
    rules = {terms.drop_after for terms in every}
    return rules.pop() if len(rules) == 1 else None


def _extras_by_date(arrangement: Arrangement) -> dict[date, int]:
    """The heads of a day: the same group of extras serves all its scenes, so the largest scene counts."""
    found: dict[date, int] = {}
    for day in arrangement.rows.days:
        heads = (arrangement.extras.get(strip.scene_id or 0, 0) for strip in arrangement.scenes_of(day.pk))
        found[day.date] = max(found.get(day.date, 0), *heads, 0)
    return found
