"""Who may see the crew lists and change them: the floor of the production."""

from typing import Any

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.crew.actions.posts import join
from coulisse.desks.floor.crew.actions.red_lights import raise_obstacle
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.models import Contact
from tests.cast import AT, Cast
from tests.walk import OTHER_PRODUCTION, OWN, Verdict

LISTS = OWN | OTHER_PRODUCTION
"""Whoever is on a floor reads the lists of their own production."""
CHANGERS = frozenset({"owner", "own_floor"})


def somebody() -> Contact:
    return create_contact(values={"kind": "person", "name": "Tom Evrard"}, by=None, at=AT)


def member(cast: Cast) -> dict[str, Any]:
    made = join(
        production=cast.drache,
        contact=somebody(),
        function="Machiniste",
        department="grip",
        by=cast.bastien,
        at=AT,
    )
    return {"pk": made.pk}


def role(cast: Cast) -> dict[str, Any]:
    made = Element.objects.create(
        production=cast.drache, category=Category.ROLE, name="NOÉMIE", key="noemie", number=1
    )
    return {"pk": made.pk}


def light(cast: Cast) -> dict[str, Any]:
    made = raise_obstacle(production=cast.drache, contact=somebody(), kind="contract", by=cast.bastien, at=AT)
    return {"pk": made.pk}


VERDICTS = {
    "floor:crew:list": Verdict(LISTS),
    "floor:crew:addresses": Verdict(LISTS),
    "floor:crew:paper": Verdict(LISTS),
    "floor:crew:export": Verdict(LISTS, args=lambda cast: {"form": "csv"}),
    "floor:crew:add": Verdict(CHANGERS),
    "floor:crew:edit": Verdict(CHANGERS, args=member),
    "floor:crew:leave": Verdict(CHANGERS, args=member, method="post"),
    "floor:crew:rejoin": Verdict(CHANGERS, args=member, method="post"),
    "floor:crew:casting": Verdict(CHANGERS, args=role),
    "floor:crew:add-light": Verdict(CHANGERS),
    "floor:crew:lift-light": Verdict(CHANGERS, args=light, method="post", data=lambda cast: {"reason": "Reçu"}),
    "floor:crew:light-back": Verdict(CHANGERS, args=light, method="post"),
}
