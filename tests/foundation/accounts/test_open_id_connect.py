"""Signing in through the identity provider of the house, played by a local double."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from coulisse.foundation.accounts.models import User
from coulisse.house.environment import BadEnvironment, open_id_connect
from tests.cast import PASSWORD, Cast
from tests.doubles.identity_provider import CODE, IdentityProvider, identity_provider

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture
def provider(settings: "Settings") -> Iterator[IdentityProvider]:
    with identity_provider() as double:
        settings.SOCIALACCOUNT_PROVIDERS = open_id_connect(
            {
                "COULISSE_OIDC_ISSUER": double.issuer,
                "COULISSE_OIDC_CLIENT_ID": "coulisse",
                "COULISSE_OIDC_SECRET": "shared",
                "COULISSE_OIDC_NAME": "Maison Meuse",
            }
        )
        yield double


def come_back(browser: Client, *, follow: bool = False) -> "object":
    """Leave for the provider, and come back with its code."""
    leaving = browser.post("/account/oidc/house/login/")
    assert leaving.status_code == 200
    asked = parse_qs(urlsplit(leaving.context["address"]).query)
    return browser.get(
        "/account/oidc/house/login/callback/", {"code": CODE, "state": asked["state"][0]}, follow=follow
    )


def test_a_verified_address_of_the_house_signs_in(cast: Cast, provider: IdentityProvider) -> None:
    provider.person = {"sub": "n-1", "email": cast.nadia.email, "email_verified": True}
    browser = Client()
    assert "Maison Meuse" in browser.get("/account/login/").content.decode()
    come_back(browser)
    assert browser.session["_auth_user_id"] == str(cast.nadia.pk)
    assert SocialAccount.objects.get(user=cast.nadia).uid == "n-1"
    assert provider.asked[0]["client_secret"] == ["shared"]
    assert "code_verifier" in provider.asked[0]


def test_the_password_stays_good_beside_the_provider(cast: Cast, provider: IdentityProvider) -> None:
    provider.person = {"sub": "n-1", "email": cast.nadia.email, "email_verified": True}
    come_back(Client())
    assert User.objects.get(pk=cast.nadia.pk).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("email", "verified"), [("nobody@elsewhere.example", True), ("nadia@meuse.example", False)]
)
def test_an_unknown_or_unverified_address_stays_outside(
    cast: Cast, provider: IdentityProvider, email: str, verified: bool
) -> None:
    provider.person = {"sub": "x-1", "email": email, "email_verified": verified}
    browser, people = Client(), User.objects.count()
    come_back(browser, follow=True)
    assert "_auth_user_id" not in browser.session
    assert User.objects.count() == people


def test_somebody_switched_off_stays_outside(cast: Cast, provider: IdentityProvider) -> None:
    User.objects.filter(pk=cast.nadia.pk).update(is_active=False)
    provider.person = {"sub": "n-1", "email": cast.nadia.email, "email_verified": True}
    browser = Client()
    come_back(browser, follow=True)
    assert "_auth_user_id" not in browser.session


def test_without_a_provider_its_addresses_do_not_exist(cast: Cast) -> None:
    assert Client().post("/account/oidc/house/login/").status_code == 404


def test_the_environment_says_what_is_missing() -> None:
    assert open_id_connect({}) == {}
    with pytest.raises(BadEnvironment, match="COULISSE_OIDC_CLIENT_ID"):
        open_id_connect({"COULISSE_OIDC_ISSUER": "https://identity.example"})
