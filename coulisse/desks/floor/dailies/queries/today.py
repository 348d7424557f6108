"""The day as it goes, in a constant number of queries: marks, people, scenes, and where it is heading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Sum

from coulisse.desks.floor.dailies.models import Check, Incident, Mark, Note, Presence, SceneDone
from coulisse.desks.floor.dailies.queries.called import Called, called_on
from coulisse.desks.floor.dailies.shot import happened_on
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.days import DaySheet, SheetStrip, day_sheets
from coulisse.desks.floor.schedule.queries.rules import rules_on
from coulisse.engines.worktime import (
    Attendance,
    Code,
    Flag,
    NothingPlanned,
    Outcome,
    Person,
    Projection,
    Step,
    StepKind,
    outcomes,
    pace_so_far,
    project,
)
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import later_by, to_brussels

GRACE = timedelta(minutes=5)
"""Nobody is late before five minutes are gone."""
SPOKEN_FOR = (SceneDone.State.COMPLETE, SceneDone.State.RETAKEN, SceneDone.State.INCOMPLETE)
SHORT = {Code.DAILY_REST, Code.MINOR_REST}
LEFT_OUT = {SceneDone.State.SUPPRESSED, SceneDone.State.NOT_SHOT}
ENDED = {SceneDone.State.COMPLETE, SceneDone.State.RETAKEN, SceneDone.State.INCOMPLETE}


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A moment of the day, planned and real."""

    kind: str
    label: str
    planned: datetime | None
    real: datetime | None

    @property
    def delay(self) -> int | None:
        """Minutes late; negative is early."""
        if self.planned is None or self.real is None:
            return None
        return int((self.real - self.planned).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who was called, and whether one is there."""

    called: Called
    arrived_at: datetime | None
    left_at: datetime | None
    meal_minutes: int | None
    accompanied_by: str
    note: str
    is_late: bool
    is_minor: bool

    @property
    def is_here(self) -> bool:
        return self.arrived_at is not None


@dataclass(frozen=True, slots=True)
class SceneLine:
    """A scene of the day beside what became of it; `starts_at` and `ends_at` as things go."""

    strip: SheetStrip
    done: SceneDone | None
    starts_at: datetime | None
    ends_at: datetime | None

    @property
    def state(self) -> str:
        return self.done.state if self.done else ""


@dataclass(frozen=True, slots=True)
class Over:
    """What the day costs one person: minutes over the threshold, or a rest too short before the next call."""

    contact_id: int
    name: str
    department: str
    starts_at: datetime
    ends_at: datetime
    worked: int
    overtime: int
    rest: int | None
    earliest_call: datetime | None
    flags: tuple[Flag, ...]

    @property
    def rest_in_hours(self) -> str:
        """« 10 h 40 »."""
        return "" if self.rest is None else f"{self.rest // 60}\u00a0h\u00a0{self.rest % 60:02}"


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the day is going."""

    planned_wrap: datetime
    wrap: datetime
    delay: int
    overtime: tuple[Over, ...]
    short_rest: tuple[Over, ...]
    next_date: date | None
    next_call: datetime | None

    @property
    def overtime_minutes(self) -> int:
        return sum(one.overtime for one in self.overtime)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the page of the day shows."""

    sheet: DaySheet
    marks: tuple[MarkLine, ...]
    people: tuple[PersonLine, ...]
    scenes: tuple[SceneLine, ...]
    checks: tuple[Check, ...]
    incidents: tuple[Incident, ...]
    notes: tuple[Note, ...]
    heading: Heading | None

    @property
    def expected(self) -> int:
        return sum(line.called.call_at is not None for line in self.people)

    @property
    def here(self) -> int:
        return sum(line.is_here and line.called.call_at is not None for line in self.people)

    @property
    def late(self) -> tuple[PersonLine, ...]:
        return tuple(line for line in self.people if line.is_late)

    @property
    def next_check(self) -> Check | None:
        return next((check for check in self.checks if check.done_at is None), None)

    @property
    def checks_done(self) -> int:
        return sum(check.done_at is not None for check in self.checks)


def today(day: Day, *, now: datetime) -> Today:
    """The whole page of a day at an instant."""
    after = _next_day(day)
    sheets = day_sheets([day, after] if after else [day])
    sheet, tomorrow = sheets[0], sheets[1] if after else None
    production = day.board.production
    people = called_on(sheet, production)
    marks = {mark.kind: mark.happened_at for mark in Mark.objects.filter(**happened_on(day))}
    presences = {row.contact_id: row for row in Presence.objects.filter(**happened_on(day))}
    done = {row.scene_id: row for row in SceneDone.objects.filter(**happened_on(day)).select_related("scene")}
    projection = _projected(sheet, marks, done, now=now, pace=_pace(day))
    next_calls = {one.contact_id: one.call_at for one in called_on(tomorrow, production)} if tomorrow else {}
    heading = _heading(sheet, people, presences, projection, tomorrow, next_calls) if projection else None
    steps = {step.key: step for step in projection.steps} if projection else {}
    return Today(
        sheet=sheet,
        marks=tuple(_mark_lines(sheet, marks)),
        people=tuple(_person(one, presences.get(one.contact_id), sheet.date, now) for one in people),
        scenes=tuple(
            SceneLine(
                strip,
                done.get(strip.scene_id or 0),
                steps[str(strip.pk)].start if str(strip.pk) in steps else strip.starts_at,
                steps[str(strip.pk)].end if str(strip.pk) in steps else strip.ends_at,
            )
            for strip in sheet.scenes
        ),
        checks=tuple(Check.objects.filter(**happened_on(day)).select_related("done_by")),
        incidents=tuple(Incident.objects.filter(**happened_on(day)).select_related("contact", "by")),
        notes=tuple(Note.objects.filter(**happened_on(day)).select_related("photo", "by")),
        heading=heading,
    )


def last_marked(production: Production) -> date | None:
    """The latest date whose clock was marked."""
    marks = Mark.objects.filter(day__production=production).order_by("-day__date", "-pk")
    return marks.values_list("day__date", flat=True).first()


def _next_day(day: Day) -> Day | None:
    """The next day of the unit that is shot."""
    rows = Day.objects.filter(board=day.board_id, unit=day.unit, date__gt=day.date, kind=Day.Kind.SHOOT)
    return rows.filter(cancelled_at=None).order_by("date").first()


def _pace(day: Day) -> Fraction:
    """How scenes came out on the days before, against their estimate."""
    totals = SceneDone.objects.filter(
        day__production=day.board.production_id,
        day__date__lt=day.date,
        state__in=SPOKEN_FOR,
        seconds__isnull=False,
        scene__seconds__isnull=False,
    ).aggregate(shot=Sum("seconds"), estimated=Sum("scene__seconds"))
    return pace_so_far(timedelta(seconds=totals["shot"] or 0), timedelta(seconds=totals["estimated"] or 0))


def _projected(
    sheet: DaySheet,
    marks: Mapping[str, datetime],
    done: Mapping[int, SceneDone],
    *,
    now: datetime,
    pace: Fraction,
) -> Projection | None:
    try:
        return project(list(_steps(sheet, marks, done)), now=now, pace=pace)
    except NothingPlanned:
        return None


def _steps(sheet: DaySheet, marks: Mapping[str, datetime], done: Mapping[int, SceneDone]) -> Iterable[Step]:
    """The scenes with hours, the meal among them, and what lies between the last shot and the wrap."""
    found = [_scene_step(strip, done.get(strip.scene_id or 0)) for strip in sheet.scenes if strip.starts_at]
    steps = [step for step in found if step is not None]
    if steps and Mark.Kind.FIRST_SHOT in marks and steps[0].started is None:
        steps[0] = _started(steps[0], marks[Mark.Kind.FIRST_SHOT])
    if sheet.meal:
        began, ended = marks.get(Mark.Kind.MEAL_START), marks.get(Mark.Kind.MEAL_END)
        steps.append(Step("meal", StepKind.MEAL, *sheet.meal, started=began, ended=ended))
    if steps and sheet.last_at and sheet.wrap_at and sheet.wrap_at >= sheet.last_at:
        last, wrap = marks.get(Mark.Kind.LAST_SHOT), marks.get(Mark.Kind.WRAP)
        steps.append(Step("wrap", StepKind.WRAP, sheet.last_at, sheet.wrap_at, started=last, ended=wrap))
    return sorted(steps, key=lambda step: (step.planned_start, step.kind is StepKind.WRAP))


def _scene_step(strip: SheetStrip, row: SceneDone | None) -> Step | None:
    if strip.starts_at is None or strip.ends_at is None or (row is not None and row.state in LEFT_OUT):
        return None
    ended = row.ended_at if row and row.state in ENDED else None
    return Step(
        str(strip.pk), StepKind.SHOOT, strip.starts_at, strip.ends_at, row.started_at if row else None, ended
    )


def _started(step: Step, at: datetime) -> Step:
    return Step(step.key, step.kind, step.planned_start, step.planned_end, at, step.ended)


def _heading(
    sheet: DaySheet,
    people: Sequence[Called],
    presences: Mapping[int, Presence],
    projection: Projection,
    tomorrow: DaySheet | None,
    next_calls: Mapping[int, datetime | None],
) -> Heading:
    by_key = {str(one.contact_id): one for one in people}
    rules = rules_on(sheet.date, {one.joint_committee for one in people})
    attendances = [
        Attendance(
            Person(str(one.contact_id), rules[one.joint_committee], one.birth, paid_overtime=not one.is_flat_rate),
            sheet.date,
            _start(one, presences),
            _planned_end(one, presences, sheet),
            leaves_with_unit=one.leaves_with_unit and _left(one, presences) is None,
            next_call=next_calls.get(one.contact_id),
        )
        for one in people
        if one.call_at is not None
    ]
    found = [_over(outcome, by_key) for outcome in outcomes(attendances, projection)]
    return Heading(
        planned_wrap=to_brussels(projection.planned_wrap),
        wrap=projection.wrap,
        delay=int(projection.delay.total_seconds()) // 60,
        overtime=tuple(one for one in found if one.overtime),
        short_rest=tuple(one for one in found if any(flag.code in SHORT for flag in one.flags)),
        next_date=tomorrow.date if tomorrow else None,
        next_call=tomorrow.call_at if tomorrow else None,
    )


def _over(outcome: Outcome, people: Mapping[str, Called]) -> Over:
    stretch, called = outcome.stretch, people[outcome.stretch.person]
    return Over(
        contact_id=called.contact_id,
        name=called.name,
        department=called.department or called.job,
        starts_at=stretch.start,
        ends_at=stretch.end,
        worked=_minutes(stretch.work),
        overtime=_minutes(outcome.overtime),
        rest=None if outcome.rest is None else _minutes(outcome.rest),
        earliest_call=outcome.earliest_call,
        flags=outcome.flags,
    )


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60


def _start(one: Called, presences: Mapping[int, Presence]) -> datetime:
    """Work is counted from the call, or from the arrival of who came later."""
    row = presences.get(one.contact_id)
    if one.call_at is None:
        raise ValueError(one.contact_id)
    return max(one.call_at, row.arrived_at) if row and row.arrived_at else one.call_at


def _left(one: Called, presences: Mapping[int, Presence]) -> datetime | None:
    row = presences.get(one.contact_id)
    return row.left_at if row else None


def _planned_end(one: Called, presences: Mapping[int, Presence], sheet: DaySheet) -> datetime:
    ends = _left(one, presences) or one.ends_at or sheet.wrap_at or one.call_at
    if ends is None or one.call_at is None:
        raise ValueError(one.contact_id)
    return max(ends, one.call_at)


def _person(one: Called, row: Presence | None, day: date, now: datetime) -> PersonLine:
    arrived = row.arrived_at if row else None
    waited = one.call_at is not None and now > later_by(one.call_at, GRACE)
    return PersonLine(
        called=one,
        arrived_at=arrived,
        left_at=row.left_at if row else None,
        meal_minutes=row.meal_minutes if row else None,
        accompanied_by=row.accompanied_by if row else "",
        note=row.note if row else "",
        is_late=waited and arrived is None,
        is_minor=one.is_minor_on(day),
    )


def _mark_lines(sheet: DaySheet, marks: Mapping[str, datetime]) -> Iterable[MarkLine]:
    starts = [strip.starts_at for strip in sheet.scenes if strip.starts_at]
    planned = {
        Mark.Kind.CALL: sheet.call_at,
        Mark.Kind.READY: sheet.ready_at,
        Mark.Kind.FIRST_SHOT: min(starts) if starts else None,
        Mark.Kind.MEAL_START: sheet.meal[0] if sheet.meal else None,
        Mark.Kind.MEAL_END: sheet.meal[1] if sheet.meal else None,
        Mark.Kind.LAST_SHOT: sheet.last_at,
        Mark.Kind.WRAP: sheet.wrap_at,
    }
    for kind in Mark.Kind:
        yield MarkLine(kind.value, str(kind.label), planned[kind], marks.get(kind))
