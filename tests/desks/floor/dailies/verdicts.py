"""Who may see the day and write in it: whoever reads the floor; its assistants change; its manager reopens."""

from typing import Any

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.crew.models import Casting
from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.models import Check
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.script.models import Scene
from tests.cast import Cast
from tests.desks.floor.la_drache import shoot
from tests.walk import OTHER_PRODUCTION, OWN, OWNER, Verdict

CHANGERS = frozenset({"owner", "own_floor"})
"""The administrator reads the floor; the assistant and the manager work on it."""


def day(cast: Cast) -> dict[str, Any]:
    drache = shoot(cast)
    return {"pk": drache.day(drache.v8, 15).pk}


def with_kind(cast: Cast) -> dict[str, Any]:
    return {**day(cast), "kind": "call"}


def check(cast: Cast) -> dict[str, Any]:
    row = Day.objects.select_related("board").get(pk=day(cast)["pk"])
    actions.begin_checks(day=row)
    return {"pk": Check.objects.all()[0].pk}


def with_person(cast: Cast) -> dict[str, Any]:
    found = day(cast)
    role = Element.objects.get(production=cast.drache, number=1)
    return {**found, "contact": Casting.objects.get(role=role).contact_id}


def with_scene(cast: Cast) -> dict[str, Any]:
    return {**day(cast), "scene": Scene.objects.get(production=cast.drache, number="27").pk}


VERDICTS = {
    "floor:dailies:today": Verdict(OWN | OTHER_PRODUCTION),
    "floor:reports:list": Verdict(OWN | OTHER_PRODUCTION),
    "floor:dailies:mark": Verdict(CHANGERS, args=with_kind, method="post"),
    "floor:dailies:unmark": Verdict(CHANGERS, args=with_kind, method="post"),
    "floor:dailies:begin_checks": Verdict(CHANGERS, args=day, method="post"),
    "floor:dailies:tick": Verdict(CHANGERS, args=check, method="post"),
    "floor:dailies:untick": Verdict(CHANGERS, args=check, method="post"),
    "floor:dailies:arrive": Verdict(CHANGERS, args=with_person, method="post"),
    "floor:dailies:person": Verdict(OWN, args=with_person),
    "floor:dailies:begin_scene": Verdict(CHANGERS, args=with_scene, method="post"),
    "floor:dailies:scene": Verdict(OWN, args=with_scene),
    "floor:dailies:incident": Verdict(CHANGERS, args=day),
    "floor:dailies:note": Verdict(CHANGERS, args=day, method="post"),
    "floor:dailies:unforeseen": Verdict(OWN, args=day),
    "floor:dailies:apply_unforeseen": Verdict(CHANGERS, args=day, method="post"),
    "floor:reports:report": Verdict(OWN, args=day),
    "floor:reports:paper": Verdict(OWN, args=day),
    "floor:reports:close": Verdict(CHANGERS, args=day, method="post"),
    "floor:reports:reopen": Verdict(OWNER, args=day, method="post"),
    "floor:reports:sign": Verdict(CHANGERS, args=day, method="post"),
}
