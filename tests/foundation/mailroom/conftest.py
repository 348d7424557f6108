from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.doubles.dovecot import Dovecot, dovecot
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
