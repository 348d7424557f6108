"""Who may read, change, validate and send call sheets; a guest's pages answer to the secret in their address."""

from datetime import timedelta
from typing import Any

from coulisse.desks.floor.callsheets.access import KIND
from coulisse.desks.floor.callsheets.actions.sending import send
from coulisse.desks.floor.callsheets.actions.validating import validate
from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Revision
from coulisse.foundation.accounts.actions.guest_links import lend
from tests.cast import Cast
from tests.desks.floor.callsheets.drache import EVE, Stage, complete, stage
from tests.walk import EVERYBODY, OTHER_PRODUCTION, OWN, Verdict

LISTS = OWN | OTHER_PRODUCTION
CHANGERS = frozenset({"owner", "own_floor"})
SIGNERS = frozenset({"owner"})
"""Of those who walk; the production manager signs too, see test_pages."""


def sheet(cast: Cast) -> tuple[Stage, CallSheet]:
    on_stage = stage(cast)
    return on_stage, complete(on_stage)


def signed(cast: Cast) -> Revision:
    _stage, made = sheet(cast)
    return validate(sheet=made, job="", by=cast.solange, at=EVE)


def delivery(cast: Cast) -> Delivery:
    revision = signed(cast)
    send(revision=revision, by=cast.solange, at=EVE)
    return revision.deliveries.get(name="Yvan Grosjean")


def day_key(cast: Cast) -> dict[str, Any]:
    return {"pk": stage(cast).day.pk}


def sheet_key(cast: Cast) -> dict[str, Any]:
    return {"pk": sheet(cast)[1].pk}


def block_key(cast: Cast) -> dict[str, Any]:
    return {"pk": sheet(cast)[1].pk, "kind": "hours"}


def member_key(cast: Cast) -> dict[str, Any]:
    on_stage, made = sheet(cast)
    return {"pk": made.pk, "member": on_stage.members["Tom Evrard"].pk}


def role_key(cast: Cast) -> dict[str, Any]:
    on_stage, made = sheet(cast)
    return {"pk": made.pk, "role": on_stage.roles[1].pk}


def signed_key(cast: Cast) -> dict[str, Any]:
    return {"pk": signed(cast).sheet_id}


def revision_key(cast: Cast) -> dict[str, Any]:
    return {"pk": signed(cast).pk}


def delivery_key(cast: Cast) -> dict[str, Any]:
    return {"pk": delivery(cast).pk}


def token(cast: Cast) -> dict[str, Any]:
    lent = lend(
        KIND,
        delivery(cast).pk,
        "Yvan Grosjean",
        expires_at=EVE + timedelta(days=3650),
        by=cast.solange,
        at=EVE,
        production=cast.drache.pk,
        desk="floor",
    )
    return {"token": lent.token}


VERDICTS = {
    "floor:callsheets:list": Verdict(LISTS),
    "floor:callsheets:prepare": Verdict(CHANGERS, args=day_key, method="post"),
    "floor:callsheets:sheet": Verdict(OWN, args=sheet_key),
    "floor:callsheets:read": Verdict(OWN, args=signed_key),
    "floor:callsheets:preview": Verdict(OWN, args=lambda cast: {**sheet_key(cast), "language": "nl"}),
    "floor:callsheets:sides": Verdict(OWN, args=sheet_key),
    "floor:callsheets:block": Verdict(CHANGERS, args=block_key),
    "floor:callsheets:plan-again": Verdict(CHANGERS, args=block_key, method="post"),
    "floor:callsheets:member-call": Verdict(CHANGERS, args=member_key),
    "floor:callsheets:role-call": Verdict(CHANGERS, args=role_key),
    "floor:callsheets:validate": Verdict(SIGNERS, args=sheet_key, method="post"),
    "floor:callsheets:reopen": Verdict(CHANGERS, args=signed_key, method="post"),
    "floor:callsheets:receipts": Verdict(OWN, args=revision_key),
    "floor:callsheets:send": Verdict(CHANGERS, args=revision_key, method="post"),
    "floor:callsheets:remind": Verdict(CHANGERS, args=revision_key, method="post"),
    "floor:callsheets:paper": Verdict(OWN, args=lambda cast: {**revision_key(cast), "language": "en"}),
    "floor:callsheets:share": Verdict(CHANGERS, args=delivery_key, method="post"),
    "floor:callsheets:take-back": Verdict(CHANGERS, args=delivery_key, method="post"),
    "floor:callsheets:confirm": Verdict(CHANGERS, args=delivery_key, method="post"),
    "floor:callsheets:mend": Verdict(
        CHANGERS, args=delivery_key, method="post", data=lambda cast: {"email": "autre@plateau.example"}
    ),
    "floor:callsheets:guest-received": Verdict(EVERYBODY, args=token, method="post"),
    "floor:callsheets:guest-paper": Verdict(EVERYBODY, args=token),
    "floor:callsheets:guest-calendar": Verdict(EVERYBODY, args=token),
    "service_worker": Verdict(EVERYBODY),
}
