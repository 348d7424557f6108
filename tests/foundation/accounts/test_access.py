"""Each way to an object of this room, line by line."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.foundation.accounts.access import (
    access_client,
    access_grant,
    access_guest_link,
    access_invitation,
    access_session,
    access_user,
    require,
)
from coulisse.foundation.accounts.actions.invitations import invite
from coulisse.foundation.accounts.models import Grant
from tests.cast import AT, Cast
from tests.foundation.accounts.guests import lend_paper


def answer(ask: Callable[[], Any]) -> str:
    """`yes`, `403` or `404`."""
    try:
        ask()
    except Http404:
        return "404"
    except PermissionDenied:
        return "403"
    return "yes"


def test_require_tells_forbidden_from_unknown(cast: Cast) -> None:
    on_drache: dict[str, Any] = {"production": cast.drache.pk, "desk": "office"}
    assert answer(lambda: require(cast.nadia, "manage", **on_drache)) == "yes"
    assert answer(lambda: require(cast.bastien, "read", **on_drache)) == "404"
    assert answer(lambda: require(cast.solange, "manage", **on_drache)) == "403"
    assert answer(lambda: require(cast.solange, "manage", **on_drache, seen=False)) == "404"
    assert answer(lambda: require(cast.pascaline, "read", **on_drache, seen=True)) == "403"


def test_somebody_switched_off_passes_nowhere(cast: Cast) -> None:
    cast.odile.is_active = False
    assert answer(lambda: require(cast.odile, "read")) == "404"


@pytest.mark.parametrize(
    ("who", "to", "expected"),
    [
        ("odile", "manage", "yes"),
        ("solange", "read", "yes"),
        ("solange", "manage", "403"),
        ("solange", "change", "403"),
        ("nadia", "change", "yes"),
        ("nadia", "manage", "403"),
        ("kobe", "read", "404"),
        ("achille", "read", "404"),
    ],
)
def test_access_user(cast: Cast, who: str, to: str, expected: str) -> None:
    assert answer(lambda: access_user(getattr(cast, who), cast.nadia.pk, to=to)) == expected


@pytest.mark.parametrize(
    ("who", "to", "expected"),
    [
        ("odile", "manage", "yes"),
        ("nadia", "read", "yes"),
        ("nadia", "manage", "403"),
        ("solange", "read", "404"),
        ("achille", "read", "404"),
    ],
)
def test_access_grant(cast: Cast, who: str, to: str, expected: str) -> None:
    grant = Grant.objects.get(user=cast.nadia)
    assert answer(lambda: access_grant(getattr(cast, who), grant.pk, to=to)) == expected


@pytest.mark.parametrize(("who", "expected"), [("odile", "yes"), ("nadia", "404"), ("achille", "404")])
def test_access_invitation(cast: Cast, who: str, expected: str) -> None:
    invitation = invite(email="new@meuse.example", role="reader", by=cast.odile, at=AT).invitation
    assert answer(lambda: access_invitation(getattr(cast, who), invitation.pk)) == expected


@pytest.mark.parametrize(
    ("who", "to", "expected"),
    [
        ("odile", "manage", "yes"),
        ("ines", "read", "yes"),
        ("ines", "manage", "403"),
        ("kobe", "read", "yes"),
        ("kobe", "manage", "403"),
        ("nadia", "read", "404"),
        ("achille", "read", "404"),
    ],
)
def test_access_client(cast: Cast, who: str, to: str, expected: str) -> None:
    assert answer(lambda: access_client(getattr(cast, who), cast.client.pk, to=to)) == expected


def test_a_client_does_not_see_another_client(cast: Cast) -> None:
    assert answer(lambda: access_client(cast.kobe, cast.other_client.pk)) == "404"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("nadia", "yes"),
        ("solange", "yes"),
        ("odile", "yes"),
        ("pascaline", "404"),
        ("kobe", "404"),
        ("achille", "404"),
    ],
)
def test_access_guest_link(cast: Cast, who: str, expected: str) -> None:
    link = lend_paper(cast, at=AT).link
    assert answer(lambda: access_guest_link(getattr(cast, who), link.pk)) == expected


def test_the_lender_who_lost_every_role_no_longer_reaches_the_link(cast: Cast) -> None:
    link = lend_paper(cast, at=AT).link
    Grant.objects.filter(user=cast.nadia).update(revoked_at=AT)
    cast.nadia.forget_scope()
    assert answer(lambda: access_guest_link(cast.nadia, link.pk)) == "404"


@pytest.mark.parametrize(("who", "expected"), [("nadia", "yes"), ("odile", "404"), ("achille", "404")])
def test_access_session(cast: Cast, who: str, expected: str) -> None:
    session = UserSession.objects.create(user=cast.nadia, ip="127.0.0.1", session_key="k", user_agent="Firefox")
    assert answer(lambda: access_session(getattr(cast, who), session.pk)) == expected
