"""Work of a day, of a week and on average, overtime and night, against the limits of the joint committee."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from coulisse.engines.worktime.records import Code, Flag, Limit, Person, Stretch
from coulisse.engines.worktime.spans import NOTHING, time_inside
from coulisse.kernel.period import Period

DAY = timedelta(days=1)


def work_by_day(stretches: Iterable[Stretch]) -> dict[date, timedelta]:
    """Work of each shooting day, breaks taken off, in order of days."""
    found: dict[date, timedelta] = defaultdict(timedelta)
    for one in stretches:
        found[one.day] += one.work
    return dict(sorted(found.items()))


def work_by_week(stretches: Iterable[Stretch]) -> dict[date, timedelta]:
    """Work of each week, by its Monday. A night belongs to the week of the day on which it began."""
    found: dict[date, timedelta] = defaultdict(timedelta)
    for day, work in work_by_day(stretches).items():
        found[monday_of(day)] += work
    return dict(found)


def monday_of(day: date) -> date:
    return day - DAY * day.weekday()


def daily_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """Days longer than the committee allows."""
    limit = person.rules.daily_most
    return _over(Code.DAILY_MOST, person, work_by_day(stretches), limit)


def weekly_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """Weeks longer than the committee allows; the flag stands on the day that passes the limit."""
    limit = person.rules.weekly_most
    if limit is None:
        return ()
    by_day = work_by_day(stretches)
    totals = work_by_week(stretches)
    return tuple(
        Flag(Code.WEEKLY_MOST, person.key, _passing(by_day, monday, limit), total, limit.amount, limit.rule)
        for monday, total in totals.items()
        if total > limit.amount
    )


def _passing(by_day: dict[date, timedelta], monday: date, limit: Limit) -> date:
    total = NOTHING
    of_week = (day for day in by_day if monday_of(day) == monday)
    for day in of_week:
        total += by_day[day]
        if total > limit.amount:
            return day
    raise AssertionError("only asked of a week over its limit")


def _over(code: Code, person: Person, by_day: dict[date, timedelta], limit: Limit | None) -> tuple[Flag, ...]:
    if limit is None:
        return ()
    return tuple(
        Flag(code, person.key, day, work, limit.amount, limit.rule)
        for day, work in by_day.items()
        if work > limit.amount
    )


def overtime(person: Person, stretches: Iterable[Stretch]) -> dict[date, timedelta]:
    """Work beyond the threshold, by day; empty for a day rate or without a threshold."""
    limit = person.rules.overtime_after
    if limit is None or not person.paid_overtime:
        return {}
    return {day: work - limit.amount for day, work in work_by_day(stretches).items() if work > limit.amount}


def overtime_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """A notice for each day with overtime; `gap` is the overtime."""
    if not person.paid_overtime:
        return ()
    return _over(Code.OVERTIME, person, work_by_day(stretches), person.rules.overtime_after)


def average_week(stretches: Iterable[Stretch], period: Period) -> timedelta:
    """Work of a week on average over a period (a year, a contract): total work × 7 / days.

    Stretches outside the period are left out. Raises kernel.period.OpenPeriod.
    """
    total = sum((one.work for one in stretches if one.day in period), NOTHING)
    return timedelta(seconds=round(Fraction(int(total.total_seconds()) * 7, period.days)))


def average_flags(person: Person, stretches: Iterable[Stretch], period: Period) -> tuple[Flag, ...]:
    """One flag, on the last day of the period, when the average passes the limit."""
    limit = person.rules.weekly_average
    average = average_week(stretches, period)
    if limit is None or average <= limit.amount or period.last is None:
        return ()
    return (Flag(Code.WEEKLY_AVERAGE, person.key, period.last, average, limit.amount, limit.rule),)


def night_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """A notice for each stretch that touches the night; `measured` is the time of presence in it."""
    night = person.rules.night
    if night is None:
        return ()
    found = ((one, time_inside(one.start, one.end, night.opens, night.closes)) for one in stretches)
    return tuple(
        Flag(Code.NIGHT, person.key, one.day, inside, NOTHING, night.rule, since=one.start, until=one.end)
        for one, inside in found
        if inside
    )
