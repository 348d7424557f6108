"""Who may call the routes of accounts."""

from datetime import UTC, datetime
from typing import Any

from allauth.usersessions.models import UserSession

from coulisse.foundation.accounts.actions.invitations import invite
from coulisse.foundation.accounts.actions.roles import revoke_role
from coulisse.foundation.accounts.models import Grant
from tests.cast import Cast
from tests.foundation.accounts.guests import lend_paper
from tests.walk import EVERYBODY, OWNER, SIGNED_IN, Verdict


def nadia(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.nadia.pk}


def her_role(cast: Cast) -> dict[str, Any]:
    return {"pk": Grant.objects.get(user=cast.nadia).pk}


def her_former_role(cast: Cast) -> dict[str, Any]:
    grant = Grant.objects.create(user=cast.nadia, role="reader", granted_at=datetime.now(tz=UTC))
    return {"pk": revoke_role(grant=grant, by=cast.odile, at=datetime.now(tz=UTC)).pk}


def client(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.client.pk}


def an_invitation(cast: Cast) -> dict[str, Any]:
    return {"pk": _letter(cast).invitation.pk}


def a_letter(cast: Cast) -> dict[str, Any]:
    return {"token": _letter(cast).token}


def a_guest_token(cast: Cast) -> dict[str, Any]:
    return {"token": lend_paper(cast).token}


def a_lent_link(cast: Cast) -> dict[str, Any]:
    return {"pk": lend_paper(cast).link.pk}


def a_session_of_nadia(cast: Cast) -> dict[str, Any]:
    session = UserSession.objects.create(user=cast.nadia, ip="127.0.0.1", session_key="walk", user_agent="walk")
    return {"pk": session.pk}


def _letter(cast: Cast) -> Any:
    return invite(email="walk@meuse.example", role="reader", by=cast.odile, at=datetime.now(tz=UTC))


VERDICTS = {
    "accounts:list": Verdict(OWNER),
    "accounts:invite": Verdict(OWNER),
    "accounts:revoke-invitation": Verdict(OWNER, args=an_invitation, method="post"),
    "accounts:person": Verdict(OWNER, args=nadia),
    "accounts:grant": Verdict(
        OWNER, args=nadia, method="post", data=lambda cast: {"role": "reader", "where": "house"}
    ),
    "accounts:switch-off": Verdict(OWNER, args=nadia, method="post"),
    "accounts:switch-on": Verdict(OWNER, args=nadia, method="post"),
    "accounts:change-last-day": Verdict(OWNER, args=her_role, method="post"),
    "accounts:revoke-role": Verdict(OWNER, args=her_role, method="post"),
    "accounts:restore-role": Verdict(OWNER, args=her_former_role, method="post"),
    "accounts:clients": Verdict(SIGNED_IN),
    "accounts:add-client": Verdict(OWNER, method="post", data=lambda cast: {"name": "Brasserie du Canal"}),
    "accounts:client": Verdict(OWNER, args=client),
    "accounts:archive-client": Verdict(OWNER, args=client, method="post"),
    "accounts:reopen-client": Verdict(OWNER, args=client, method="post"),
    "accounts:profile": Verdict(SIGNED_IN),
    "accounts:welcome": Verdict(SIGNED_IN),
    "accounts:end-session": Verdict(frozenset({"own"}), args=a_session_of_nadia, method="post"),
    "accounts:end-other-sessions": Verdict(SIGNED_IN, method="post"),
    "accounts:join": Verdict(EVERYBODY, args=a_letter),
    "accounts:guest": Verdict(EVERYBODY, args=a_guest_token),
    "accounts:guest-received": Verdict(EVERYBODY, args=a_guest_token, method="post"),
    # Nadia lent it; Bastien changes the common rooms of La Drache.
    "accounts:revoke-link": Verdict(
        frozenset({"owner", "own", "own_floor", "audience", "community"}), args=a_lent_link, method="post"
    ),
}
