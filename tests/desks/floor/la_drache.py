"""*La Drache* as its plan de travail has it, put in the database in a few statements: fast enough for any test.

The facts are those of the sample house (`coulisse.house.sample.floor.plan`); here they are written straight,
without the actions, so that a test of one slice doesn't hang on another.
"""

from dataclasses import dataclass
from datetime import date, time

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import Casting, CrewMember, Obstacle
from coulisse.desks.floor.schedule.actions.steps import GAP
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.script.models import Scene, Set
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.foundation.people.models import Contact
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.house.sample.floor import plan
from tests.cast import AT, Cast

DAY_15 = date(2027, 3, 17)


@dataclass(frozen=True, slots=True)
class Drache:
    """The film and its two boards: v8 approved, v9 a « what if » with 41–43 on J21 and J14 cancelled."""

    production: Production
    places: dict[str, Place]
    scenes: dict[str, Scene]
    roles: dict[int, Element]
    actors: dict[int, Contact]
    v8: Board
    v9: Board

    def day(self, board: Board, number: int) -> Day:
        return Day.objects.get(board=board, number=number, unit="")

    def strip(self, board: Board, scene: str) -> Strip:
        return Strip.objects.get(board=board, scene=self.scenes[scene])

    def numbers(self, board: Board, day: int | None) -> list[str]:
        """The scenes of a day, by its number, or of the reserve, in order."""
        strips = Strip.objects.filter(board=board).order_by("position", "pk")
        chosen = strips.filter(day__number=day) if day is not None else strips.filter(day=None)
        return [strip.scene.number if strip.scene else strip.text for strip in chosen.select_related("scene")]


def shoot(cast: Cast) -> Drache:
    """Everything: script, breakdown, cast list, v8 (number 8, approved) and v9 (number 9)."""
    load_parameters(at=AT)
    production = cast.drache
    places = _places()
    scenes = _scenes(production, places)
    roles, actors = _roles(production)
    Tag.objects.bulk_create(
        Tag(scene=scenes[facts.number], element=roles[number], made_at=AT)
        for facts in plan.SCENES
        for number in facts.roles
    )
    v8 = _board(cast, 8, places, scenes, swapped=True)
    v9 = _board(cast, 9, places, scenes, swapped=False)
    Board.objects.filter(pk=v8.pk).update(state=Board.State.APPROVED, approved_by=cast.solange, approved_at=AT)
    Board.objects.filter(pk=v9.pk).update(based_on=v8, change=plan.CHANGE)
    Day.objects.filter(board=v9, number=plan.CANCELLED).update(
        cancelled_at=AT, cancelled_by=cast.solange, cancelled_why=plan.CANCELLED_WHY
    )
    v8.refresh_from_db()
    v9.refresh_from_db()
    return Drache(production, places, scenes, roles, actors, v8, v9)


def permit_missing(drache: Drache) -> Obstacle:
    """Adèle's single permit: she may not work from 18 March on."""
    number, since, detail = plan.PERMIT
    return Obstacle.objects.create(
        production=drache.production,
        contact=drache.actors[number],
        kind=Obstacle.Kind.WORK_PERMIT,
        detail=detail,
        rule="Loi du 09/05/2018, permis unique",
        source="Office des étrangers",
        checked_on=date(2027, 3, 16),
        starts_on=date.fromisoformat(since),
        raised_at=AT,
    )


def crew_member(
    drache: Drache, name: str = "Marc Lhoest", *, shift: int = 0, function: str = "Chef électricien"
) -> CrewMember:
    return CrewMember.objects.create(
        production=drache.production,
        contact=contact(name),
        function=function,
        department="electric",
        call_shift=shift,
    )


def contact(name: str) -> Contact:
    first, _, last = name.partition(" ")
    return Contact.objects.create(
        name=name,
        first_name=first,
        last_name=last,
        sort_key=plain(name),
        name_key=plain(name),
        sound_key=plain(name),
        search_text=plain(name),
        created_at=AT,
    )


def _places() -> dict[str, Place]:
    rows = [
        Place(
            name=facts.name,
            city=facts.city,
            country=facts.country,
            latitude=facts.latitude,
            longitude=facts.longitude,
            position_from=Place.PositionFrom.TYPED,
            folded=plain(facts.name),
            sort_key=plain(facts.name),
            created_at=AT,
        )
        for facts in plan.PLACES
    ]
    made = Place.objects.bulk_create(rows)
    return {facts.key: place for facts, place in zip(plan.PLACES, made, strict=True)}


def _scenes(production: Production, places: dict[str, Place]) -> dict[str, Scene]:
    sets = {
        row.name: row
        for row in Set.objects.bulk_create(
            Set(production=production, name=name, key=plain(name), place=places.get(place))
            for name, place in plan.SETS
        )
    }
    made = Scene.objects.bulk_create(
        Scene(
            production=production,
            number=facts.number,
            order=order * 10,
            heading=f"{facts.int_ext}. {facts.set}",
            int_ext=facts.int_ext,
            set=sets[facts.set],
            effect=facts.effect,
            eighths=facts.eighths,
            synopsis=facts.synopsis,
            seconds=facts.seconds,
            minutes=facts.minutes,
        )
        for order, facts in enumerate(plan.SCENES, start=1)
    )
    return {scene.number: scene for scene in made}


def _roles(production: Production) -> tuple[dict[int, Element], dict[int, Contact]]:
    roles = {
        row.number or 0: row
        for row in Element.objects.bulk_create(
            Element(
                production=production,
                category=Category.ROLE,
                name=facts.name,
                key=plain(facts.name),
                number=facts.number,
                minor_age=facts.minor_age,
            )
            for facts in plan.ROLES
        )
    }
    actors = {facts.number: contact(facts.actor) for facts in plan.ROLES}
    Casting.objects.bulk_create(
        Casting(
            role=roles[facts.number],
            contact=actors[facts.number],
            day_rate_cents=facts.day_rate_cents,
            rate_confidence=facts.confidence,
            drop_after=plan.DROP_AFTER,
            dressing_minutes=10 if facts.minor_age else 20,
            makeup_minutes=10 if facts.minor_age else 30,
            hair_minutes=0 if facts.minor_age else 20,
        )
        for facts in plan.ROLES
    )
    return roles, actors


def _board(cast: Cast, number: int, places: dict[str, Place], scenes: dict[str, Scene], *, swapped: bool) -> Board:
    board = Board.objects.create(
        production=cast.drache, number=number, prices=plan.PRICES, made_by=cast.solange, made_at=AT
    )
    holds = {facts.number: facts for facts in plan.DAYS}
    if swapped:
        one, other = plan.SWAPPED
        holds[one], holds[other] = holds[other], holds[one]
    days = Day.objects.bulk_create(
        Day(
            board=board,
            number=facts.number,
            date=date.fromisoformat(facts.date),
            place=places[holds[facts.number].place],
            call_at=time.fromisoformat(facts.call),
            ready_at=time.fromisoformat(facts.ready),
            meal_at=time.fromisoformat(facts.meal),
            wrap_at=time.fromisoformat(facts.wrap),
            most_eighths=plan.MOST_EIGHTHS,
            note=holds[facts.number].note,
        )
        for facts in plan.DAYS
    )
    placed = [
        (scene, day, position)
        for day in days
        for position, scene in enumerate(holds[day.number or 0].scenes, start=1)
    ]
    waiting = sorted(scenes.keys() - {scene for scene, _day, _position in placed}, key=int)
    Strip.objects.bulk_create(
        Strip(
            board=board,
            scene=scenes[scene],
            eighths=scenes[scene].eighths,
            minutes=scenes[scene].minutes or 0,
            day=day,
            position=GAP * position,
        )
        for scene, day, position in [
            *placed,
            *((scene, None, place) for place, scene in enumerate(waiting, start=1)),
        ]
    )
    return board
