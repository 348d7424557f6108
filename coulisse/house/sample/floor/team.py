"""Who works on *La Drache*: thirty-four technicians, twelve actors, and one permit that is missing."""

from collections.abc import Mapping
from datetime import date, time
from typing import Final

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.actions.posts import join
from coulisse.desks.floor.crew.actions.red_lights import raise_obstacle
from coulisse.desks.floor.crew.actions.roles import cast_role
from coulisse.desks.floor.crew.models import Obstacle
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.house.sample.floor import plan
from coulisse.house.sample.floor.crew import CREW
from coulisse.house.sample.moments import Moments

FREE_DAYS: Final = 5
"""An actor who is free for longer is dropped, and picked up again."""
YOUNG_ACTOR: Final = "Basile Hennuy"
BORN: Final = date(2014, 9, 3)
PICKED_UP: Final = {
    1: ("hôtel", 30),
    2: ("gare de Dinant", 15),
    9: ("hôtel", 25),
    11: ("hôtel", 30),
    12: ("gare de Dinant", 20),
}
EXTRAS: Final = (
    ("12", "villageois sous la pluie", 18),
    ("27", "passants, tenue de pluie", 12),
    ("28", "clients du café", 6),
    ("25", "conseillers et badauds", 30),
    ("41", "voisins aux fenêtres", 14),
    ("68", "public de la salle", 20),
)


def gather_the_crew(*, production: Production, cards: Mapping[str, Contact], by: User, moments: Moments) -> None:
    for number, facts in enumerate(CREW):
        join(
            production=production,
            contact=cards[facts.name],
            function=facts.function,
            department=facts.department,
            values={
                "call_shift": facts.call_shift,
                "wrap_shift": facts.wrap_shift,
                "leaves_at": time.fromisoformat(facts.leaves_at) if facts.leaves_at else None,
                "is_flat_rate": facts.is_flat_rate,
                "day_rate_cents": facts.day_rate_cents,
                "rate_confidence": "agreed",
                "radio_channel": facts.radio_channel,
                "is_key_contact": facts.is_key_contact,
            },
            by=by,
            at=moments.ago(17, 9, number),
        )


def cast_the_roles(
    *, roles: Mapping[int, Element], cards: Mapping[str, Contact], by: User, moments: Moments
) -> dict[int, Contact]:
    """Each role's actor; a card is made for who is not in the house's book."""
    actors = {}
    for facts in plan.ROLES:
        at = moments.ago(17, 11, facts.number)
        actor = cards.get(facts.actor) or create_contact(values=_card(facts), by=by, at=at)
        actors[facts.number] = actor
        pick_up, minutes = PICKED_UP.get(facts.number, ("", 30))
        is_minor = facts.minor_age is not None
        values = {
            "contact": actor,
            "day_rate_cents": facts.day_rate_cents,
            "rate_confidence": facts.confidence,
            "dressing_minutes": 10 if is_minor else 20,
            "makeup_minutes": 10 if is_minor else 30,
            "hair_minutes": 0 if is_minor else 20,
            "pick_up_from": pick_up,
            "drop_after": FREE_DAYS,
            "travel_minutes": minutes,
        }
        cast_role(role=roles[facts.number], values=values, read_version=0, by=by, at=at)
    return actors


def _card(facts: plan.RoleFacts) -> dict[str, object]:
    first, _space, last = facts.actor.partition(" ")
    known = {"birthday": BORN} if facts.actor == YOUNG_ACTOR else {}
    phone = {"label": "", "value": f"+3247100{300 + facts.number:04}"}
    return {"kind": "person", "first_name": first, "last_name": last, "phones": [phone], **known}


def note_what_stands_in_the_way(
    *, production: Production, actors: Mapping[int, Contact], by: User, moments: Moments
) -> None:
    number, since, detail = plan.PERMIT
    raise_obstacle(
        production=production,
        kind=Obstacle.Kind.WORK_PERMIT,
        contact=actors[number],
        detail=detail,
        rule="Permis unique, loi du 30/04/1999 et décrets régionaux",
        source="Office des étrangers, dossier suivi par la production ; à confirmer",
        checked_on=date(2027, 3, 15),
        starts_on=date.fromisoformat(since),
        ends_on=date(2027, 3, 24),
        by=by,
        at=moments.ago(2, 9, 30),
    )


def count_the_extras(*, production: Production, by: User, moments: Moments) -> None:
    """The crowds, as the breakdown has them."""
    scenes = {row.number: row for row in Scene.objects.filter(production=production)}
    at = moments.ago(16, 10)
    for number, name, count in EXTRAS:
        element, _made = Element.objects.get_or_create(
            production=production, category=Category.EXTRA, key=plain(name), defaults={"name": name}
        )
        Tag.objects.update_or_create(
            scene=scenes[number],
            element=element,
            defaults={"quantity": count, "state": Tag.State.CONFIRMED, "made_by": by, "made_at": at},
        )
