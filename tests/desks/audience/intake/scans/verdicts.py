"""Who may give, read and file letters on paper."""

from typing import Any

from tests.cast import Cast
from tests.desks.audience.intake.scans.sheets import a_letter
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import Verdict


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": a_letter(cast).pk}


def sheet(cast: Cast) -> dict[str, Any]:
    return {"pk": a_letter(cast).pages.get(position=2).pk}


VERDICTS = {
    "audience:intake:letters": Verdict(PUBLICS),
    "audience:intake:letter-add": Verdict(PUBLICS),
    "audience:intake:letter": Verdict(PUBLICS, args=one),
    "audience:intake:letter-read": Verdict(PUBLICS, args=one, method="post"),
    "audience:intake:letter-text": Verdict(
        PUBLICS, args=one, method="post", data=lambda cast: {"text": "Madame", "version": "1"}
    ),
    "audience:intake:letter-file": Verdict(PUBLICS, args=one, method="post"),
    "audience:intake:letter-sheets": Verdict(PUBLICS, args=one, method="post"),
    "audience:intake:letter-move": Verdict(PUBLICS, args=sheet, method="post", data=lambda cast: {"to": "up"}),
    "audience:intake:letter-picture": Verdict(PUBLICS, args=lambda cast: sheet(cast) | {"size": "small"}),
}
