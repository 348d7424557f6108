"""What stands between a sheet and its validation: what is missing, and the red lights of the people it calls.

What is missing must be written. A red light may be overridden by a named person with a reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import CallSheet, Revision
from coulisse.desks.floor.callsheets.queries.compose import Composed, everybody
from coulisse.desks.floor.callsheets.queries.plan import Plan
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.crew.queries.red_lights import RedLight, standing_on
from coulisse.desks.floor.schedule.queries.rules import FILM, rules_on
from coulisse.engines.worktime import Break, Code, Flag, Person, Stretch, check
from coulisse.foundation.people.models import Contact
from coulisse.kernel.times import Never, Twice, in_brussels, later_by, to_brussels
from coulisse.papers.call_sheet import CallSheet as Paper
from coulisse.papers.call_sheet import Missing, Span, current, missing, own_call, unmarked

DAYS_BEFORE = timedelta(days=7)
"""How far back days are read: the week before, for the weekly limits."""
OBSTACLE: Final = "obstacle"
STOPPING: Final = frozenset(
    {
        Code.DAILY_REST,
        Code.MINOR_DAY,
        Code.MINOR_WEEK,
        Code.MINOR_WINDOW,
        Code.MINOR_BREAK,
        Code.MINOR_REST,
        Code.MINOR_DEROGATION,
    }
)
"""What nobody is called against without a named person's word; longer days and weeks are shown, and paid."""


@dataclass(frozen=True, slots=True)
class Brake:
    """One red light over the sheet. `code` is `obstacle`, or the working time rule that is broken."""

    code: str
    who: str
    what: str
    detail: str = ""
    measured: timedelta | None = None
    limit: timedelta | None = None
    since: datetime | None = None
    until: datetime | None = None
    rule: str = ""
    source: str = ""
    checked_on: date | None = None
    scenes: tuple[str, ...] = ()
    """The scenes of the day that this person is in."""
    to_be_confirmed: bool = False
    light: int | None = None
    """The row of a red light of the crew lists."""
    stops: bool = True
    """False for what is shown and is no reason to block: a long day, a value to be confirmed."""


@dataclass(frozen=True, slots=True)
class Brakes:
    """All that the page says before « Valider la feuille »."""

    missing: tuple[Missing, ...]
    lights: tuple[Brake, ...]

    @property
    def stopping(self) -> tuple[Brake, ...]:
        return tuple(light for light in self.lights if light.stops)

    @property
    def has_obstacle(self) -> bool:
        return any(light.code == OBSTACLE for light in self.stopping)

    @property
    def has_working_time(self) -> bool:
        return any(light.code != OBSTACLE for light in self.stopping)

    @property
    def is_clear(self) -> bool:
        return not self.missing and not self.stopping


def brakes_on(composed: Composed) -> Brakes:
    """What is missing, the red lights before whom the sheet calls, and the working time that it breaks."""
    sheet = unmarked(composed.now)
    lights = (*_obstacles(composed, sheet), *_working_time(composed.sheet, composed.plan, sheet))
    return Brakes(missing(composed.now), lights)


# ---- red lights of the crew lists ---------------------------------------------------------------------------


def _obstacles(composed: Composed, sheet: Paper) -> Iterator[Brake]:
    plan = composed.plan
    elements = {tag.element_id for tag in plan.tags}
    found = standing_on(plan.production, sheet.date, contacts=everybody(sheet), elements=elements)
    for light in found:
        yield _obstacle(light, plan, sheet)


def _obstacle(light: RedLight, plan: Plan, sheet: Paper) -> Brake:
    return Brake(
        code=OBSTACLE,
        who=light.before,
        what=light.what,
        detail=light.detail,
        rule=light.rule,
        source=light.source,
        checked_on=light.checked_on,
        scenes=_scenes_of(light, plan, sheet),
        light=light.pk,
    )


def _scenes_of(light: RedLight, plan: Plan, sheet: Paper) -> tuple[str, ...]:
    own = own_call(sheet, light.contact_id) if light.contact_id else None
    if own is not None:
        return own.scenes
    return tuple(dict.fromkeys(tag.scene.number for tag in plan.tags if tag.element_id == light.element_id))


# ---- working time -------------------------------------------------------------------------------------------


def _working_time(sheet: CallSheet, plan: Plan, now: Paper) -> Iterator[Brake]:
    """The engine over each person's week: the validated days before, then this one."""
    before = _versions_before(sheet)
    days = [*((paper, wrapped) for paper, wrapped in before), (now, None)]
    people = _people(plan, now)
    posts = {member.contact_id: member for member in plan.crew}
    stretches: dict[int, list[Stretch]] = defaultdict(list)
    for paper, wrapped in days:
        for person in people:
            found = stretch_of(paper, person, wrapped, posts.get(person))
            if found is not None:
                stretches[person].append(found)
    for pk, called in people.items():
        for flag in check(called.engine, stretches[pk]):
            if flag.day == now.date and flag.is_breach:
                yield _broken(flag, called.name, now, pk)


@dataclass(frozen=True, slots=True)
class _Called:
    name: str
    engine: Person


def _people(plan: Plan, now: Paper) -> dict[int, _Called]:
    """Whom the sheet calls, with the rules of their joint committee; a minor's age counts where it is known."""
    committees = {member.contact_id: member.joint_committee for member in plan.crew}
    rules = rules_on(now.date, committees.values())
    names = {role.person: role.actor for role in now.cast if role.person is not None}
    names |= {
        member.person: member.name
        for department in now.crew
        for member in department.members
        if member.person is not None
    }
    minors = {role.person for role in now.cast if role.is_minor}
    births = dict(Contact.objects.filter(pk__in=[pk for pk in minors if pk]).values_list("pk", "birthday"))
    return {
        pk: _Called(name, Person(str(pk), rules[committees.get(pk, FILM)], birth=births.get(pk)))
        for pk, name in names.items()
    }


def _versions_before(sheet: CallSheet) -> list[tuple[Paper, datetime | None]]:
    """The last validated version of each day of the week before, whatever the unit, with its real wrap."""
    rows = (
        Revision.objects.filter(
            sheet__production=sheet.production,
            sheet__date__lt=sheet.date,
            sheet__date__gte=sheet.date - DAYS_BEFORE,
        )
        .select_related("sheet")
        .order_by("sheet__date", "number")
    )
    latest = {row.sheet_id: row for row in rows}
    return [(unmarked(sheet_of(row.content)), row.sheet.wrapped_at) for row in latest.values()]


def stretch_of(
    sheet: Paper, person: int, wrapped: datetime | None = None, post: CrewMember | None = None
) -> Stretch | None:
    """One person's presence as the sheet has it; `wrapped` is the real wrap of those who leave with the unit.

    A technician's post may say that they leave some minutes after the wrap, or always at an hour of their own.
    """
    own = own_call(sheet, person)
    if own is None or own.call is None or own.wrap is None:
        return None
    start = _at(sheet.date, own.call.hour)
    leaves_with_unit = own.wrap.hour == current(sheet.hours.wrap)
    end = to_brussels(wrapped) if wrapped and leaves_with_unit else _after(sheet.date, own.wrap.hour, start)
    if post is not None and leaves_with_unit:
        own_hour = post.leaves_at and _after(sheet.date, post.leaves_at, start)
        end = own_hour or later_by(end, timedelta(minutes=post.wrap_shift))
    if end <= start:
        return None
    return Stretch(str(person), sheet.date, start, end, tuple(_meals(sheet, start)))


def _meals(sheet: Paper, start: datetime) -> Iterator[Break]:
    meal: Span | None = current(sheet.hours.meal)
    if meal is not None:
        begins = _after(sheet.date, meal.start, start)
        yield Break(begins, _after(sheet.date, meal.end, begins))


def _at(day: date, hour: time) -> datetime:
    return in_brussels(day, hour, twice=Twice.EARLIER, never=Never.SHIFT)


def _after(day: date, hour: time, start: datetime) -> datetime:
    """That hour of the day, or of the next morning where it is earlier than `start`."""
    moment = _at(day, hour)
    return moment if moment >= start else _at(day + timedelta(days=1), hour)


def _broken(flag: Flag, name: str, sheet: Paper, person: int) -> Brake:
    own = own_call(sheet, person)
    return Brake(
        code=flag.code.value,
        who=name,
        what="",
        measured=flag.measured,
        limit=flag.limit,
        since=flag.since,
        until=flag.until,
        rule=flag.rule.code,
        source=flag.rule.source,
        checked_on=flag.rule.read_on,
        scenes=own.scenes if own else (),
        to_be_confirmed=flag.rule.to_be_confirmed,
        stops=flag.may_block and flag.code in STOPPING,
    )


def who_is_stopped(lights: Iterable[Brake]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(light.who for light in lights))
