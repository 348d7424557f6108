"""Who may protect the team: the audience desk and the owner; a threat file only those who manage it."""

from typing import Any

from coulisse.desks.audience.care.actions.folds import say_days_off
from coulisse.foundation.mailroom.models import Letter
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.care.rows import (
    a_colleague,
    a_contact,
    a_file,
    a_reading,
    a_restriction,
    a_threat,
    an_appeal,
    token_in,
)
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import EVERYBODY, Verdict

OWNER = frozenset({"owner"})
OFFICER = frozenset({"audience"})


def threat(cast: Cast) -> dict[str, Any]:
    return {"pk": a_threat(cast).pk}


def plain(cast: Cast) -> dict[str, Any]:
    return {"pk": a_threat(cast, folded=False).pk}


def file(cast: Cast) -> dict[str, Any]:
    a_contact(cast)
    return {"pk": a_file(cast).pk}


def contact(cast: Cast) -> dict[str, Any]:
    return {"pk": a_contact(cast).pk}


def restriction(cast: Cast) -> dict[str, Any]:
    return {"pk": a_restriction(cast).pk}


def appeal(cast: Cast) -> dict[str, Any]:
    return {"pk": an_appeal(cast).pk}


def days(cast: Cast) -> dict[str, Any]:
    return {"pk": say_days_off(first=TODAY, last=TODAY, by=cast.marc_olivier, at=AT).pk}


def colleague(cast: Cast) -> dict[str, Any]:
    return {"reader": a_colleague().pk, "how": "with"}


def lent(cast: Cast) -> dict[str, str]:
    """The secret stands in the letter that told the writer."""
    a_restriction(cast, approved=True)
    return {"token": token_in(Letter.objects.latest("pk").text)}


VERDICTS: dict[str, Verdict] = {
    "audience:care:home": Verdict(PUBLICS),
    "audience:care:limit": Verdict(OWNER, method="post", data=lambda cast: {"most": "4"}),
    "audience:care:days-off": Verdict(
        PUBLICS, method="post", data=lambda cast: {"first": "2027-03-20", "last": "2027-03-21"}
    ),
    "audience:care:days-back": Verdict(OFFICER, args=days, method="post"),
    "audience:care:conversation": Verdict(PUBLICS, args=threat),
    "audience:care:show": Verdict(PUBLICS, args=threat, method="post"),
    "audience:care:fold": Verdict(
        PUBLICS, args=plain, method="post", data=lambda cast: {"gist": "threat", "reason": "Menace"}
    ),
    "audience:care:unfold": Verdict(PUBLICS, args=threat, method="post", data=lambda cast: {"reason": "Erreur"}),
    "audience:care:ask": Verdict(PUBLICS, args=threat, method="post", data=colleague),
    "audience:care:open-threat": Verdict(PUBLICS, args=threat, method="post"),
    "audience:care:restrict": Verdict(PUBLICS, args=threat),
    "audience:care:reading": Verdict(OFFICER, args=lambda cast: {"pk": a_reading(cast).pk}),
    "audience:care:threat": Verdict(PUBLICS, args=file),
    "audience:care:pass-on": Verdict(
        PUBLICS, args=file, method="post", data=lambda cast: {"contact": a_contact(cast).pk}
    ),
    "audience:care:add-evidence": Verdict(PUBLICS, args=file, method="post"),
    "audience:care:name-reader": Verdict(
        PUBLICS, args=file, method="post", data=lambda cast: {"reader": cast.solange.pk}
    ),
    "audience:care:take-out": Verdict(PUBLICS, args=lambda cast: {**file(cast), "form": "pdf"}, method="post"),
    "audience:care:contact-add": Verdict(PUBLICS),
    "audience:care:contact": Verdict(PUBLICS, args=contact),
    "audience:care:contact-archive": Verdict(PUBLICS, args=contact, method="post"),
    "audience:care:restriction": Verdict(PUBLICS, args=restriction),
    "audience:care:decide": Verdict(
        PUBLICS, args=lambda cast: {**restriction(cast), "act": "refuse"}, method="post"
    ),
    "audience:care:guest-appeal": Verdict(
        EVERYBODY, args=lent, method="post", data=lambda cast: {"text": "Trois messages en un mois."}
    ),
    "audience:care:decide-appeal": Verdict(
        PUBLICS, args=appeal, method="post", data=lambda cast: {"outcome": "kept", "reason": "Rien de neuf"}
    ),
}
