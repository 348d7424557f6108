"""The red lights of a board: what is in the way of a strip or a day, by how much, and by which rule.

No query here: everything comes from `rows`. The hours are judged by the engine of working time, the light by the
sun over the place; this file only says who is where from when to when. Words are made in `wording`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, cast

from coulisse.desks.floor.crew.models import Obstacle
from coulisse.desks.floor.schedule.models import Day, ElementEvent
from coulisse.desks.floor.schedule.queries.rows import (
    DAY,
    PERSON_CARD,
    PLACE_CARD,
    BoardRows,
    ElementRow,
    StripRow,
    Taken,
    midnight,
)
from coulisse.desks.floor.schedule.queries.rules import FILM
from coulisse.desks.floor.script.models import Scene
from coulisse.engines.stripboard.hours import DayHours, Shot
from coulisse.engines.worktime import (
    Break,
    Daylight,
    Person,
    Rule,
    Stretch,
    check,
    daylight,
    exterior_day,
    exterior_night,
)
from coulisse.engines.worktime import Flag as HoursFlag
from coulisse.foundation.people.models import Availability
from coulisse.foundation.places.models import Place
from coulisse.kernel.times import Never, Twice, in_brussels, later_by

MINUTE: Final = timedelta(minutes=1)
LIGHT_OF_DAY: Final = Scene.Effect.DAY
LIGHT_OF_NIGHT: Final = Scene.Effect.NIGHT


class Level(StrEnum):
    """How loud: `stop` is red, `warn` is to be looked at, `info` is told and no more."""

    STOP = "stop"
    WARN = "warn"
    INFO = "info"


LOUDEST: Final = {Level.STOP: 0, Level.WARN: 1, Level.INFO: 2}


class FlagCode(StrEnum):
    """What is in the way; flags of working time have the codes of its engine."""

    OBSTACLE = "obstacle"
    PERSON_UNAVAILABLE = "person-unavailable"
    PERSON_ON_OPTION = "person-on-option"
    PERSON_BOOKED = "person-booked"
    ELEMENT_AWAY = "element-away"
    OUTSIDE_CONTRACT = "outside-contract"
    IN_TWO_UNITS = "in-two-units"
    PLACE_BOOKED = "place-booked"
    EQUIPMENT_BOOKED = "equipment-booked"
    EIGHTHS_OVER = "eighths-over"
    PAST_WRAP = "past-wrap"
    NO_DAYLIGHT = "no-daylight"
    NO_DARKNESS = "no-darkness"
    SCENE_OMITTED = "scene-omitted"


@dataclass(frozen=True, slots=True)
class Flag:
    """One light on one day. `found` and `limit` are minutes for hours, eighths for pages.

    `strips` are those that it bars, `elements` the roles or things concerned, `who` the name to say.
    """

    code: str
    level: Level
    day_id: int
    strips: tuple[int, ...] = ()
    elements: tuple[int, ...] = ()
    who: str = ""
    detail: str = ""
    found: int | None = None
    limit: int | None = None
    rule: Rule | None = None
    said: str = ""
    """A rule in words, where a person wrote it instead of a parameter: an obstacle's."""
    source: str = ""
    checked_on: date | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_private: bool = False
    """Tells of a minor or of health: only for those who may read it."""

    @property
    def is_red(self) -> bool:
        return self.level is Level.STOP


def flags_of(rows: BoardRows) -> tuple[Flag, ...]:
    """Every light of the board, day by day, the loudest first."""
    standing = [day for day in rows.days if day.cancelled_at is None]
    found = [flag for day in standing for flag in _of_day(rows, day)]
    found += _two_units(rows, standing)
    found += _hours(rows)
    order = {day.pk: place for place, day in enumerate(rows.days)}
    return tuple(sorted(found, key=lambda flag: (order[flag.day_id], LOUDEST[flag.level])))


def _of_day(rows: BoardRows, day: Day) -> Iterator[Flag]:
    strips = rows.by_day.get(day.pk, [])
    if strips:
        yield from _obstacles(rows, day, strips)
        yield from _people(rows, day, strips)
        yield from _elements(rows, day, strips)
        yield from _places(rows, day, strips)
        yield from _equipment(rows, day, strips)
        yield from _length(rows, day, strips)
        yield from _light(rows, day, strips)
        yield from _omitted(day, strips)


def _with(rows: BoardRows, strips: Iterable[StripRow], elements: set[int]) -> tuple[int, ...]:
    return tuple(strip.pk for strip in strips if any(one.pk in elements for one in rows.wanted_by(strip)))


def _elements_on(rows: BoardRows, strips: Iterable[StripRow]) -> dict[int, ElementRow]:
    return {one.pk: one for strip in strips for one in rows.wanted_by(strip)}


def _obstacles(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    if not rows.obstacles:
        return
    elements = _elements_on(rows, strips)
    crew = {one.contact_id: one.name for one in rows.crew if one.works_on(day.date)}
    for obstacle in rows.obstacles:
        if not _covers(obstacle.starts_on, obstacle.ends_on, day.date):
            continue
        whose = {
            pk
            for pk, one in elements.items()
            if pk == obstacle.element_id or (obstacle.contact_id and one.contact_id == obstacle.contact_id)
        }
        technician = crew.get(obstacle.contact_id or 0, "")
        if whose or technician:
            who = next((elements[pk].called for pk in sorted(whose)), technician)
            yield _obstacle_flag(obstacle, day, _with(rows, strips, whose), tuple(sorted(whose)), who)


def _obstacle_flag(
    obstacle: Obstacle, day: Day, strips: tuple[int, ...], elements: tuple[int, ...], who: str
) -> Flag:
    return Flag(
        FlagCode.OBSTACLE,
        Level.STOP,
        day.pk,
        strips,
        elements,
        who,
        detail=f"{obstacle.kind}:{obstacle.detail}",
        said=obstacle.rule,
        source=obstacle.source,
        checked_on=obstacle.checked_on,
        is_private=obstacle.kind in {Obstacle.Kind.MEDICAL, Obstacle.Kind.CHILD},
    )


def _people(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    """Actors who are away, or taken by another production."""
    cast: dict[int, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    for pk, one in _elements_on(rows, strips).items():
        if one.contact_id:
            cast[one.contact_id].add(pk)
            names[one.contact_id] = one.called
    for absence in (one for who in cast for one in rows.away_of.get(who, ())):
        if absence.covers(day.date):
            gone = absence.kind == Availability.State.UNAVAILABLE
            theirs = cast[absence.who]
            yield Flag(
                FlagCode.PERSON_UNAVAILABLE if gone else FlagCode.PERSON_ON_OPTION,
                Level.STOP if gone else Level.WARN,
                day.pk,
                _with(rows, strips, theirs),
                tuple(sorted(theirs)),
                names[absence.who],
                detail=absence.note,
            )
    for taken in _taken_on(rows, day, PERSON_CARD):
        theirs = cast.get(taken.subject_id or 0, set())
        if theirs:
            yield _taken_flag(FlagCode.PERSON_BOOKED, taken, day, _with(rows, strips, theirs), theirs)


def _elements(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    """Elements noted as away, and days before or after their contracts."""
    elements = _elements_on(rows, strips)
    for event in rows.events:
        one = elements.get(event.who)
        if one is None:
            continue
        away = event.kind == ElementEvent.Kind.AWAY and event.covers(day.date)
        early = event.kind == ElementEvent.Kind.START and day.date < event.first
        late = event.kind == ElementEvent.Kind.FINISH and day.date > event.last
        if away or early or late:
            yield Flag(
                FlagCode.ELEMENT_AWAY if away else FlagCode.OUTSIDE_CONTRACT,
                Level.STOP,
                day.pk,
                _with(rows, strips, {one.pk}),
                (one.pk,),
                one.called,
                detail=event.note,
            )


def _places(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    for taken in _taken_on(rows, day, PLACE_CARD):
        there = tuple(strip.pk for strip in strips if rows.place_of(strip, day) == taken.subject_id)
        if there:
            yield _taken_flag(FlagCode.PLACE_BOOKED, taken, day, there, set())


def _equipment(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    """A piece that other productions hold so many of that what is left isn't what the scenes want."""
    held = {taken.unit: taken for taken in _taken_on(rows, day, "")}
    for pk, one in _elements_on(rows, strips).items():
        units = rows.items.get(one.name, ())
        gone = [held[unit] for unit in units if unit in held]
        if gone and len(units) - len(gone) < one.quantity:
            firm = [taken for taken in gone if not taken.is_option]
            is_firm = len(units) - len(firm) < one.quantity
            first = (firm or gone)[0]
            yield Flag(
                FlagCode.EQUIPMENT_BOOKED,
                Level.STOP if is_firm else Level.WARN,
                day.pk,
                _with(rows, strips, {pk}),
                (pk,),
                one.name,
                since=first.during.lower,
                until=first.during.upper,
            )


def _taken_on(rows: BoardRows, day: Day, subject: str) -> Iterator[Taken]:
    """Bookings of others that meet the hours of the day; the whole date where no hour was typed."""
    clock = rows.clocks.get(day.pk)
    start, end = (clock.call, clock.wrap) if clock else (midnight(day.date), midnight(day.date + DAY))
    for taken in rows.taken:
        if taken.subject == subject and taken.during.lower < end and start < taken.during.upper:
            yield taken


def _taken_flag(code: FlagCode, taken: Taken, day: Day, strips: tuple[int, ...], elements: set[int]) -> Flag:
    return Flag(
        code,
        Level.WARN if taken.is_option else Level.STOP,
        day.pk,
        strips,
        tuple(sorted(elements)),
        taken.unit,
        since=taken.during.lower,
        until=taken.during.upper,
    )


def _length(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    eighths = sum(strip.eighths for strip in strips if not strip.is_omitted)
    if day.most_eighths is not None and eighths > day.most_eighths:
        yield Flag(FlagCode.EIGHTHS_OVER, Level.STOP, day.pk, found=eighths, limit=day.most_eighths)
    clock = rows.clocks.get(day.pk)
    if clock is not None and clock.past_the_wrap:
        yield Flag(
            FlagCode.PAST_WRAP,
            Level.WARN,
            day.pk,
            found=clock.past_the_wrap // MINUTE,
            since=clock.typed_wrap,
            until=clock.last,
        )


def _light(rows: BoardRows, day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    """Exteriors against the civil light of their place; no position, no answer."""
    clock = rows.clocks.get(day.pk)
    if clock is None:
        return
    hours = {shot.key: shot for shot in clock.shots}
    for strip in strips:
        place = rows.places.get(rows.place_of(strip, day) or 0)
        sun = _sun(place, day.date)
        if not strip.is_outside or strip.is_omitted or sun is None:
            continue
        shot = hours[strip.pk]
        judge = {LIGHT_OF_DAY: exterior_day, LIGHT_OF_NIGHT: exterior_night}.get(Scene.Effect(strip.effect))
        against = judge(str(strip.pk), shot.start, shot.end, sun) if judge else None
        if against is not None:
            by_day = strip.effect == LIGHT_OF_DAY
            yield Flag(
                against.code,
                Level.STOP,
                day.pk,
                (strip.pk,),
                who=strip.number,
                found=against.against // MINUTE,
                since=sun.dawn if by_day else sun.sunrise,
                until=sun.dusk if by_day else sun.sunset,
            )


def _sun(place: Place | None, day: date) -> Daylight | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return _daylight(float(place.latitude), float(place.longitude), day)


@lru_cache(maxsize=4096)
def _daylight(latitude: float, longitude: float, day: date) -> Daylight:
    """A millisecond each, and asked again at every move."""
    return daylight(latitude, longitude, day)


def _omitted(day: Day, strips: Sequence[StripRow]) -> Iterator[Flag]:
    for strip in strips:
        if strip.is_omitted:
            yield Flag(FlagCode.SCENE_OMITTED, Level.WARN, day.pk, (strip.pk,), who=strip.number)


def _two_units(rows: BoardRows, days: Sequence[Day]) -> Iterator[Flag]:
    """A role wanted by two units on one date."""
    on_date: dict[date, list[Day]] = defaultdict(list)
    for day in days:
        on_date[day.date].append(day)
    for together in on_date.values():
        wanted = [(day, _elements_on(rows, rows.by_day.get(day.pk, []))) for day in together]
        for day, elements in wanted:
            for pk, one in elements.items():
                elsewhere = any(pk in others for other, others in wanted if other is not day)
                if one.is_role and elsewhere:
                    strips = _with(rows, rows.by_day.get(day.pk, []), {pk})
                    yield Flag(FlagCode.IN_TWO_UNITS, Level.STOP, day.pk, strips, (pk,), one.called)


# Hours: who is there from when to when, and what the engine says of it.


@dataclass(frozen=True, slots=True)
class _Presence:
    """One person on one day, and the strips that make the day so long."""

    stretch: Stretch
    day_id: int
    strips: tuple[int, ...]


def _hours(rows: BoardRows) -> Iterator[Flag]:
    yield from _hours_of_roles(rows)
    yield from _hours_of_crew(rows)


def _hours_of_roles(rows: BoardRows) -> Iterator[Flag]:
    """Each actor from the first chair of make-up to the end of the last scene; one person may play two roles."""
    rules = rows.rules.get(FILM)
    if rules is None:
        return
    people: dict[str, list[ElementRow]] = defaultdict(list)
    for role in rows.roles:
        people[_key_of(role)].append(role)
    presences = _presences(rows)
    for key, roles in people.items():
        theirs = presences.get(key)
        if theirs:
            # Whether a child's authorisation is there, the obstacles say: the engine isn't asked.
            birth = birth_of(roles[0], theirs[0].stretch.day)
            person = Person(key, rules, birth=birth, has_derogation=True)
            yield from _judged(person, theirs, tuple(sorted(role.pk for role in roles)), roles[0].called)


def _key_of(role: ElementRow) -> str:
    return f"contact {role.contact_id}" if role.contact_id else f"role {role.pk}"


def birth_of(role: ElementRow, day: date) -> date | None:
    """The birthday on the card; else, for a role noted as a minor's, one that gives the age noted."""
    if role.birthday is not None:
        return role.birthday
    return date(day.year - role.minor_age, 1, 1) if role.minor_age is not None else None


def _presences(rows: BoardRows) -> dict[str, list[_Presence]]:
    """For each person of the cast, the days of presence in order."""
    found: dict[str, list[_Presence]] = defaultdict(list)
    for day in rows.days:
        clock = rows.clocks.get(day.pk)
        if clock is None:
            continue
        meal = _meal_of(clock)
        on_set: dict[str, list[tuple[Shot, int]]] = defaultdict(list)
        for strip, shot in zip(rows.by_day[day.pk], clock.shots, strict=True):
            if not strip.is_omitted:
                for key, ready in _called_for(rows, strip).items():
                    on_set[key].append((shot, ready))
        for key, shots in on_set.items():
            start = later_by(shots[0][0].start, -max(ready for _shot, ready in shots) * MINUTE)
            stretch = Stretch(key, day.date, start, shots[-1][0].end, meal)
            found[key].append(_Presence(stretch, day.pk, tuple(cast("int", shot.key) for shot, _ready in shots)))
    return found


def _called_for(rows: BoardRows, strip: StripRow) -> dict[str, int]:
    """Whoever plays in a strip, with the minutes from arriving to being ready."""
    called: dict[str, int] = {}
    for role in rows.wanted_by(strip):
        if role.is_role:
            key = _key_of(role)
            called[key] = max(called.get(key, 0), role.ready_minutes)
    return called


def _hours_of_crew(rows: BoardRows) -> Iterator[Flag]:
    """Technicians who come and go at the same hours are looked at once, and counted."""
    alike: dict[_Hours, list[str]] = defaultdict(list)
    for one in rows.crew:
        if not one.has_no_call:
            hours = _Hours(
                one.joint_committee, one.call_shift, one.wrap_shift, one.leaves_at, one.starts_on, one.ends_on
            )
            alike[hours].append(one.name)
    for hours, names in alike.items():
        rules = rows.rules.get(hours.joint_committee)
        if rules is None:
            continue
        presences = [
            _Presence(_stretch_of(hours, day.date, clock), day.pk, ())
            for day in rows.days
            if not day.unit
            and (clock := rows.clocks.get(day.pk))
            and _covers(hours.starts_on, hours.ends_on, day.date)
        ]
        who = names[0] if len(names) == 1 else f"*{len(names)}"
        yield from _judged(Person(hours.key, rules), presences, (), who)


@dataclass(frozen=True, slots=True)
class _Hours:
    """How somebody's day lies around the unit's."""

    joint_committee: str
    call_shift: int
    wrap_shift: int
    leaves_at: time | None
    starts_on: date | None
    ends_on: date | None

    @property
    def key(self) -> str:
        return f"crew {self}"


def _stretch_of(hours: _Hours, day: date, clock: DayHours) -> Stretch:
    start = later_by(clock.call, hours.call_shift * MINUTE)
    end = later_by(clock.wrap, hours.wrap_shift * MINUTE)
    if hours.leaves_at is not None:
        end = in_brussels(day, hours.leaves_at, twice=Twice.EARLIER, never=Never.SHIFT)
    return Stretch(hours.key, day, start, max(start, end), _meal_of(clock))


def _meal_of(clock: DayHours) -> tuple[Break, ...]:
    return (Break(*clock.meal),) if clock.meal else ()


def _judged(person: Person, presences: Sequence[_Presence], elements: tuple[int, ...], who: str) -> Iterator[Flag]:
    on = {presence.stretch.day: presence for presence in presences}
    for found in _checked(person, tuple(presence.stretch for presence in presences)):
        presence = on[found.day]
        yield Flag(
            found.code,
            _level(found),
            presence.day_id,
            presence.strips,
            elements,
            who,
            found=found.measured // MINUTE,
            limit=found.limit // MINUTE,
            rule=found.rule,
            since=found.since,
            until=found.until,
            is_private=found.code.startswith("minor"),
        )


@lru_cache(maxsize=8192)
def _checked(person: Person, stretches: tuple[Stretch, ...]) -> tuple[HoursFlag, ...]:
    """The engine is pure: after a move, only the people whose hours changed are looked at again."""
    return check(person, stretches)


def _level(found: HoursFlag) -> Level:
    if not found.is_breach:
        return Level.INFO
    return Level.STOP if found.may_block else Level.WARN


def _covers(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
