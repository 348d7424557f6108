"""The record of a day's report, made of what was marked, noted and counted; what nobody measured stays None."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import Q, Sum

from coulisse.desks.floor.breakdown.models import Category, Tag
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.dailies.models import Incident, Mark, Report, SceneDone
from coulisse.desks.floor.dailies.queries.today import Heading, PersonLine, SceneLine, Today, today
from coulisse.desks.floor.schedule.models import Day, Strip
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.parameters.queries import NoValueInForce, Valued, ValueNotFound, value_on
from coulisse.kernel.times import later_by, to_brussels
from coulisse.papers.call_sheet.records import Span
from coulisse.papers.production_report import (
    Beyond,
    Clocked,
    Count,
    Equipment,
    IncidentKind,
    Minor,
    Moment,
    Presence,
    PresenceKind,
    ProductionReport,
    Progress,
    RestAtRisk,
    RoleHours,
    SceneState,
    ShortRest,
)
from coulisse.papers.production_report import Incident as PaperIncident
from coulisse.papers.production_report import SceneDone as PaperScene
from coulisse.papers.production_report import Signature as PaperSignature

State = SceneDone.State
KINDS = {
    Incident.Kind.EQUIPMENT: IncidentKind.EQUIPMENT,
    Incident.Kind.DAMAGE: IncidentKind.DAMAGE,
    Incident.Kind.PERSON: IncidentKind.PERSON,
    Incident.Kind.WEATHER: IncidentKind.WEATHER,
}
STATES = {
    State.COMPLETE: SceneState.COMPLETE,
    State.INCOMPLETE: SceneState.INCOMPLETE,
    State.SUPPRESSED: SceneState.SUPPRESSED,
    State.RETAKEN: SceneState.RETAKEN,
}
SHOT = (State.COMPLETE, State.INCOMPLETE, State.RETAKEN)
OVERTIME_AFTER = "worktime.overtime_after"
DAILY_REST = "worktime.daily_rest"


@dataclass(frozen=True, slots=True)
class Hours:
    """One person's hours of the day, as payroll takes them."""

    contact_id: int
    name: str
    starts_at: datetime
    ends_at: datetime
    meal_minutes: int
    joint_committee: str


def record_of(report: Report, day: Day, *, now: datetime, closed_at: datetime | None) -> ProductionReport:
    """The whole page as it stands at `now`, for the screen or for the press."""
    production = day.board.production
    seen = today(day, now=now)
    team = {member.function: member.contact.name for member in _heads(day)}
    return ProductionReport(
        film=production.title,
        director=str(production.details.get("director", "")),
        house=production.company.name,
        script=_script_supervisor(team),
        day=day.number or 0,
        of=seen.sheet.total,
        date=day.date,
        at=to_brussels(now),
        closed_at=to_brussels(closed_at) if closed_at else None,
        places=" ; ".join(dict.fromkeys(_place_of(line) for line in seen.scenes)) or None,
        weather=report.weather or None,
        hours=tuple(_clocked(seen)),
        cause=report.cause,
        progress=_progress(report, day, seen),
        scenes=tuple(_scene(line, day) for line in seen.scenes),
        cast=tuple(_role(line, seen) for line in seen.people if line.called.is_cast),
        minors=tuple(_minor(line, day) for line in seen.people if line.is_minor),
        presences=_presences(report, day, seen),
        **_beyond(seen.heading, day),
        rest=_rest(seen.heading, day),
        equipment=tuple(_equipment(report)),
        incidents=tuple(_incident(row) for row in seen.incidents),
        meals_ordered=report.meals_ordered,
        meals_served=report.meals_served,
        signatures=_signatures(report, team),
    )


def without_private(record: ProductionReport) -> ProductionReport:
    """The page for who may not read hours and minors."""
    return replace(record, minors=(), beyond=(), rest=())


def hours_of(day: Day, *, now: datetime) -> tuple[Hours, ...]:
    """Everybody who came, or who was called and not marked absent, with hours that are known."""
    seen = today(day, now=now)
    delay = timedelta(minutes=seen.heading.delay) if seen.heading else timedelta(0)
    meal = _meal_minutes(seen)
    found = []
    for line in seen.people:
        starts = line.arrived_at or line.called.call_at
        planned = line.called.ends_at
        if planned and line.called.leaves_with_unit:
            planned = later_by(planned, delay)
        ends = line.left_at or planned
        if starts is None or ends is None or ends <= starts:
            continue
        taken = meal if line.meal_minutes is None else line.meal_minutes
        found.append(
            Hours(
                line.called.contact_id,
                line.called.name,
                to_brussels(max(starts, line.called.call_at or starts)),
                to_brussels(ends),
                taken,
                line.called.joint_committee,
            )
        )
    return tuple(found)


def _meal_minutes(seen: Today) -> int:
    marks = {line.kind: line.real for line in seen.marks}
    began, ended = marks[Mark.Kind.MEAL_START], marks[Mark.Kind.MEAL_END]
    if began and ended:
        return int((ended - began).total_seconds()) // 60
    return int((seen.sheet.meal[1] - seen.sheet.meal[0]).total_seconds()) // 60 if seen.sheet.meal else 0


def _heads(day: Day) -> Iterable[CrewMember]:
    rows = CrewMember.objects.filter(production=day.board.production_id, left_at__isnull=True)
    return rows.select_related("contact").order_by("order", "pk")


def _script_supervisor(team: Mapping[str, str]) -> str:
    return next((name for function, name in team.items() if function.casefold().startswith("script")), "")


def _place_of(line: SceneLine) -> str:
    place = line.strip.place
    return f"{place.name}" if place else line.strip.set


def _hour(instant: datetime | None) -> time | None:
    return to_brussels(instant).time().replace(tzinfo=None) if instant else None


def _clocked(seen: Today) -> Iterable[Clocked]:
    by_kind = {line.kind: line for line in seen.marks}
    start, end = by_kind[Mark.Kind.MEAL_START], by_kind[Mark.Kind.MEAL_END]
    singles = {
        Moment.CALL: Mark.Kind.CALL,
        Moment.READY: Mark.Kind.READY,
        Moment.FIRST_SHOT: Mark.Kind.FIRST_SHOT,
        Moment.LAST_SHOT: Mark.Kind.LAST_SHOT,
        Moment.WRAP: Mark.Kind.WRAP,
    }
    for moment in Moment:
        if moment is Moment.MEAL:
            yield Clocked(moment, _span(start.planned, end.planned), _span(start.real, end.real))
        else:
            line = by_kind[singles[moment]]
            yield Clocked(moment, _hour(line.planned), _hour(line.real))


def _span(start: datetime | None, end: datetime | None) -> Span | None:
    first, last = _hour(start), _hour(end)
    return Span(first, last) if first and last else None


def _scene(line: SceneLine, day: Day) -> PaperScene:
    row = line.done
    state = STATES.get(State(row.state), SceneState.NOT_SHOT) if row else SceneState.NOT_SHOT
    return PaperScene(
        number=line.strip.number,
        set=line.strip.set,
        planned_eighths=line.strip.eighths,
        done_eighths=row.eighths if row else 0,
        estimated_seconds=line.strip.seconds,
        useful_seconds=row.seconds if row else None,
        shots=row.shots if row else None,
        state=state,
        is_new=bool(row and row.scene.change == Scene.Change.NEW),
        moved_to=_later_day(line, day) if state in {SceneState.NOT_SHOT, SceneState.INCOMPLETE} else None,
        note=row.note if row else "",
    )


def _later_day(line: SceneLine, day: Day) -> int | None:
    """The shooting day of the same board that takes the scene next."""
    rows = Strip.objects.filter(board=day.board_id, scene=line.strip.scene_id, day__date__gt=day.date)
    return rows.order_by("day__date").values_list("day__number", flat=True).first()


def _progress(report: Report, day: Day, seen: Today) -> Progress:
    """Scenes of the board's days: what was planned today, done today, done in all, and what remains."""
    lines = seen.scenes
    done = SceneDone.objects.filter(day__production=day.board.production_id, day__date__lte=day.date)
    of_today = [line.done for line in lines if line.done]
    finished = done.filter(state__in=(State.COMPLETE, State.RETAKEN))
    shot = done.filter(state__in=SHOT)
    sums = shot.aggregate(
        eighths=Sum("eighths", default=0),
        seconds=Sum("seconds"),
        estimated=Sum("scene__seconds"),
        shots=Sum("shots"),
    )
    states = done.aggregate(
        suppressed=CountRows("pk", filter=Q(state=State.SUPPRESSED)),
        retaken=CountRows("pk", filter=Q(state=State.RETAKEN)),
    )
    planned = Strip.objects.filter(board=day.board_id, day__isnull=False, scene__isnull=False)
    whole = planned.aggregate(
        scenes=CountRows("scene", distinct=True), eighths=Sum("eighths", default=0), seconds=Sum("scene__seconds")
    )
    complete = finished.values("scene").distinct().count()
    cards = Report.objects.filter(day__production=day.board.production_id, day__date__lte=day.date).aggregate(
        picture=Sum("picture_cards"), sound=Sum("sound_cards")
    )
    shot_today = [row for row in of_today if row.state in SHOT]
    return Progress(
        scenes=Count(
            len(lines),
            sum(row.state in {State.COMPLETE, State.RETAKEN} for row in of_today),
            complete,
            whole["scenes"] - complete,
        ),
        suppressed=Count(None, sum(row.state == State.SUPPRESSED for row in of_today), states["suppressed"]),
        retakes=Count(0, sum(row.state == State.RETAKEN for row in of_today), states["retaken"]),
        eighths=Count(
            sum(line.strip.eighths for line in lines),
            sum(row.eighths for row in shot_today),
            sums["eighths"],
            whole["eighths"] - sums["eighths"],
        ),
        useful_seconds=Count(None, _known(row.seconds for row in shot_today), sums["seconds"]),
        estimated_seconds=Count(
            _known(line.strip.seconds for line in lines),
            _known(line.strip.seconds for line in lines if line.done and line.done.state in SHOT),
            sums["estimated"],
            (whole["seconds"] or 0) - (sums["estimated"] or 0),
        ),
        shots=Count(None, _known(row.shots for row in shot_today), sums["shots"]),
        picture_cards=Count(None, report.picture_cards, cards["picture"]),
        sound_cards=Count(None, report.sound_cards, cards["sound"]),
    )


def _known(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    found = [value for value in values if value is not None]
    return sum(found) if found else None


def _role(line: PersonLine, seen: Today) -> RoleHours:
    number = line.called.role_number
    played = [
        scene.done
        for scene in seen.scenes
        if scene.done
        and scene.done.state in {*SHOT, State.UNDER_WAY}
        and any(role.number == number for role in scene.strip.roles)
    ]
    starts = [row.started_at for row in played if row.started_at]
    ends = [row.ended_at for row in played if row.ended_at]
    return RoleHours(
        number=str(number),
        role=line.called.job,
        actor=line.called.name,
        pick_up=_hour(line.called.pick_up_at),
        hmc=_hour(line.arrived_at or line.called.hmc_at),
        first_shot=_hour(min(starts)) if starts else None,
        last_shot=_hour(max(ends)) if ends else None,
        released=_hour(line.left_at),
        by_own_means=line.called.pick_up_at is None,
        is_used=bool(played),
        person=line.called.contact_id,
    )


def _minor(line: PersonLine, day: Day) -> Minor:
    birth = line.called.birth
    assert birth is not None
    return Minor(
        name=line.called.name,
        age=day.date.year - birth.year - ((day.date.month, day.date.day) < (birth.month, birth.day)),
        arrived=_hour(line.arrived_at),
        left=_hour(line.left_at),
        with_whom=line.accompanied_by,
        person=line.called.contact_id,
    )


def _presences(report: Report, day: Day, seen: Today) -> tuple[Presence, ...]:
    crew = [line for line in seen.people if not line.called.is_cast and line.called.call_at]
    late = sorted(
        line.arrived_at
        for line in crew
        if line.arrived_at and line.called.call_at and line.arrived_at > line.called.call_at
    )
    minors = [line for line in seen.people if line.is_minor]
    marked = any(line.arrived_at for line in crew)
    return (
        Presence(PresenceKind.EXTRAS, _extras_called(report, day), report.extras_came, report.extras_note),
        Presence(
            PresenceKind.CREW,
            len(crew),
            sum(line.is_here for line in crew) if marked else None,
            ", ".join(f"{to_brussels(hour):%H:%M}" for hour in late),
        ),
        Presence(PresenceKind.CHILDREN, len(minors), sum(line.is_here for line in minors)),
    )


def _extras_called(report: Report, day: Day) -> int | None:
    """As typed, else as the breakdown of the day's scenes counts them."""
    if report.extras_called is not None:
        return report.extras_called
    tags = Tag.objects.filter(scene__strips__day=day, state=Tag.State.CONFIRMED, element__category=Category.EXTRA)
    return int(tags.aggregate(total=Sum("quantity", default=0))["total"])


def _beyond(heading: Heading | None, day: Day) -> dict[str, Any]:
    threshold = _value(OVERTIME_AFTER, day)
    found = heading.overtime if heading else ()
    return {
        "beyond": tuple(
            Beyond(
                one.name,
                one.department,
                _known_hour(one.starts_at),
                _known_hour(one.ends_at),
                one.worked,
                one.overtime,
                one.contact_id,
            )
            for one in found
        ),
        "threshold": int(threshold.number * 60) if threshold else None,
        "threshold_source": threshold.source if threshold else "",
    }


def _known_hour(instant: datetime) -> time:
    return to_brussels(instant).time().replace(tzinfo=None)


def _value(code: str, day: Day) -> Valued | None:
    try:
        return value_on(code, day.date, joint_committee="303.01")
    except (NoValueInForce, ValueNotFound):
        return None


def _rest(heading: Heading | None, day: Day) -> tuple[RestAtRisk, ...]:
    limit = _value(DAILY_REST, day)
    if heading is None or not heading.short_rest or heading.next_date is None or limit is None:
        return ()
    latest = max((one.earliest_call for one in heading.short_rest if one.earliest_call), default=None)
    next_call = heading.next_call
    if next_call is None:
        return ()
    return (
        RestAtRisk(
            heading.next_date,
            _known_hour(next_call),
            int(limit.number * 60),
            tuple(ShortRest(one.name, one.rest or 0, one.contact_id) for one in heading.short_rest),
            proposal=f"{to_brussels(latest):%H:%M}" if latest else "",
        ),
    )


def _equipment(report: Report) -> Iterable[Equipment]:
    for line in report.equipment.splitlines():
        name, _colon, use = line.partition(":")
        if name.strip():
            yield Equipment(name.strip(), use.strip() or None)


def _incident(row: Incident) -> PaperIncident:
    said = " ".join(part for part in (row.text, row.solution) if part)
    return PaperIncident(
        _hour(row.happened_at), KINDS.get(Incident.Kind(row.kind), IncidentKind.OTHER), said, row.is_insured
    )


def _signatures(report: Report, team: Mapping[str, str]) -> tuple[PaperSignature, ...]:
    signed = {row.job: row for row in report.signatures.all()}
    return tuple(
        PaperSignature(
            job,
            signed[job].name if job in signed else name,
            to_brussels(signed[job].at) if job in signed else None,
        )
        for job, name in signers(team)
    )


def signers(team: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Who is asked to sign: script supervisor, first assistant, production manager, as the list has them."""
    wanted = ("script", "1re assist", "1er assist", "directrice de production", "directeur de production")
    found = [
        (function, name)
        for stem in wanted
        for function, name in team.items()
        if function.casefold().startswith(stem)
    ]
    return tuple(dict.fromkeys(found))


def team_of(day: Day) -> Mapping[str, str]:
    return {member.function: member.contact.name for member in _heads(day)}
