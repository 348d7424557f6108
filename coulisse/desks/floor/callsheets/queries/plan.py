"""What the plan, the breakdown, the crew lists and the places say of one day, before anybody types over it.

The rows are read here, in a number of queries that doesn't follow their number; `derive.py` makes the paper of it.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from coulisse.desks.floor.breakdown.models import Tag
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.crew.queries.lists import members_of
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.days import DayLine, DaySheet, day_on, day_sheets, days_of_board
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.people.keys import plain
from coulisse.foundation.people.models import Contact, PrivateFacts
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production

DAYS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is known of a day. `day` is None where no approved board holds that date."""

    production: Production
    day: DaySheet | None = None
    ahead: tuple[DaySheet, ...] = ()
    crew: tuple[CrewMember, ...] = ()
    actors: dict[int, Contact] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    scenes: dict[int, Scene] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)


def plan_of(sheet: CallSheet) -> Plan:
    """The plan of the sheet's day, in a dozen queries."""
    production = sheet.production
    crew = tuple(member for member in members_of(production) if works_on(member, sheet))
    row = day_on(production, sheet.date, unit=sheet.unit)
    if row is None:
        return Plan(production, crew=crew)
    following = _following(row)
    day, *ahead = day_sheets([row, *(Day(pk=line.pk) for line in following)])
    scenes = {strip.scene_id for strip in day.scenes if strip.scene_id}
    contacts = {role.contact_id for role in day.roles if role.contact_id}
    places = {place.pk for place in (*day.places, *([day.place] if day.place else []))}
    return Plan(
        production=production,
        day=day,
        ahead=tuple(ahead),
        crew=crew,
        actors=Contact.objects.in_bulk(list(contacts)),
        tags=tuple(
            Tag.objects.filter(scene__in=scenes, state=Tag.State.CONFIRMED)
            .select_related("element", "scene")
            .order_by("scene__order", "element__key")
        ),
        scenes={scene.pk: scene for scene in Scene.objects.filter(pk__in=scenes).select_related("draft")},
        places=Place.objects.select_related("inside").in_bulk(list(places)),
    )


def works_on(member: CrewMember, sheet: CallSheet) -> bool:
    """Whether the date lies within the days of a post."""
    begun = member.starts_on is None or member.starts_on <= sheet.date
    return begun and (member.ends_on is None or sheet.date <= member.ends_on)


def _following(day: Day) -> list[DayLine]:
    """The next days that this unit shoots."""
    shot = [
        line
        for line in days_of_board(day.board)
        if line.unit == day.unit and line.date > day.date and line.kind == Day.Kind.SHOOT and not line.is_cancelled
    ]
    return shot[:DAYS_AHEAD]


def diets_of(production: Production, people: Collection[int], *, allergy: str) -> tuple[tuple[str, int], ...]:
    """How many of these people eat how: diets and allergies counted, never who. `allergy` is « allergie {what} ».

    What somebody said for this production counts before what the house knows of them.
    """
    own = Q(production=production) | Q(production__isnull=True)
    facts: dict[int, PrivateFacts] = {}
    rows = PrivateFacts.objects.filter(own, contact__in=list(people))
    for row in sorted(rows, key=lambda row: row.production_id is not None):
        facts[row.contact_id] = row
    names: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for row in facts.values():
        for name in (*_listed(row.diets), *(allergy.format(what=what) for what in _listed(row.allergies))):
            names.setdefault(plain(name), name)
            counted[plain(name)] += 1
    return tuple(
        (names[key], count) for key, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _listed(text: str) -> Iterable[str]:
    return (part.strip() for part in text.replace(";", ",").split(",") if part.strip())
