from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.doubles.dovecot import Dovecot, dovecot
from tests.doubles.token_server import TokenServer, token_server
from tests.foundation.mailroom.scene import Post, a_post

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings as SettingsWrapper


@pytest.fixture(scope="session")
def mail_host() -> Iterator[Dovecot]:
    """One Dovecot for all tests; each has an address of its own."""
    with dovecot() as server:
        yield server


@pytest.fixture
def post(db: None, mail_host: Dovecot, settings: "SettingsWrapper") -> Iterator[Post]:
    settings.COULISSE_MAIL_READERS = {"audience": "tests.foundation.mailroom.scene.reader"}
    with a_post(mail_host, f"publics-{uuid4().hex[:8]}@meuse.example") as found:
        yield found


@pytest.fixture
def owner(cast: Cast) -> Browser:
    browser = Browser()
    browser.force_login(cast.odile, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def fake() -> Iterator[TokenServer]:
    with token_server() as server:
        yield server
