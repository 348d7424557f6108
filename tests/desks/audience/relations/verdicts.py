"""Who may reach this slice: the audience desk and the owner; the money's limit is the owner's and the office's."""

from typing import Any

from tests.cast import Cast
from tests.desks.audience.relations import people_scene as scene
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import OWNER, Verdict


def person(cast: Cast) -> dict[str, Any]:
    return {"pk": scene.a_person(cast).pk}


def proposal(cast: Cast) -> dict[str, Any]:
    return {"pk": scene.a_proposal(cast).pk}


def gesture(cast: Cast) -> dict[str, Any]:
    return {"pk": scene.a_gesture(cast).pk}


VERDICTS = {
    "audience:relations:list": Verdict(PUBLICS),
    "audience:relations:find": Verdict(PUBLICS),
    "audience:relations:merges": Verdict(PUBLICS),
    "audience:relations:search": Verdict(PUBLICS, method="post"),
    "audience:relations:merge-ticked": Verdict(PUBLICS, method="post"),
    "audience:relations:merge": Verdict(PUBLICS, args=proposal, method="post"),
    "audience:relations:refuse": Verdict(PUBLICS, args=proposal, method="post"),
    "audience:relations:part": Verdict(PUBLICS, args=proposal, method="post"),
    "audience:relations:tickets": Verdict(PUBLICS),
    "audience:relations:limit": Verdict(OWNER, method="post", data=lambda cast: {"seats": "2", "amount": "0"}),
    "audience:relations:ticket-import": Verdict(PUBLICS, args=lambda cast: {"pk": scene.a_file(cast).pk}),
    "audience:relations:gesture-approve": Verdict(PUBLICS, args=gesture, method="post"),
    "audience:relations:gesture-refuse": Verdict(PUBLICS, args=gesture, method="post"),
    "audience:relations:gesture-back": Verdict(PUBLICS, args=gesture, method="post"),
    "audience:relations:remove-address": Verdict(
        PUBLICS, args=lambda cast: {"pk": scene.an_address(cast).pk}, method="post"
    ),
    "audience:relations:withdraw": Verdict(
        PUBLICS, args=lambda cast: {"pk": scene.a_consent(cast).pk}, method="post"
    ),
    "audience:relations:person": Verdict(PUBLICS, args=person),
    "audience:relations:edit": Verdict(PUBLICS, args=person),
    "audience:relations:add-address": Verdict(
        PUBLICS, args=person, method="post", data=lambda cast: {"kind": "phone", "value": "0470 00 00 01"}
    ),
    "audience:relations:consent": Verdict(
        PUBLICS, args=person, method="post", data=lambda cast: {"purpose": "panel", "how": "courriel du 12/03"}
    ),
    "audience:relations:merge-with": Verdict(
        PUBLICS,
        args=person,
        method="post",
        data=lambda cast: {"other": scene.a_person(cast, "C. Marchal", "c.marchal@autre.example").pk},
    ),
    "audience:relations:gesture": Verdict(PUBLICS, args=person, method="post"),
}
