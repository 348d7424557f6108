"""Who may reach this slice: the audience desk and the owner."""

from typing import Any

from tests.cast import AT, Cast
from tests.desks.audience.families.rows import a_family, a_member
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import Verdict


def _family(cast: Cast) -> dict[str, Any]:
    return {"pk": a_family(cast).pk}


def _member(cast: Cast) -> dict[str, Any]:
    family = a_family(cast)
    return {"pk": family.pk, "conversation": a_member(cast, family, at=AT).pk}


VERDICTS = {
    "audience:families:list": Verdict(PUBLICS),
    "audience:families:family": Verdict(PUBLICS, args=_family),
    "audience:families:sample": Verdict(PUBLICS, args=_family),
    "audience:families:name": Verdict(PUBLICS, args=_family, method="post", data=lambda cast: {"version": "1"}),
    "audience:families:join": Verdict(PUBLICS, args=_family, method="post"),
    "audience:families:separate": Verdict(PUBLICS, args=_family, method="post", data=lambda cast: {"rows": "x"}),
    "audience:families:take-out": Verdict(PUBLICS, args=_member, method="post"),
    "audience:families:put-in": Verdict(PUBLICS, args=_member, method="post"),
}
