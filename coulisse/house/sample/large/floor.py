"""Two features on the floor: 120 scenes with 25 roles in 20 places over 45 days, and 300 strips over 90 days.

Each is a film of `features`, put in rows: a screenplay as long as its eighths, a breakdown, a crew and a cast,
the approved board and a « what if ». The first two thirds of each have been shot. Dates are those of the film.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any, Final

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.crew.models import Casting, CrewMember
from coulisse.desks.floor.dailies.models import Incident, Mark, Presence, Report, SceneDone, ShootingDay
from coulisse.desks.floor.schedule.actions.boards import copy_board
from coulisse.desks.floor.schedule.actions.steps import GAP
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent, Strip
from coulisse.desks.floor.script.layout import pages_of
from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.desks.floor.script.texts import to_json
from coulisse.engines.stripboard.plan.features import Feature, feature
from coulisse.engines.stripboard.plan.records import PlanDay, PlanRole, PlanScene
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.companies.models import Company
from coulisse.foundation.people.models import Contact
from coulisse.foundation.places.actions import add_many
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.house.sample.floor.crew import CREW
from coulisse.house.sample.floor.plan import PRICES
from coulisse.house.sample.large import vocabulary as words
from coulisse.house.sample.large.copying import copy_rows
from coulisse.house.sample.large.draw import Draw
from coulisse.house.sample.large.staff import CODE
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Paragraph, ParagraphKind
from coulisse.kernel.times import in_brussels

SHOT: Final = (2, 3)
"""The share of the days that lie behind."""
MINOR_AGE: Final = 11
EXTRAS: Final = (6, 40)
PASSAGES_PER_EIGHTH: Final = 2
"""An eighth of a page is about six lines: a cue with what is said, and a line of action."""
ROOMS: Final = {"a": "salle", "b": "bureau", "ext": "cour"}
NIGHT_HOURS: Final = (time(17), time(18), time(23), time(4))
DAY_HOURS: Final = (time(7), time(8), time(13), time(18))
"""The crew's call, ready to shoot, the meal, the wrap."""
THINGS: Final[Mapping[Category, tuple[str, ...]]] = {
    Category.PROP: tuple("parapluie valise lettre lampe clef carnet radio montre couteau bouteille".split()),
    Category.COSTUME: tuple("imperméable uniforme bottes écharpe tablier chapeau".split()),
    Category.HMC: ("cheveux mouillés", "cicatrice", "boue au visage"),
    Category.SET_DRESSING: tuple("affiches rideaux horloge comptoir sacs-de-sable enseigne".split()),
    Category.VEHICLE: tuple("camionnette vélo autobus péniche tracteur ambulance".split()),
    Category.ANIMAL: ("chien", "pigeons"),
    Category.EFFECT: tuple("averse fumée vent".split()),
    Category.VISUAL_EFFECT: ("ciel remplacé", "crue du fleuve"),
    Category.STUNT: ("chute dans l’escalier",),
    Category.SOUND: tuple("fanfare sirène cloches".split()),
    Category.EQUIPMENT: ("Ronin 2", "rampe de pluie", "grue", "travelling"),
    Category.EXTRA: tuple("passants clients voisins badauds musiciens".split()),
}
DEEDS: Final = (
    "{who} regarde {thing} comme si la pluie l’avait apporté, puis va fermer la fenêtre sans un mot.",
    "Dehors, l’eau monte. {who} pose {thing} sur la table et compte les secondes entre deux coups de tonnerre.",
    "{who} cherche {thing}, ne trouve rien, recommence par l’autre bout de la pièce.",
    "Un silence. {who} déplace {thing} de quelques centimètres, ce qui change tout.",
)
SAID: Final = (
    "On avait dit avant midi. Il est midi.",
    "Tu peux répéter, mais moins vite ?",
    "Personne ne traverse. Personne, et surtout pas aujourd’hui.",
    "Je ne suis pas venue pour m’excuser, je suis venue pour savoir.",
    "Si le pont tient jusqu’à demain, je vous offre le déjeuner.",
    "Ce n’est pas une question.",
)


@dataclass(frozen=True, slots=True)
class Film:
    """A film of the house; the numbers are those of `features.feature`."""

    title: str
    seed: int
    scenes: int
    days: int
    roles: int
    places: int

    @property
    def code(self) -> str:
        return f"{CODE}film-{self.scenes}"

    def invented(self) -> Feature:
        return feature(seed=self.seed, scenes=self.scenes, days=self.days, roles=self.roles, places=self.places)


FILMS: Final = (
    Film("Les Grandes Eaux", 1, scenes=120, days=45, roles=25, places=20),
    Film("Le Siècle des écluses", 1, scenes=300, days=90, roles=40, places=35),
)


@dataclass(frozen=True)
class Shoot:
    """A film on its way into the rows: whose it is, who writes it, and what stands already, by the film's ids."""

    draw: Draw
    production: Production
    feature: Feature
    by: User
    people: Sequence[Contact]
    places: Mapping[str, Place]
    roles: Mapping[str, Element]

    @property
    def shot_days(self) -> int:
        return len(self.feature.shoot.days) * SHOT[0] // SHOT[1]


def shoot_films(draw: Draw, users: Sequence[User], contacts: Sequence[Contact]) -> list[Production]:
    """The productions of both films, with all that the floor knows of them."""
    people = [one for one in contacts if one.is_person]
    return [_shoot_film(draw, film, users, people) for film in FILMS]


def _shoot_film(draw: Draw, film: Film, users: Sequence[User], people: Sequence[Contact]) -> Production:
    invented = film.invented()
    production = _begin(draw, film, invented.shoot.days)
    by = draw.one(users)
    copy_rows([Grant(user=by, role="production_manager", production=production, granted_at=draw.at)])
    shoot = Shoot(
        draw=draw,
        production=production,
        feature=invented,
        by=by,
        people=draw.random.sample(people, len(invented.shoot.roles) + len(CREW)),
        places=_scout(draw, invented, by),
        roles=_name_roles(draw, production, invented.shoot.roles),
    )
    things = _gather_things(shoot)
    scenes = _write_scenes(shoot, things)
    _put_in_a_draft(shoot, scenes)
    _break_down(shoot, scenes, things)
    _engage(shoot)
    days = _lay_the_board(shoot, scenes)
    _shoot_the_days(shoot, days, scenes)
    return production


def _begin(draw: Draw, film: Film, days: Sequence[PlanDay]) -> Production:
    return Production.objects.create(
        title=film.title,
        code=film.code,
        type=Production.Type.FEATURE,
        state=Production.State.ACTIVE,
        company=Company.objects.order_by("pk")[0],
        starts_on=days[0].date,
        ends_on=days[-1].date,
        summary=f"{film.scenes} séquences, {film.days} jours.",
        created_at=draw.past(),
    )


def _scout(draw: Draw, invented: Feature, by: User) -> dict[str, Place]:
    kinds, where, _forms = words.FIRM_WORDS
    names = draw.random.sample(
        [f"{kind} {which}" for kind in kinds for which in where], len(invented.shoot.places)
    )
    towns = [draw.one(words.TOWNS) for _name in names]
    rows = [
        {"name": name, "kind": Place.Kind.LOCATION, "postcode": postcode, "city": city}
        for name, (postcode, city, _language) in zip(names, towns, strict=True)
    ]
    added = add_many(rows=rows, source="repérages.xlsx", by=by, at=draw.at)
    return {facts.id: place for facts, place in zip(invented.shoot.places, added, strict=True)}


def _name_roles(draw: Draw, production: Production, roles: Sequence[PlanRole]) -> dict[str, Element]:
    names = draw.random.sample(words.FRENCH_FIRST, len(roles))
    rows = [
        Element(
            production=production,
            category=Category.ROLE,
            name=name.upper(),
            key=plain(name),
            number=number,
            minor_age=None if role.minor is None else MINOR_AGE,
        )
        for number, (role, name) in enumerate(zip(roles, names, strict=True), start=1)
    ]
    return {role.id: row for role, row in zip(roles, copy_rows(rows), strict=True)}


def _gather_things(shoot: Shoot) -> Sequence[Element]:
    return copy_rows(
        [
            Element(production=shoot.production, category=category, name=name, key=plain(name))
            for category, names in THINGS.items()
            for name in names
        ]
    )


def _write_scenes(shoot: Shoot, things: Sequence[Element]) -> dict[str, Scene]:
    """The scenes in the order of the story, by their numbers."""
    sets = _sets(shoot)
    rows = [_scene(shoot, facts, sets[facts.set], things) for facts in shoot.feature.shoot.scenes]
    for order, row in enumerate(rows, start=1):
        row.order = order
    return {row.number: row for row in copy_rows(rows)}


def _sets(shoot: Shoot) -> dict[str, Set]:
    wanted = sorted({(scene.set, scene.place) for scene in shoot.feature.shoot.scenes})
    rows = []
    for key, place in wanted:
        name = f"{shoot.places[place].name} – {ROOMS[key.rpartition('-')[2]]}"
        rows.append(Set(production=shoot.production, name=name, key=plain(name), place=shoot.places[place]))
    return {key: row for (key, _place), row in zip(wanted, copy_rows(rows), strict=True)}


def _scene(shoot: Shoot, facts: PlanScene, where: Set, things: Sequence[Element]) -> Scene:
    side = Scene.IntExt.EXT if facts.exterior else Scene.IntExt.INT
    light = "NUIT" if facts.is_night else "JOUR"
    heading = f"{side}. {where.name.upper()} - {light}"
    spoken = tuple(_passages(shoot, facts, things))
    return Scene(
        production=shoot.production,
        number=facts.id,
        heading=heading,
        int_ext=side,
        set=where,
        time=light,
        effect=str(facts.effect),
        eighths=facts.eighths,
        eighths_from=Scene.EighthsFrom.MEASURED,
        synopsis=spoken[0].text,
        seconds=facts.eighths * 7,
        minutes=facts.minutes,
        paragraphs=to_json((Paragraph(ParagraphKind.HEADING, heading, facts.id), *spoken)),
    )


def _passages(shoot: Shoot, facts: PlanScene, things: Sequence[Element]) -> Iterator[Paragraph]:
    """Action and speech in turn, about as long as the scene; everybody of the scene speaks, if it is long enough."""
    draw = shoot.draw
    speakers = cycle(shoot.roles[role].name for role in sorted(facts.roles))
    for number in range(facts.eighths * PASSAGES_PER_EIGHTH):
        speaker = next(speakers)
        if number % 3 == 0:
            text = draw.one(DEEDS).format(who=speaker, thing=f"« {draw.one(things).name} »")
            yield Paragraph(ParagraphKind.ACTION, text)
        else:
            yield Paragraph(ParagraphKind.CHARACTER, speaker)
            yield Paragraph(ParagraphKind.DIALOGUE, draw.one(SAID))


def _put_in_a_draft(shoot: Shoot, scenes: Mapping[str, Scene]) -> None:
    pages = pages_of(list(scenes.values()), (), Language.FR)
    draft = Draft.objects.create(
        production=shoot.production,
        number=1,
        name="version 1",
        dated_on=shoot.feature.shoot.days[0].date - timedelta(days=60),
        state=Draft.State.CURRENT,
        format="fountain",
        title_page=[["Title", [shoot.production.title]]],
        paragraphs=[paragraph for scene in scenes.values() for paragraph in scene.paragraphs],
        page_count=len(pages),
        pages=pages,
        summary={"new": list(scenes)},
        received_by=shoot.by,
        received_at=shoot.draw.at,
    )
    first_page: dict[int, int] = {}
    for page in pages:
        for piece in page["pieces"]:
            first_page.setdefault(piece[0], page["number"])
    for scene in scenes.values():
        scene.draft, scene.script_page = draft, str(first_page[scene.pk])
    Scene.objects.bulk_update(scenes.values(), ["draft", "script_page"], batch_size=100)


def _break_down(shoot: Shoot, scenes: Mapping[str, Scene], things: Sequence[Element]) -> None:
    """The roles as the plan wants them; of the things, those that the text names, some of them only proposed."""
    rows = []
    for facts in shoot.feature.shoot.scenes:
        scene = scenes[facts.id]
        found = [(shoot.roles[role], ParagraphKind.CHARACTER, "cue") for role in sorted(facts.roles)]
        found += [(thing, ParagraphKind.ACTION, "word") for thing in things]
        for element, kind, why in found:
            anchors = list(_anchors(scene, element.name, kind))
            if not anchors and element.category != Category.ROLE:
                continue
            is_sure = element.category == Category.ROLE or shoot.draw.happens(0.7)
            rows.append(
                Tag(
                    scene=scene,
                    element=element,
                    state=Tag.State.CONFIRMED if is_sure else Tag.State.PROPOSED,
                    quantity=shoot.draw.random.randint(*EXTRAS) if element.category == Category.EXTRA else 1,
                    anchors=anchors,
                    why=why if anchors else "",
                    made_by=shoot.by if is_sure else None,
                    made_at=shoot.draw.at,
                )
            )
    copy_rows(rows)


def _anchors(scene: Scene, name: str, kind: ParagraphKind) -> Iterator[dict[str, Any]]:
    for at, paragraph in enumerate(scene.paragraphs):
        start = paragraph["text"].find(name) if paragraph["kind"] == str(kind) else -1
        if start >= 0:
            yield {"paragraph": at, "start": start, "end": start + len(name), "words": name}


def _engage(shoot: Shoot) -> None:
    """Somebody for every role and every post; the absences that the film was written around."""
    roles = shoot.feature.shoot.roles
    cast, crew = shoot.people[: len(roles)], shoot.people[len(roles) :]
    copy_rows(
        [
            Casting(
                role=shoot.roles[role.id],
                contact=contact,
                day_rate_cents=role.day_rate_cents,
                rate_confidence=shoot.draw.one(Casting.Confidence.values),
                hold_allowed=role.hold_paid,
            )
            for role, contact in zip(roles, cast, strict=True)
        ]
    )
    copy_rows(
        [
            CrewMember(
                production=shoot.production,
                contact=contact,
                function=facts.function,
                department=facts.department,
                order=order,
                call_shift=facts.call_shift,
                wrap_shift=facts.wrap_shift,
                is_flat_rate=facts.is_flat_rate,
                day_rate_cents=facts.day_rate_cents,
                radio_channel=facts.radio_channel,
                is_key_contact=facts.is_key_contact,
            )
            for order, (facts, contact) in enumerate(zip(CREW, crew, strict=True))
        ]
    )
    copy_rows(
        [
            ElementEvent(element=shoot.roles[role.id], kind=ElementEvent.Kind.AWAY, starts_on=first, ends_on=last)
            for role in roles
            for first, last in _absences(role, shoot.feature.shoot.days)
        ]
    )


def _absences(role: PlanRole, days: Sequence[PlanDay]) -> Iterator[tuple[date, date]]:
    """The runs of days on which a role is not free, first and last."""
    run: list[PlanDay] = []
    for day in days:
        if role.available is not None and day.index not in role.available:
            run.append(day)
        elif run:
            yield run[0].date, run[-1].date
            run = []
    if run:
        yield run[0].date, run[-1].date


def _lay_the_board(shoot: Shoot, scenes: Mapping[str, Scene]) -> Sequence[Day]:
    """The hidden plan as the approved board, and a copy of it to try things on."""
    board = Board.objects.create(
        production=shoot.production,
        number=1,
        state=Board.State.APPROVED,
        prices=PRICES,
        made_by=shoot.by,
        made_at=shoot.draw.at,
        approved_by=shoot.by,
        approved_at=shoot.draw.at,
    )
    plan = {facts.id: facts for facts in shoot.feature.shoot.scenes}
    held = [[plan[number] for number in numbers] for numbers in shoot.feature.hidden]
    days = copy_rows(
        [_day(shoot, board, day, facts) for day, facts in zip(shoot.feature.shoot.days, held, strict=True)]
    )
    copy_rows(
        [
            Strip(
                board=board,
                scene=scenes[facts.id],
                eighths=facts.eighths,
                minutes=facts.minutes,
                day=day,
                position=GAP * position,
            )
            for day, found in zip(days, held, strict=True)
            for position, facts in enumerate(found, start=1)
        ]
    )
    copy_board(board=board, name="et si", by=shoot.by, at=shoot.draw.at)
    return days


def _day(shoot: Shoot, board: Board, day: PlanDay, held: Sequence[PlanScene]) -> Day:
    by_night = any(scene.exterior and scene.is_night for scene in held)
    call_at, ready_at, meal_at, wrap_at = NIGHT_HOURS if by_night else DAY_HOURS
    return Day(
        board=board,
        number=day.index + 1,
        date=day.date,
        place=shoot.places[held[0].place],
        call_at=call_at,
        ready_at=ready_at,
        meal_at=meal_at,
        wrap_at=wrap_at,
        most_eighths=day.max_eighths,
    )


def _shoot_the_days(shoot: Shoot, days: Sequence[Day], scenes: Mapping[str, Scene]) -> None:
    """The first two thirds: each with its sheet, its clock, its arrivals, its scenes and the figures of its report."""
    held: dict[date, list[Scene]] = defaultdict(list)
    for day, numbers in zip(days, shoot.feature.hidden, strict=True):
        held[day.date] = [scenes[number] for number in numbers]
    behind = days[: shoot.shot_days]
    shot = copy_rows([ShootingDay(production=shoot.production, date=day.date) for day in behind])
    copy_rows(
        [
            CallSheet(
                production=shoot.production,
                date=day.date,
                day=day,
                number=number,
                prepared_by=shoot.by,
                prepared_at=shoot.draw.at,
            )
            for number, day in enumerate(behind, start=1)
        ]
    )
    pairs = list(zip(shot, behind, strict=True))
    copy_rows([mark for one, day in pairs for mark in _marks(shoot, one, day)])
    crew = shoot.people[len(shoot.feature.shoot.roles) :]
    copy_rows(
        [
            Presence(day=one, contact=contact, arrived_at=_hour(day, day.call_at))
            for one, day in pairs
            for contact in crew
        ]
    )
    copy_rows(
        [
            SceneDone(
                day=one,
                scene=scene,
                state=SceneDone.State.COMPLETE,
                eighths=scene.eighths,
                seconds=scene.seconds,
                shots=scene.eighths,
            )
            for one, day in pairs
            for scene in held[day.date]
        ]
    )
    copy_rows([_incident(shoot, one, day) for one, day in pairs if shoot.draw.happens(0.3)])
    copy_rows([Report(day=one, picture_cards=4, sound_cards=1, meals_ordered=50, meals_served=49) for one in shot])


def _marks(shoot: Shoot, shot: ShootingDay, day: Day) -> Iterator[Mark]:
    for kind, clock in (
        (Mark.Kind.CALL, day.call_at),
        (Mark.Kind.READY, day.ready_at),
        (Mark.Kind.MEAL_START, day.meal_at),
        (Mark.Kind.WRAP, day.wrap_at),
    ):
        at = _hour(day, clock)
        yield Mark(day=shot, kind=kind, happened_at=at, by=shoot.by, noted_at=at)


def _incident(shoot: Shoot, shot: ShootingDay, day: Day) -> Incident:
    return Incident(
        day=shot,
        kind=shoot.draw.one(Incident.Kind.values),
        happened_at=_hour(day, day.meal_at),
        text="Averse plus longue qu’annoncée.",
        minutes=shoot.draw.random.randint(5, 45),
        by=shoot.by,
        noted_at=_hour(day, day.wrap_at),
    )


def _hour(day: Day, clock: time | None) -> datetime:
    """That hour of the day; one before the call is in the night that follows."""
    if clock is None or day.call_at is None:
        raise ValueError(f"day {day.number} has no hours")
    return in_brussels(day.date + timedelta(days=clock < day.call_at), clock)
