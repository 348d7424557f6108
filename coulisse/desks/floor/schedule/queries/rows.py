"""A board and all that stands around it, as it lies in the database: read in a constant number of queries.

`flags` and `board` work on these records alone, so that a screen, an answer to a move and a proposal of another
order look at the same facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import CrewMember, Obstacle
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent, Strip
from coulisse.desks.floor.schedule.queries.days import typed_hours
from coulisse.desks.floor.schedule.queries.rules import FILM, rules_kept
from coulisse.desks.floor.script.models import Scene
from coulisse.engines.stripboard.hours import DayHours, NoHours, hours_of
from coulisse.engines.worktime import Rules
from coulisse.foundation.bookings.models import Booking, Unit
from coulisse.foundation.people.models import Availability
from coulisse.foundation.places.models import Place
from coulisse.foundation.search.writing import plain
from coulisse.kernel.times import in_brussels

OUTSIDE: Final = frozenset({Scene.IntExt.EXT, Scene.IntExt.BOTH})
DAY: Final = timedelta(days=1)
UNREAD: Final = tuple(
    f"place__{name}" for name in ("access", "parking", "power", "noise", "light", "notes", "folded")
)
"""What a card of a place holds besides, and no board looks at."""
PERSON_CARD: Final = "people.contact"
PLACE_CARD: Final = "places.place"
IN_THE_WAY: Final = (ElementEvent.Kind.AWAY, ElementEvent.Kind.START, ElementEvent.Kind.FINISH)


@dataclass(frozen=True, slots=True)
class ElementRow:
    """What a scene wants: a role with who plays it, equipment, or anything that has an obstacle or an event."""

    pk: int
    category: str
    number: int | None
    name: str
    minor_age: int | None
    quantity: int
    contact_id: int | None
    actor: str
    birthday: date | None
    ready_minutes: int

    @property
    def is_role(self) -> bool:
        return self.category == Category.ROLE

    @property
    def called(self) -> str:
        """Who is meant: the actor where one is cast, else the name of the element."""
        return self.actor or self.name


@dataclass(frozen=True, slots=True)
class StripRow:
    """A strip with what its scene says."""

    pk: int
    version: int
    kind: str
    day_id: int | None
    position: int
    part: str
    eighths: int
    minutes: int
    text: str
    note: str
    scene_id: int | None
    scene: str
    int_ext: str
    effect: str
    synopsis: str
    seconds: int | None
    is_omitted: bool
    set_id: int | None
    set: str
    place_id: int | None

    @property
    def is_outside(self) -> bool:
        return self.int_ext in OUTSIDE

    @property
    def number(self) -> str:
        """« 12A », and « 12Ab » for the second part of it."""
        return f"{self.scene}{self.part}"


@dataclass(frozen=True, slots=True)
class CrewRow:
    """A technician as far as hours go."""

    contact_id: int
    name: str
    joint_committee: str
    call_shift: int
    has_no_call: bool
    starts_on: date | None
    ends_on: date | None
    wrap_shift: int = 0
    leaves_at: time | None = None

    def works_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody, or some element, on the days between two dates."""

    who: int
    kind: str
    first: date
    last: date
    note: str = ""

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit booked by another production, from one instant to another."""

    subject: str
    subject_id: int | None
    unit: str
    is_option: bool
    during: DateTimeTZRange


@dataclass(frozen=True)
class BoardRows:
    """One board, and what stands around its days."""

    board: Board
    days: Sequence[Day]
    strips: Sequence[StripRow]
    wants: Mapping[int, tuple[ElementRow, ...]]
    """The elements of each scene, roles in order of their numbers."""
    crew: Sequence[CrewRow] = ()
    away: Sequence[Away] = ()
    """Cards of people: unavailable or on option."""
    events: Sequence[Away] = ()
    """Elements: away, or the ends of their contracts."""
    obstacles: Sequence[Obstacle] = ()
    taken: Sequence[Taken] = ()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The numbered items of the house that answer to the name of a piece of equipment."""
    rules: Mapping[str, Rules] = field(default_factory=dict)

    @cached_property
    def by_day(self) -> Mapping[int | None, list[StripRow]]:
        found: dict[int | None, list[StripRow]] = defaultdict(list)
        for strip in self.strips:
            found[strip.day_id].append(strip)
        return found

    @cached_property
    def clocks(self) -> Mapping[int, DayHours]:
        """The clock of each day whose hours were typed and that holds a strip; a cancelled day has none."""
        found = {}
        for day in self.days:
            strips = self.by_day.get(day.pk, [])
            if day.cancelled_at is None and strips:
                try:
                    found[day.pk] = hours_of(typed_hours(day), [(one.pk, one.minutes) for one in strips])
                except NoHours:
                    continue
        return found

    @cached_property
    def away_of(self) -> Mapping[int, list[Away]]:
        """The absences of each person."""
        found: dict[int, list[Away]] = defaultdict(list)
        for absence in self.away:
            found[absence.who].append(absence)
        return found

    @cached_property
    def roles(self) -> tuple[ElementRow, ...]:
        """The roles of the whole board in order of their numbers."""
        found = {one.pk: one for wanted in self.wants.values() for one in wanted if one.is_role}
        return tuple(sorted(found.values(), key=lambda role: (role.number is None, role.number or 0, role.name)))

    @cached_property
    def places(self) -> Mapping[int, Place]:
        """The places of the days and of the sets."""
        known = {day.place_id: day.place for day in self.days if day.place_id and day.place}
        missing = {one.place_id for one in self.strips if one.place_id} - known.keys()
        known.update(Place.objects.in_bulk(missing) if missing else {})
        return known

    def wanted_by(self, strip: StripRow) -> tuple[ElementRow, ...]:
        return self.wants.get(strip.scene_id or 0, ())

    def place_of(self, strip: StripRow, day: Day) -> int | None:
        return strip.place_id or day.place_id


def rows_of(board: Board) -> BoardRows:
    """Everything about one board, in fourteen queries at most."""
    days = list(board.days.select_related("place").defer(*UNREAD).order_by("date", "unit", "pk"))
    strips = strips_of(board)
    wants = wants_of(board.production_id)
    if not days:
        return BoardRows(board, days, strips, wants)
    first, last = days[0].date, days[-1].date
    crew = crew_of(board.production_id)
    elements = {one.pk: one for wanted in wants.values() for one in wanted}
    people = {one.contact_id for one in elements.values() if one.contact_id} | {one.contact_id for one in crew}
    places = {day.place_id for day in days if day.place_id} | {one.place_id for one in strips if one.place_id}
    items = items_named(one.name for one in elements.values() if one.category == Category.EQUIPMENT)
    return BoardRows(
        board,
        days,
        strips,
        wants,
        crew=crew,
        away=away_between(people, first, last),
        events=events_between(board.production_id, first, last),
        obstacles=list(Obstacle.objects.filter(production_id=board.production_id, lifted_at__isnull=True)),
        taken=taken_between(board.production_id, people, places, items, first, last),
        items=items,
        rules=rules_kept(first, (one.joint_committee for one in crew)),
    )


def strips_of(board: Board) -> list[StripRow]:
    """Plain tuples, not rows of models: three hundred of these are read at each move."""
    rows = (
        Strip.objects.filter(board=board)
        .order_by("position", "pk")
        .values_list(
            "pk",
            "version",
            "kind",
            "day_id",
            "position",
            "part",
            "eighths",
            "minutes",
            "text",
            "note",
            "scene_id",
            "scene__number",
            "scene__int_ext",
            "scene__effect",
            "scene__synopsis",
            "scene__seconds",
            "scene__omitted_at",
            "scene__set_id",
            "scene__set__name",
            "scene__set__place_id",
        )
    )
    return [
        StripRow(
            *row[:11],
            scene=row[11] or "",
            int_ext=row[12] or "",
            effect=row[13] or "",
            synopsis=row[14] or "",
            seconds=row[15],
            is_omitted=row[16] is not None,
            set_id=row[17],
            set=row[18] or "",
            place_id=row[19],
        )
        for row in rows
    ]


def wants_of(production: int) -> dict[int, tuple[ElementRow, ...]]:
    """What each scene wants, as far as a plan cares: roles, equipment, and what has an obstacle or an event."""
    troubled = Obstacle.objects.filter(production=production, lifted_at__isnull=True, element__isnull=False)
    with_event = ElementEvent.objects.filter(element__production=production, kind__in=IN_THE_WAY)
    rows = (
        Tag.objects.filter(scene__production=production, state=Tag.State.CONFIRMED)
        .filter(
            Q(element__category__in=[Category.ROLE, Category.EQUIPMENT])
            | Q(element__in=troubled.values("element"))
            | Q(element__in=with_event.values("element"))
        )
        .order_by("element__number", "element__key")
        .values_list("scene_id", "element_id", "quantity")
    )
    tags = list(rows)
    elements = elements_of({element for _scene, element, _quantity in tags})
    found: dict[int, list[ElementRow]] = defaultdict(list)
    for scene, pk, quantity in tags:
        one = elements[pk]
        found[scene].append(one if quantity == 1 else replace(one, quantity=quantity))
    return {scene: tuple(wanted) for scene, wanted in found.items()}


def elements_of(keys: Iterable[int]) -> dict[int, ElementRow]:
    """Each element once, with who plays it: a thousand tags name the same few dozen."""
    rows = Element.objects.filter(pk__in=list(keys)).values_list(
        "pk",
        "category",
        "number",
        "name",
        "minor_age",
        "casting__contact_id",
        "casting__contact__name",
        "casting__contact__birthday",
        "casting__dressing_minutes",
        "casting__makeup_minutes",
        "casting__hair_minutes",
    )
    return {
        row[0]: ElementRow(
            *row[:5],
            quantity=1,
            contact_id=row[5],
            actor=row[6] or "",
            birthday=row[7],
            ready_minutes=sum(minutes or 0 for minutes in row[8:11]),
        )
        for row in rows
    }


def crew_of(production: int) -> list[CrewRow]:
    rows = CrewMember.objects.filter(production=production, left_at__isnull=True).values_list(
        "contact_id",
        "contact__name",
        "joint_committee",
        "call_shift",
        "no_call",
        "starts_on",
        "ends_on",
        "wrap_shift",
        "leaves_at",
    )
    return [
        CrewRow(contact, name, committee or FILM, call, bool(no_call), starts_on, ends_on, wrap, leaves_at)
        for contact, name, committee, call, no_call, starts_on, ends_on, wrap, leaves_at in rows
    ]


def away_between(people: Iterable[int], first: date, last: date) -> list[Away]:
    rows = Availability.objects.filter(
        contact__in=list(people),
        state__in=[Availability.State.UNAVAILABLE, Availability.State.OPTION],
        starts_on__lte=last,
        ends_on__gte=first,
    )
    return [Away(*row) for row in rows.values_list("contact_id", "state", "starts_on", "ends_on", "note")]


def events_between(production: int, first: date, last: date) -> list[Away]:
    """The absences that touch these days, and the ends of contracts wherever they lie."""
    rows = ElementEvent.objects.filter(element__production=production, kind__in=IN_THE_WAY).exclude(
        Q(kind=ElementEvent.Kind.AWAY) & (Q(starts_on__gt=last) | Q(ends_on__lt=first))
    )
    return [Away(*row) for row in rows.values_list("element_id", "kind", "starts_on", "ends_on", "note")]


def items_named(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For « Ronin 2 »: « Ronin 2 » and « Ronin 2 n° 1 », as far as the house keeps such items."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    spelt = Q()
    for name in wanted:
        spelt |= Q(name__istartswith=name)
    units = Unit.objects.filter(spelt, kind=Unit.Kind.ITEM, archived_at__isnull=True)
    kept = [(unit, plain(unit)) for unit in units.values_list("name", flat=True)]
    return {name: tuple(unit for unit, written in kept if _answers(written, plain(name))) for name in wanted}


def _answers(unit: str, name: str) -> bool:
    """« ronin 2 », « ronin 2 n° 1 », « ronin 2, n° 1 »; not « ronin 25 »."""
    rest = unit.removeprefix(name).lstrip(" ,")
    return unit.startswith(name) and (not rest or rest.startswith(("n°", "n ", "no", "#")))


def taken_between(
    production: int,
    people: Iterable[int],
    places: Iterable[int],
    items: Mapping[str, tuple[str, ...]],
    first: date,
    last: date,
) -> list[Taken]:
    """What other productions have booked or optioned of these units meanwhile."""
    between = DateTimeTZRange(midnight(first), midnight(last + 2 * DAY))
    names = [unit for units in items.values() for unit in units]
    rows = (
        Booking.objects.filter(during__overlap=between)
        .exclude(state=Booking.State.RELEASED)
        .exclude(production=production)
        .filter(
            Q(unit__subject=PERSON_CARD, unit__subject_id__in=list(people))
            | Q(unit__subject=PLACE_CARD, unit__subject_id__in=list(places))
            | Q(unit__kind=Unit.Kind.ITEM, unit__name__in=names)
        )
        .values_list("unit__subject", "unit__subject_id", "unit__name", "state", "during")
    )
    return [
        Taken(subject, pk, name, is_option=state == Booking.State.OPTION, during=during)
        for subject, pk, name, state, during in rows
    ]


def midnight(day: date) -> datetime:
    return in_brussels(day, time(0))
