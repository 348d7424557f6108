"""A real browser over a running house, with ears: whatever it complains of fails the test.

The browser lives as long as this folder's tests and no longer: Playwright keeps an event loop running in the
thread of the tests, and tests elsewhere start loops of their own.
"""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from coulisse.foundation.accounts.models import User
from tests.browser.screens import HEIGHTS, PHONE, PageAt, Theme
from tests.browser.witness import Witness

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert program is not None, "No browser: install chromium (tools/machine.sh does, as root on Debian)."
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def witness() -> Iterator[Witness]:
    witness = Witness()
    yield witness
    assert witness.complaints == []


@pytest.fixture
def page_at(browser: Browser, witness: Witness, live_server: "LiveServer") -> Iterator[PageAt]:
    """`page_at(390)`: a page of that width in a browser of its own, that nobody signed in to.

    `user` signs somebody in without the form, `theme` is what the machine asks for.
    """
    contexts: list[BrowserContext] = []

    def open_page(width: int, *, user: User | None = None, theme: Theme = "light") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS[width]},
            has_touch=width == PHONE,
            is_mobile=width == PHONE,
            locale="fr-BE",
            timezone_id="Europe/Brussels",
            color_scheme=theme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        witness.listen(context)
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": live_server.url}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def session_of(user: User) -> str:
    """The cookie of somebody who signed in."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies["sessionid"].value
