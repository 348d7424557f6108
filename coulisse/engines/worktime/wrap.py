"""The clock of the day: from the marks so far to the wrap as it goes, and what that costs each person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from coulisse.engines.worktime.limits import daily_flags, overtime, overtime_flags
from coulisse.engines.worktime.minors import minor_flags
from coulisse.engines.worktime.records import (
    Attendance,
    Flag,
    Outcome,
    ProjectedStep,
    Projection,
    Step,
    StepKind,
    Stretch,
)
from coulisse.engines.worktime.rests import daily_rest_of
from coulisse.engines.worktime.spans import NOTHING, instant, rounded_up
from coulisse.kernel.times import elapsed, later_by, to_brussels

FIVE_MINUTES = timedelta(minutes=5)
"""The grain of the hours on a call sheet."""
AS_PLANNED = Fraction(1)


class NothingPlanned(ValueError):
    """A day without a single step has no wrap."""


def pace_so_far(shot: timedelta, estimated: timedelta) -> Fraction:
    """How much longer scenes came out than their estimate on the days already shot; 1 before the first.

    >>> pace_so_far(timedelta(minutes=41, seconds=50), timedelta(minutes=40, seconds=15))
    Fraction(502, 483)
    """
    if not estimated:
        return AS_PLANNED
    return Fraction(int(shot.total_seconds()), int(estimated.total_seconds()))


def project(
    steps: Sequence[Step], *, now: datetime, pace: Fraction = AS_PLANNED, grain: timedelta = FIVE_MINUTES
) -> Projection:
    """The day as it goes, `steps` in the order in which they are to be done. Raises NothingPlanned.

    A step that is marked keeps its real hours. One under way lasts as planned, a scene times `pace`, and ends no
    sooner than `now`. The others follow each other with the planned gaps; a meal never comes before its hour.
    """
    if not steps:
        raise NothingPlanned
    done: list[ProjectedStep] = []
    for place, step in enumerate(steps):
        start = _start(step, done, steps[:place], now)
        end = step.ended or _next_start(steps[place + 1 :]) or _end(step, start, now, pace)
        done.append(
            ProjectedStep(
                step.key,
                step.kind,
                step.planned_start,
                step.planned_end,
                to_brussels(start),
                to_brussels(max(start, end, key=instant)),
            )
        )
    exact = done[-1].end
    wrap = exact if steps[-1].ended else rounded_up(exact, grain)
    return Projection(tuple(done), steps[-1].planned_end, exact, wrap)


def _start(step: Step, done: Sequence[ProjectedStep], before: Sequence[Step], now: datetime) -> datetime:
    if step.started:
        return step.started
    if not done:
        return max(step.planned_start, now, key=instant)
    gap = max(elapsed(before[-1].planned_end, step.planned_start), NOTHING)
    follows = later_by(done[-1].end, gap)
    if step.kind is StepKind.MEAL:
        follows = max(follows, step.planned_start, key=instant)
    # What follows a real end that was marked waits for now: it hasn't started.
    return max(follows, now, key=instant) if before[-1].ended else follows


def _next_start(after: Sequence[Step]) -> datetime | None:
    """An end that nobody marked is the start of the next step that somebody did."""
    return next((step.started for step in after if step.started), None)


def _end(step: Step, start: datetime, now: datetime, pace: Fraction) -> datetime:
    factor = pace if step.kind is StepKind.SHOOT else AS_PLANNED
    seconds = Fraction(int(step.length.total_seconds())) * factor
    return max(later_by(start, timedelta(seconds=round(seconds))), now, key=instant)


def outcomes(attendances: Iterable[Attendance], projection: Projection) -> tuple[Outcome, ...]:
    """What the projected day means for each person, in the order given."""
    return tuple(_outcome(one, projection) for one in attendances)


def _outcome(attendance: Attendance, projection: Projection) -> Outcome:
    person = attendance.person
    stretch = _stretch(attendance, projection)
    owed = daily_rest_of(person, attendance.next_call.date() if attendance.next_call else attendance.day)
    rest = elapsed(stretch.end, attendance.next_call) if attendance.next_call else None
    flags = (*overtime_flags(person, [stretch]), *daily_flags(person, [stretch]), *minor_flags(person, [stretch]))
    if owed and rest is not None and attendance.next_call and rest < owed[1].amount:
        code, limit = owed
        short = Flag(
            code,
            person.key,
            to_brussels(attendance.next_call).date(),
            rest,
            limit.amount,
            limit.rule,
            since=stretch.end,
            until=attendance.next_call,
        )
        flags = (*flags, short)
    return Outcome(
        stretch=stretch,
        overtime=overtime(person, [stretch]).get(attendance.day, NOTHING),
        rest=rest,
        earliest_call=later_by(stretch.end, owed[1].amount) if owed else None,
        flags=flags,
    )


def _stretch(attendance: Attendance, projection: Projection) -> Stretch:
    moved = projection.delay if attendance.leaves_with_unit else NOTHING
    end = max(later_by(attendance.planned_end, moved), attendance.start, key=instant)
    meals = projection.meals if attendance.takes_meals else ()
    return Stretch(attendance.person.key, attendance.day, attendance.start, end, meals)
