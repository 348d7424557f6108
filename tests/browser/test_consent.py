"""A mailbox connected at its provider in a real browser: out by a link and back, under the house's policy."""

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.secrets import opened
from tests.browser.axe import findings
from tests.browser.screens import IN_A_BROWSER, PHONE, PageAt
from tests.cast import Cast
from tests.doubles.post_office import post_office
from tests.doubles.token_server import token_server
from tests.foundation.mailroom.scene import a_mailbox, by_token

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings as SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

pytestmark = IN_A_BROWSER


def test_the_owner_goes_to_the_provider_and_comes_back_connected(
    page_at: PageAt, cast: Cast, live_server: "LiveServer", settings: "SettingsWrapper"
) -> None:
    settings.PUBLIC_URL = live_server.url
    with token_server() as fake, post_office() as office:
        office.token = "access-1"
        fields = {"sealed_refresh_token": "", "oauth_authorize_url": fake.authorize_url}
        box = a_mailbox(None, office, **(by_token(fake) | fields))
        page = page_at(PHONE, user=cast.odile)
        home = f"/mail/mailboxes/{box.pk}/"
        page.goto(home)
        assert findings(page) == []
        assert page.locator("#return-address").input_value() == f"{live_server.url}/mail/mailboxes/consent"
        page.locator("form[action$='/consent'] button").click()
        outside = page.locator("a[rel=noreferrer]")
        expect(outside).to_be_visible()
        assert findings(page) == []
        outside.click()
        expect(page).to_have_url(live_server.url + home)
        expect(page.locator("h1")).to_have_text(box.name)
        assert opened(Mailbox.objects.get().sealed_refresh_token) == fake.refresh_token
