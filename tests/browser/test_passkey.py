"""A passkey, from its making to the next sign-in, with the virtual authenticator of a real browser."""

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from coulisse.foundation.journal.models import Entry
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PageAt
from tests.cast import PASSWORD, Cast

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = IN_A_BROWSER


@pytest.fixture
def page(page_at: PageAt) -> Page:
    """A page whose browser holds a platform authenticator that always agrees."""
    page = page_at(DESKTOP)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return page


def test_a_passkey_is_made_then_opens_the_house_without_a_password(
    page: Page, live_server: "LiveServer", cast: Cast
) -> None:
    house = live_server.url.replace("127.0.0.1", "localhost")

    page.goto(f"{house}/account/login/?next=/me/")
    page.locator("[name=login]").fill(cast.nadia.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(f"{house}/me/")

    page.goto(f"{house}/account/2fa/webauthn/add/")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button.pri").click()
    page.locator("[name=name]").fill("Portable de Nadia")
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/recovery-codes/"))
    key = Authenticator.objects.get(user=cast.nadia, type=Authenticator.Type.WEBAUTHN)
    assert key.wrap().name == "Portable de Nadia"

    page.context.clear_cookies()
    page.goto(f"{house}/account/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(f"{house}/")
    page.goto(f"{house}/me/")
    expect(page.locator("h1")).to_have_text("Nadia Verhaeghen")
    kinds = list(Entry.objects.order_by("pk").values_list("kind", "payload__method"))
    assert ("foundation.accounts.second-step-added", "webauthn") in kinds
    assert kinds[-1][0] == "foundation.accounts.signed-in"
