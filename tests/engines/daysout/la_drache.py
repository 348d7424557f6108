"""The printed plan of *La Drache* as the engine takes it."""

from collections import defaultdict
from datetime import date, timedelta

from coulisse.engines.daysout import CalendarDay, DayKind, DropRule, Element, Event
from tests.engines.plan_of_la_drache import CALENDAR, CAST, DAYS, EASTER_MONDAY, PRINTED, STRIPS

CODES = {"T": Event.TRAVEL, "E": Event.FITTING}
AFTER_FIVE_FREE_DAYS = DropRule(least=5)
"""« au-delà de 5 jours d’écart »: five shooting days or more without the role."""


def calendar() -> tuple[CalendarDay, ...]:
    first, last = CALENDAR
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return tuple(CalendarDay(day, _kind(day), DAYS.index(day) + 1 if day in DAYS else 0) for day in days)


def _kind(day: date) -> DayKind:
    if day in DAYS:
        return DayKind.SHOOT
    if day == EASTER_MONDAY:
        return DayKind.HOLIDAY
    return DayKind.WEEKEND if day.weekday() > 4 else DayKind.OFF


def printed(role: int) -> list[str]:
    """A cell for each day of the calendar."""
    cells = ["" if code == "." else code for code in PRINTED[role].split()]
    return cells + [""] * (len(calendar()) - len(cells))


def worked() -> dict[int, frozenset[date]]:
    found: dict[int, set[date]] = defaultdict(set)
    for strip in STRIPS:
        for role in strip.roles:
            found[role].add(DAYS[strip.day - 1])
    return {role: frozenset(found[role]) for role in CAST}


def elements() -> tuple[Element, ...]:
    """The roles with the days of their strips; travel and fittings, which no strip knows, as printed."""
    return tuple(
        Element(
            str(role),
            days,
            events=tuple(
                (one.day, CODES[code])
                for one, code in zip(calendar(), printed(role), strict=True)
                if code in CODES
            ),
            drop=AFTER_FIVE_FREE_DAYS,
        )
        for role, days in worked().items()
    )
