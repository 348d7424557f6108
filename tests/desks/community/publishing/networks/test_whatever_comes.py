"""Whatever JSON a server sends, of whatever shape: a value of the contract comes of it, and never an exception."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Comments,
    Confirmed,
    Credentials,
    Found,
    Limits,
    Media,
    NetworkName,
    NotYet,
    Prepared,
    Publication,
    Refused,
    Removed,
    TokenHealth,
    Unknown,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway
from coulisse.desks.community.publishing.networks.registry import NETWORKS
from coulisse.desks.community.publishing.networks.wire import Answer, Wire
from tests.desks.community.publishing.networks.scene import (
    MemoryVault,
    a_picture,
    a_publication,
    account_at,
    no_sleep,
    now,
)

WORDS = (
    "",
    "word",
    "at://did:plc:a/app.bsky.feed.post/3j2fqc42lc534",
    "at://",
    "2027-03-15T19:25:00Z",
    "0001-01-01T00:00:00+14:00",
    "http://127.0.0.1/upload",
    "https://127.0.0.1/upload",
    "FINISHED",
    "PUBLISH_COMPLETE",
    "mention",
    "reply",
    "succeeded",
)
PLAIN = (None, True, False, 0, 7, -1, 10**15, 1.5, *WORDS)


class Anything(dict[str, Any]):
    """An object that has an answer to every name, drawn from the seed: now and then a right one."""

    def __init__(self, seed: str) -> None:
        super().__init__()
        self.seed = seed

    def get(self, key: object, default: object = None) -> Any:
        seed = f"{self.seed}/{key}"
        drawn = Random(seed)
        match drawn.randrange(6):
            case 0 | 1:
                return Anything(seed)
            case 2:
                return [Anything(f"{seed}/{number}") for number in range(drawn.randrange(4))]
            case 3:
                return [drawn.choice(PLAIN) for _number in range(drawn.randrange(3))]
            case _:
                return drawn.choice(PLAIN)

    def __contains__(self, key: object) -> bool:
        return Random(f"{self.seed}/has/{key}").random() < 0.8

    def values(self) -> Any:
        return [self.get(number) for number in range(3)]


class Said(Answer):
    """An answer whose JSON is anything."""

    def json(self) -> Any:
        seed = self.body.decode()
        return Anything(seed) if Random(seed).random() < 0.8 else [Anything(f"{seed}/0"), Anything(f"{seed}/1")]

    def said(self) -> dict[str, Any]:
        return Anything(self.body.decode())


@dataclass(frozen=True)
class Whatever(Wire):
    """A server that says anything to whoever asks, the same for the same seed."""

    seed: int = 0
    turn: Iterator[int] = field(default_factory=count)

    def call(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        seed = f"{self.seed}/{next(self.turn)}"
        status = Random(seed).choice((200, 200, 200, 200, 200, 201, 206, 400, 429, 500))
        headers = {"location": "https://127.0.0.1/upload/1", "x-restli-id": "urn:li:share:1", "retry-after": "x"}
        return Said(status, headers, seed.encode(), "127.0.0.1")


def network_of(name: NetworkName, seed: int) -> Doorway:
    account = account_at("https://127.0.0.1", name, remote_id="did:plc:a")
    vault = MemoryVault(Credentials(access_token="a-token", refresh_token="b", password="c"))
    return NETWORKS[name].kind(account, vault, Whatever(seed=seed), now=now, sleep=no_sleep)


def post_for(name: NetworkName) -> Publication:
    film = Media(b"film", "video/mp4", "Une rue.")
    media = film if name in (NetworkName.YOUTUBE, NetworkName.TIKTOK) else a_picture()
    return replace(a_publication(title="La drache"), media=(replace(media, address="https://a.example/b"),))


@pytest.mark.parametrize("name", NetworkName)
@given(st.integers(0, 10**9))
def test_whatever_comes_is_a_value(name: NetworkName, seed: int) -> None:
    network = network_of(name, seed)
    post, since = post_for(name), datetime(2027, 3, 15, 19, 25, tzinfo=UTC)
    ready = network.prepare(post)
    assert isinstance(ready, Prepared | NotYet | Refused)
    if isinstance(ready, Prepared):
        assert isinstance(network.publish(ready), Confirmed | NotYet | Refused | Unknown)
    assert isinstance(network.read_back(post, since=since), Found | Absent | CannotTell)
    assert isinstance(network.read_back(post, since=since, trace="1"), Found | Absent | CannotTell)
    assert isinstance(network.comments(since=since), Comments | NotYet | Refused)
    assert isinstance(network.limits(), Limits | NotYet | Refused)
    assert isinstance(network.token_health(), TokenHealth)
    assert isinstance(network.remove("at://did:plc:a/app.bsky.feed.post/1"), Removed | NotYet | Refused | Unknown)
