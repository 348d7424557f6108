"""Day 15 of *La Drache* in the database, as the plan, the crew lists and the places have it.

The same people, hours and scenes as `tests/papers/la_drache.py` has on paper.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.callsheets.actions.preparing import prepare, type_block
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.crew.models import Casting, CrewMember
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.models import Contact
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.papers import call_sheet as paper
from tests.cast import Cast
from tests.papers import la_drache

EVE = datetime(2027, 3, 16, 17, 40, tzinfo=UTC)
"""18:40 in Brussels, the evening before."""
J15 = date(2027, 3, 17)
CALL = time(6, 30)
TEAMS = {
    "Production": "production",
    "Mise en scène": "direction",
    "Image": "camera",
    "Électricité": "electric",
    "Machinerie": "grip",
    "Son": "sound",
    "Décoration": "art",
    "HMC": "costume",
    "Régie": "location",
    "Sécurité": "safety",
}
KEY = ("Solange De Backer", "Hélène Poncelet", "Frédéric Magnée", "Bastien Crahay")
# Role, number, actor, dressing, make-up, hair, ride in minutes, where they are picked up.
ROLES = (
    ("NOÉMIE", 1, "Coralie Wauters", 30, 20, 30, 30, "hôtel"),
    ("VICTOR", 2, "Yvan Grosjean", 20, 15, 20, 45, "gare de Dinant"),
    ("LE BOURGMESTRE", 6, "Philippe Noirhomme", 15, 15, 15, 0, ""),
    ("SŒUR AGNÈS", 9, "Mireille Collignon", 15, 20, 40, 25, "hôtel"),
    ("LA TENANCIÈRE", 11, "Jacqueline Stassart", 25, 30, 10, 30, "hôtel"),
    ("LE FACTEUR", 12, "Gilles Remacle", 15, 15, 25, 20, "gare de Dinant"),
)
# Number, inside, set, synopsis, roles, eighths, seconds, minutes, place, what the draft did.
SCENES = (
    ("27", "EXT", "Croisette", "Noémie retrouve Victor sous l’averse.", (1, 2, 6, 11), 10, 100, 195, "A", ""),
    ("28", "EXT", "Escalier, rue Grande", "La tenancière croise le facteur.", (11, 12), 5, 55, 75, "A", ""),
    ("33A", "EXT", "Escalier, rue Grande", "Noémie cherche un abri.", (1,), 3, 35, 90, "A", "new"),
    ("34", "INT", "Salle paroissiale", "Le bourgmestre promet.", (1, 2, 6, 9), 11, 110, 195, "B", "changed"),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What a test takes hold of."""

    cast: Cast
    board: Board
    day: Day
    contacts: dict[str, Contact]
    members: dict[str, CrewMember]
    roles: dict[int, Element]


def contact(name: str, *, number: int, language: str = "fr", at: datetime = EVE) -> Contact:
    first, _, last = name.partition(" ")
    slug = f"personne{number}"
    values = {
        "kind": "person",
        "first_name": first,
        "last_name": last,
        "emails": [{"label": "work", "value": f"{slug}@plateau.example"}],
        "phones": [{"label": "mobile", "value": f"+3247000{number:04}"}],
        "document_language": language,
    }
    return create_contact(values=values, by=None, at=at)


def stage(cast: Cast) -> Stage:
    """The whole of day 15, with two more days after it. Its own words are English."""
    Production.objects.filter(pk=cast.drache.pk).update(language="en")
    cast.drache.refresh_from_db()
    board = Board.objects.create(
        production=cast.drache, number=9, state=Board.State.APPROVED, made_by=None, made_at=EVE
    )
    dinant = {
        "postcode": "5500",
        "city": "Dinant",
        "latitude": "50.2606",
        "longitude": "4.9122",
        "created_at": EVE,
    }
    croisette = Place.objects.create(
        name="Croisette",
        folded="croisette",
        sort_key="croisette",
        hospital_name="CHU UCL Namur – site de Dinant",
        hospital_address="rue Saint-Jacques 501, 5500 Dinant",
        access="N96, sens Namur",
        **dinant,
    )
    hall = Place.objects.create(name="Salle paroissiale", folded="salle", sort_key="salle paroissiale", **dinant)
    base = Place.objects.create(
        name="Salle du Collège",
        street="avenue Winston Churchill",
        folded="college",
        sort_key="salle du college",
        **dinant,
    )
    members, contacts = _crew(cast)
    roles = _roles(cast, contacts)
    day = Day.objects.create(
        board=board,
        date=J15,
        number=15,
        place=base,
        call_at=CALL,
        ready_at=time(8),
        meal_at=time(12, 30),
        meal_minutes=60,
        wrap_at=time(18, 30),
    )
    draft = Draft.objects.create(
        production=cast.drache,
        number=4,
        paper="pink",
        dated_on=J15,
        state=Draft.State.CURRENT,
        format="fdx",
        received_at=EVE,
    )
    _scenes(cast, board, day, draft, roles, {"A": croisette, "B": hall})
    for number, on in ((16, date(2027, 3, 18)), (17, date(2027, 3, 19))):
        Day.objects.create(board=board, date=on, number=number, call_at=CALL, ready_at=time(8), wrap_at=time(18))
    return Stage(cast, board, day, contacts, members, roles)


def complete(on_stage: Stage) -> CallSheet:
    """The sheet with nothing missing: as many meals ordered as 34 crew, 6 roles, 12 extras and 3 guests eat."""
    load_parameters(at=EVE)
    by = on_stage.cast.bastien
    made = prepare(day=on_stage.day, by=by, at=EVE)
    ordered = paper.Catering(0, 0, 0, guests=3, guests_note="presse", ordered=55)
    type_block(sheet=made, kind="catering", content=ordered, read_version=0, by=by, at=EVE)
    return made


def _crew(cast: Cast) -> tuple[dict[str, CrewMember], dict[str, Contact]]:
    members, contacts, number = {}, {}, 0
    for department in la_drache.CREW:
        for order, line in enumerate(department.members):
            number += 1
            own = line.call if isinstance(line.call, time) else None
            contacts[line.name] = contact(
                line.name, number=number, language="nl" if line.name == "Fien Baert" else "fr"
            )
            members[line.name] = CrewMember.objects.create(
                production=cast.drache,
                contact=contacts[line.name],
                function=line.job,
                department=TEAMS[department.name],
                order=order,
                call_shift=_minutes(own) - _minutes(CALL) if own else 0,
                no_call="" if own else str(line.call),
                is_key_contact=line.name in KEY,
                radio_channel="1" if department.name in {"Mise en scène", "Régie"} else "",
            )
    return members, contacts


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _roles(cast: Cast, contacts: dict[str, Contact]) -> dict[int, Element]:
    found = {}
    for name, number, actor, dressing, makeup, hair, ride, pick_up in ROLES:
        role = Element.objects.create(
            production=cast.drache, category=Category.ROLE, name=name, key=name.lower(), number=number
        )
        contacts[actor] = contact(actor, number=100 + number)
        Casting.objects.create(
            role=role,
            contact=contacts[actor],
            dressing_minutes=dressing,
            makeup_minutes=makeup,
            hair_minutes=hair,
            travel_minutes=ride,
            pick_up_from=pick_up,
        )
        found[number] = role
    return found


def _scenes(
    cast: Cast, board: Board, day: Day, draft: Draft, roles: dict[int, Element], places: dict[str, Place]
) -> None:
    passers = Element.objects.create(
        production=cast.drache, category=Category.EXTRA, name="passants", key="passants"
    )
    umbrella = Element.objects.create(
        production=cast.drache, category=Category.PROP, name="parapluie noir", key="parapluie noir"
    )
    for position, (number, inside, name, synopsis, who, eighths, seconds, minutes, place, change) in enumerate(
        SCENES
    ):
        at, _new = Set.objects.get_or_create(
            production=cast.drache, key=name.lower(), defaults={"name": name, "place": places[place]}
        )
        scene = Scene.objects.create(
            production=cast.drache,
            number=number,
            order=position,
            heading=f"{inside}. {name}",
            int_ext=inside,
            set=at,
            effect="day",
            eighths=eighths,
            seconds=seconds,
            synopsis=synopsis,
            draft=draft,
            change=change,
        )
        Strip.objects.create(
            board=board, scene=scene, eighths=eighths, minutes=minutes, day=day, position=1024 * (position + 1)
        )
        for one in who:
            Tag.objects.create(scene=scene, element=roles[one], made_at=EVE)
        if number == "27":
            Tag.objects.create(scene=scene, element=passers, quantity=12, made_at=EVE)
            Tag.objects.create(scene=scene, element=umbrella, quantity=2, made_at=EVE)
