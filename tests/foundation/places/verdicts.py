"""Who may see and change places: the members of the house, not the people of a client."""

from typing import Any

from coulisse.foundation.places import actions
from coulisse.foundation.places.models import Place
from tests.cast import AT, Cast
from tests.walk import MEMBERS, Verdict


def foires(cast: Cast) -> Place:
    return actions.add(values={"name": "Place aux Foires", "city": "Durbuy"}, by=cast.bastien, at=AT)


def open_place(cast: Cast) -> dict[str, Any]:
    return {"pk": foires(cast).pk}


def archived(cast: Cast) -> dict[str, Any]:
    return {"pk": actions.archive(place=foires(cast), by=cast.bastien, at=AT).pk}


VERDICTS = {
    "places:list": Verdict(MEMBERS),
    "places:add": Verdict(MEMBERS),
    "places:detail": Verdict(MEMBERS, args=open_place),
    "places:edit": Verdict(MEMBERS, args=open_place),
    "places:archive": Verdict(MEMBERS, args=open_place, method="post"),
    "places:restore": Verdict(MEMBERS, args=archived, method="post"),
    "api:places": Verdict(MEMBERS),
    "api:place": Verdict(MEMBERS, args=open_place),
    "api:add_place": Verdict(MEMBERS, method="post", data=lambda cast: {"name": "La Meuse"}, json=True),
}
