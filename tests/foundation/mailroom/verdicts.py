from typing import Any

from coulisse.foundation.mailroom.actions import To, post
from coulisse.foundation.mailroom.models import Letter, State
from tests.cast import AT, Cast
from tests.walk import DESKS, MEMBERS, OWN, Verdict


def _letter(cast: Cast) -> Letter:
    return post(
        subject="Feuille n° 16",
        text="Bonjour,",
        to=[To("elise@meuse.example", "Élise Lambert")],
        by=cast.nadia,
        at=AT,
        production=cast.drache.pk,
        hold=True,
    )


def letter(cast: Cast) -> dict[str, Any]:
    return {"pk": _letter(cast).pk}


def refused(cast: Cast) -> dict[str, Any]:
    found = _letter(cast)
    found.recipients.update(state=State.FAILED)
    return {"pk": found.pk}


def refused_one(cast: Cast) -> dict[str, Any]:
    found = _letter(cast)
    found.recipients.update(state=State.UNKNOWN)
    return {"pk": found.pk, "recipient": found.recipients.get().pk}


REACHED = OWN | DESKS
"""Whoever may change the common rooms of the production."""

VERDICTS = {
    "mailroom:list": Verdict(MEMBERS),
    "mailroom:letter": Verdict(REACHED, args=letter),
    "mailroom:recall": Verdict(REACHED, args=letter, method="post"),
    "mailroom:release": Verdict(REACHED, args=letter, method="post"),
    "mailroom:resend": Verdict(REACHED, args=refused, method="post"),
    "mailroom:resend_one": Verdict(REACHED, args=refused_one, method="post"),
}
