"""Who may read and change the screenplay: the floor of the production; its administrator reads."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.desks.floor.script.screenplays import PINK, WHITE, received, scene
from tests.walk import MEMBERS, OTHER_PRODUCTION, OWN, Verdict

CHANGERS = frozenset({"owner", "own_floor"})
READERS = OWN | OTHER_PRODUCTION
"""Each reads the floor of their own production."""


def first(cast: Cast) -> dict[str, Any]:
    return {"pk": received(cast).pk}


def waiting(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"pk": received(cast, PINK).pk}


def one_scene(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"pk": scene(cast, "34").pk}


def one_set(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"pk": scene(cast, "34").set_id}


def exported(cast: Cast) -> dict[str, Any]:
    received(cast)
    return {"form": "fountain"}


def dropped(cast: Cast) -> dict[str, Any]:
    return {
        "file": SimpleUploadedFile("script.fountain", WHITE.encode()),
        "paper": "white",
        "dated_on": "2027-01-11",
    }


VERDICTS = {
    "floor:script:drafts": Verdict(CHANGERS, method="post", data=dropped),
    "floor:script:draft": Verdict(OWN, args=first),
    "floor:script:compare": Verdict(CHANGERS, args=waiting, method="post", data=lambda cast: {"act": "merge"}),
    "floor:script:set_aside": Verdict(CHANGERS, args=waiting, method="post"),
    "floor:script:export": Verdict(OWN, args=exported),
    "floor:script:scenes": Verdict(READERS),
    "floor:script:scene_edit": Verdict(CHANGERS, args=one_scene),
    "floor:script:sets": Verdict(READERS),
    "floor:script:set_edit": Verdict(CHANGERS, args=one_set),
    "api:scenes": Verdict(MEMBERS),
    "api:scene": Verdict(OWN, args=one_scene),
}
