"""Who may see and lead a crisis: the audience desk and the owner."""

from typing import Any

from coulisse.desks.audience.crisis.actions.crises import stand_down
from tests.cast import AT, Cast
from tests.desks.audience.crisis.nights import a_slot
from tests.desks.audience.crisis.rows import SAID, a_crisis, a_duty, a_verbatim, an_alarm
from tests.desks.audience.scene import a_conversation
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import Verdict


def alarm(cast: Cast) -> dict[str, Any]:
    return {"pk": an_alarm(cast).pk}


def crisis(cast: Cast) -> dict[str, Any]:
    return {"pk": a_crisis(cast).pk}


def down(cast: Cast) -> dict[str, Any]:
    row = stand_down(crisis=a_crisis(cast), reason="Calme", by=cast.marc_olivier, at=AT)
    return {"pk": row.pk}


VERDICTS: dict[str, Verdict] = {
    "audience:crisis:cockpit": Verdict(PUBLICS),
    "audience:crisis:open": Verdict(
        PUBLICS, method="post", data=lambda cast: {"title": "Rue Haute", "reason": "Presse"}
    ),
    "audience:crisis:watch": Verdict(PUBLICS, args=alarm, method="post"),
    "audience:crisis:verbatims": Verdict(PUBLICS),
    "audience:crisis:validate": Verdict(
        PUBLICS,
        args=lambda cast: {"pk": a_conversation(cast, SAID).pk},
        method="post",
        data=lambda cast: {"text": SAID, "is_looked_at": "on"},
    ),
    "audience:crisis:withdraw": Verdict(PUBLICS, args=lambda cast: {"pk": a_verbatim(cast).pk}, method="post"),
    "audience:crisis:on-call": Verdict(
        PUBLICS,
        args=lambda cast: {"pk": a_slot(cast.drache).pk},
        method="post",
        data=lambda cast: {"person": cast.marc_olivier.pk},
    ),
    "audience:crisis:off-call": Verdict(PUBLICS, args=lambda cast: {"pk": a_duty(cast).pk}, method="post"),
    "audience:crisis:tick": Verdict(
        PUBLICS,
        args=lambda cast: {"pk": a_crisis(cast).checks.first().pk},  # type: ignore[union-attr]
        method="post",
        data=lambda cast: {"done": "1"},
    ),
    "audience:crisis:review": Verdict(PUBLICS, args=crisis),
    "audience:crisis:note": Verdict(PUBLICS, args=crisis, method="post", data=lambda cast: {"text": "Appel"}),
    "audience:crisis:add-check": Verdict(
        PUBLICS, args=crisis, method="post", data=lambda cast: {"text": "Standard"}
    ),
    "audience:crisis:stand-down": Verdict(
        PUBLICS, args=crisis, method="post", data=lambda cast: {"reason": "Calme"}
    ),
    "audience:crisis:resume": Verdict(PUBLICS, args=down, method="post"),
}
