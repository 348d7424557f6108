"""Approvals are the community desk's; the client's own person has the client's part; guests hold their address."""

from typing import Any

from coulisse.desks.community.approving.actions import inviting
from coulisse.desks.community.approving.models import Submission
from tests.cast import AT, Cast
from tests.desks.community.approving.rows import all_before_the_client, campaign, handed_in, show
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import CLIENTS, EVERYBODY, Verdict


def row(cast: Cast) -> Submission:
    return handed_in(cast, campaign(cast), at=AT)


def submission(cast: Cast) -> dict[str, Any]:
    return {"pk": row(cast).pk}


def route(cast: Cast) -> dict[str, Any]:
    return {"pk": campaign(cast).route.pk}


def step(cast: Cast) -> dict[str, Any]:
    return {"pk": campaign(cast).route.steps.get(role="media").pk}


def picture(cast: Cast) -> dict[str, Any]:
    """Of what Festival Cap Sambre is asked."""
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    made = campaign(cast)
    version = show(cast, made.french)
    given = handed_in(cast, made, at=AT)
    all_before_the_client(given, made)
    return {"pk": given.pk, "version": version.pk}


def asked_of_the_client(cast: Cast) -> dict[str, Any]:
    return {"pk": picture(cast)["pk"], "role": "client"}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": _lent(cast, row(cast))}


def picture_of_guest(cast: Cast) -> dict[str, Any]:
    made = campaign(cast)
    version = show(cast, made.french)
    return {"token": _lent(cast, handed_in(cast, made, at=AT)), "version": version.pk}


def _lent(cast: Cast, given: Submission) -> str:
    """Lent until far after any clock of a test."""
    address = inviting.invite(submission=given, role="client", name="Kaat Vermeulen", by=cast.ines, at=AT).address
    return address.rstrip("/").rpartition("/")[2]


def guest(cast: Cast) -> dict[str, Any]:
    given = row(cast)
    _lent(cast, given)
    return {"pk": given.guests.get().pk}


OWN_CLIENT = frozenset({"client"})
VERDICTS = {
    # A client's person is led to the queue, where only what waits for that client is.
    "community:approving:list": Verdict(COMMUNITY | CLIENTS),
    "community:approving:queue": Verdict(COMMUNITY | CLIENTS),
    "community:approving:hand-in": Verdict(COMMUNITY),
    "community:approving:of": Verdict(COMMUNITY, args=lambda cast: {"pk": campaign(cast).french.pk}),
    "community:approving:submission": Verdict(COMMUNITY, args=submission),
    "community:approving:decide": Verdict(COMMUNITY | OWN_CLIENT, args=asked_of_the_client),
    "community:approving:change": Verdict(COMMUNITY, args=submission),
    "community:approving:take-back": Verdict(COMMUNITY, args=submission, method="post"),
    "community:approving:remark": Verdict(
        COMMUNITY, args=submission, method="post", data=lambda cast: {"text": "Vu."}
    ),
    "community:approving:invite": Verdict(
        COMMUNITY,
        args=submission,
        method="post",
        data=lambda cast: {"role": "client", "name": "Kaat", "language": "nl"},
    ),
    "community:approving:shut-out": Verdict(COMMUNITY, args=guest, method="post"),
    "community:approving:log": Verdict(COMMUNITY, args=submission),
    "community:approving:paper": Verdict(COMMUNITY, args=lambda cast: {**submission(cast), "language": "fr"}),
    "community:approving:picture": Verdict(COMMUNITY | OWN_CLIENT, args=picture),
    "community:approving:routes": Verdict(COMMUNITY),
    "community:approving:route": Verdict(COMMUNITY, args=route),
    "community:approving:add-step": Verdict(
        COMMUNITY, args=route, method="post", data=lambda cast: {"role": "community"}
    ),
    "community:approving:archive-route": Verdict(COMMUNITY, args=route, method="post"),
    "community:approving:step": Verdict(COMMUNITY, args=step),
    "community:approving:remove-step": Verdict(COMMUNITY, args=step, method="post"),
    # Whoever holds the address may answer; nobody else knows it.
    "community:approving:guest-answer": Verdict(
        EVERYBODY, args=token, method="post", data=lambda cast: {"verdict": "approved"}
    ),
    "community:approving:guest-advice": Verdict(
        EVERYBODY, args=token, method="post", data=lambda cast: {"text": "Vu."}
    ),
    "community:approving:guest-picture": Verdict(EVERYBODY, args=picture_of_guest),
}
