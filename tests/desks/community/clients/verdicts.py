"""Workspaces are the community desk's."""

from typing import Any

from tests.cast import Cast
from tests.desks.community.clients.rows import a_note, a_portrait, a_request
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import Verdict


def code(cast: Cast) -> dict[str, Any]:
    return {"code": f"production-{cast.drache.pk}"}


def portrait(cast: Cast) -> dict[str, Any]:
    return {"pk": a_portrait(production=cast.drache).pk}


def note(cast: Cast) -> dict[str, Any]:
    return {"pk": a_note(production=cast.drache).pk}


def asked(cast: Cast) -> dict[str, Any]:
    return {"pk": a_request(production=cast.drache).pk}


VERDICTS = {
    "community:clients:list": Verdict(COMMUNITY),
    "community:clients:workspace": Verdict(COMMUNITY, args=code),
    "community:clients:brief": Verdict(COMMUNITY, args=code),
    "community:clients:portrait-add": Verdict(COMMUNITY, args=code),
    "community:clients:portrait": Verdict(COMMUNITY, args=portrait),
    "community:clients:portrait-retire": Verdict(COMMUNITY, args=portrait, method="post"),
    "community:clients:note-add": Verdict(COMMUNITY, args=code),
    "community:clients:note": Verdict(COMMUNITY, args=note),
    "community:clients:request-add": Verdict(COMMUNITY, args=code),
    "community:clients:request": Verdict(COMMUNITY, args=asked),
    "community:clients:request-move": Verdict(
        COMMUNITY, args=asked, method="post", data=lambda cast: {"to": "delivered"}
    ),
}
