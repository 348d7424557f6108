"""Who may read and change the breakdown: the floor of the production; its administrator reads."""

from typing import Any

from coulisse.desks.floor.breakdown.actions import elements, tags
from coulisse.desks.floor.breakdown.models import Element, Tag
from tests.cast import AT, Cast
from tests.desks.floor.script.screenplays import received, scene
from tests.walk import MEMBERS, OTHER_PRODUCTION, OWN, Verdict

CHANGERS = frozenset({"owner", "own_floor"})
READERS = OWN | OTHER_PRODUCTION
"""Each reads the floor of their own production."""


def one_scene(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"pk": scene(cast, "34").pk}


def one_tag(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"pk": Tag.objects.get(element__name="lampe à pétrole").pk}


def one_element(cast: Cast) -> dict[str, Any]:
    received(cast)
    tags.confirm_all(production=cast.drache, by=cast.bastien, at=AT)
    return {"pk": Element.objects.get(name="lampe à pétrole").pk}


def one_link(cast: Cast) -> dict[str, Any]:
    one_element(cast)
    lamp, child = Element.objects.get(name="lampe à pétrole"), Element.objects.get(name="Noémie")
    return {"pk": elements.link(element=child, brings=lamp, by=cast.bastien, at=AT).pk}


def report(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"what": "elements", "form": "csv"}


ROLES = {"category": "role"}
VERDICTS = {
    "floor:breakdown:scenes": Verdict(READERS),
    "floor:breakdown:propose": Verdict(CHANGERS, method="post"),
    "floor:breakdown:confirm_category": Verdict(CHANGERS, method="post", data=lambda cast: ROLES),
    "floor:breakdown:scene": Verdict(OWN, args=one_scene),
    "floor:breakdown:tag": Verdict(
        CHANGERS, args=one_scene, method="post", data=lambda cast: {"category": "prop", "name": "clé"}
    ),
    "floor:breakdown:confirm_scene": Verdict(CHANGERS, args=one_scene, method="post"),
    "floor:breakdown:review": Verdict(CHANGERS, args=one_scene, method="post"),
    "floor:breakdown:unreview": Verdict(CHANGERS, args=one_scene, method="post"),
    "floor:breakdown:tag_edit": Verdict(CHANGERS, args=one_tag),
    "floor:breakdown:confirm": Verdict(CHANGERS, args=one_tag, method="post"),
    "floor:breakdown:decline": Verdict(CHANGERS, args=one_tag, method="post"),
    "floor:breakdown:reopen": Verdict(CHANGERS, args=one_tag, method="post"),
    "floor:breakdown:completions": Verdict(READERS),
    "floor:breakdown:elements": Verdict(READERS),
    "floor:breakdown:number_roles": Verdict(CHANGERS, method="post"),
    "floor:breakdown:element": Verdict(OWN, args=one_element),
    "floor:breakdown:element_edit": Verdict(CHANGERS, args=one_element),
    "floor:breakdown:element_merge": Verdict(CHANGERS, args=one_element, method="post"),
    "floor:breakdown:link": Verdict(CHANGERS, args=one_element, method="post"),
    "floor:breakdown:unlink": Verdict(CHANGERS, args=one_link, method="post"),
    "floor:breakdown:export": Verdict(READERS, args=report),
    "api:elements": Verdict(MEMBERS),
    "api:element": Verdict(OWN, args=one_element),
}
