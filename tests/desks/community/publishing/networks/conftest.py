"""The servers, once a test process; the go-between anew for each test."""

from collections.abc import Iterator

import pytest

from tests.doubles.bluesky.server import BlueskyServer, bluesky_server
from tests.doubles.networks.mastodon import MastodonServer, mastodon_server
from tests.doubles.networks.rude import Rude, rude


@pytest.fixture(scope="session")
def bluesky() -> Iterator[BlueskyServer]:
    with bluesky_server() as server:
        yield server


@pytest.fixture
def before_bluesky(bluesky: BlueskyServer) -> Iterator[Rude]:
    with rude(bluesky.address) as between:
        yield between


@pytest.fixture(scope="session")
def one_mastodon() -> Iterator[MastodonServer]:
    with mastodon_server() as server:
        yield server


@pytest.fixture
def mastodon(one_mastodon: MastodonServer) -> MastodonServer:
    one_mastodon.reset()
    return one_mastodon


@pytest.fixture
def before_mastodon(mastodon: MastodonServer) -> Iterator[Rude]:
    with rude(mastodon.address) as between:
        yield between
