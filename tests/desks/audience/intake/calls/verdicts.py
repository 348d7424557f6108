"""Who may note and return calls."""

from typing import Any

from tests.cast import Cast
from tests.desks.audience.intake.calls.calling import a_call
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import Verdict


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": a_call(cast).pk}


VERDICTS = {
    "audience:intake:calls": Verdict(PUBLICS),
    "audience:intake:call": Verdict(PUBLICS),
    "audience:intake:call-rung": Verdict(PUBLICS, args=one, method="post"),
    "audience:intake:call-later": Verdict(
        PUBLICS, args=one, method="post", data=lambda cast: {"on": "2027-03-18"}
    ),
    "audience:intake:call-undo": Verdict(PUBLICS, args=one, method="post"),
}
