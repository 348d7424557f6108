"""What is said to an account, and hiding a reply: a true Bluesky server, and the Mastodon double."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest

from coulisse.desks.community.publishing.networks.contract import (
    Confirmed,
    Credentials,
    NetworkName,
    NotYet,
    Prepared,
    Publication,
    Reason,
    Refused,
)
from coulisse.desks.community.publishing.networks.listening import (
    THREADGATE,
    BlueskyListening,
    HeardAll,
    Hidden,
    MastodonListening,
    open_listening,
)
from coulisse.desks.community.publishing.networks.registry import NetworkIsOff, ServerMissing
from tests.desks.community.publishing.networks.scene import (
    WIRE,
    MemoryVault,
    a_publication,
    account_at,
    no_sleep,
    now,
)
from tests.doubles.bluesky.server import BlueskyServer, Person
from tests.doubles.networks.mastodon import NEIGHBOUR, TOKEN, MastodonServer
from tests.doubles.networks.rude import Fault, Rude

_numbers = count(1)


@dataclass
class Bluesky:
    server: BlueskyServer
    person: Person
    between: Rude

    def network(self) -> BlueskyListening:
        account = account_at(self.between.address, NetworkName.BLUESKY, handle=self.person.handle)
        vault = MemoryVault(Credentials(password=self.person.app_password))
        return BlueskyListening(account, vault, WIRE, now=now, sleep=no_sleep)

    def post(self, key: str = "publication-1") -> str:
        return published(self.network(), a_publication(key))

    def gate(self) -> dict[str, object]:
        query = f"repo={self.person.did}&collection={THREADGATE}"
        (record,) = self.server.call(f"com.atproto.repo.listRecords?{query}")["records"]
        value: dict[str, object] = record["value"]
        return value


def published(network: BlueskyListening | MastodonListening, publication: Publication) -> str:
    ready = network.prepare(publication)
    assert isinstance(ready, Prepared)
    made = network.publish(ready)
    assert isinstance(made, Confirmed)
    return made.remote_id


@pytest.fixture
def at_bluesky(bluesky: BlueskyServer, before_bluesky: Rude) -> Iterator[Bluesky]:
    yield Bluesky(bluesky, bluesky.account(f"moderee{next(_numbers)}"), before_bluesky)


def a_reply(number: int, root: str, *, minutes_ago: int, reason: str = "reply") -> dict[str, object]:
    """As `listNotifications` gives it."""
    parent = {"uri": root, "cid": "bafyparent"}
    return {
        "uri": f"at://did:plc:somebody/app.bsky.feed.post/{number}",
        "reason": reason,
        "indexedAt": (now() - timedelta(minutes=minutes_ago)).isoformat(),
        "author": {"did": "did:plc:somebody", "handle": "hubert.test", "displayName": "Hubert"},
        "record": {"text": f"Quelle drache ! {number}", "reply": {"root": parent, "parent": parent}},
    }


@pytest.mark.slow
def test_bluesky_says_who_spoke_and_under_which_post(at_bluesky: Bluesky) -> None:
    root = at_bluesky.post()
    listed = [a_reply(2, root, minutes_ago=1), a_reply(9, root, minutes_ago=2, reason="like")]
    listed.append(a_reply(1, root, minutes_ago=3))
    at_bluesky.server.view.notifications[at_bluesky.person.did] = listed
    found = at_bluesky.network().listen(since=now() - timedelta(hours=1))
    assert isinstance(found, HeardAll)
    assert [one.text for one in found.items] == ["Quelle drache ! 1", "Quelle drache ! 2"], "likes say nothing"
    first = found.items[0]
    assert (first.speaker.remote_id, first.speaker.handle, first.speaker.name) == (
        "did:plc:somebody",
        "hubert.test",
        "Hubert",
    )
    assert (first.thread, first.in_reply_to) == (root, root)
    assert first.address == "https://bsky.app/profile/did:plc:somebody/post/1"
    assert found.is_complete


@pytest.mark.slow
def test_bluesky_hides_a_reply_in_the_gate_of_the_post_and_loses_nothing_of_it(at_bluesky: Bluesky) -> None:
    root = at_bluesky.post()
    network = at_bluesky.network()
    replies = [f"at://did:plc:somebody/app.bsky.feed.post/{number}" for number in (1, 2)]
    assert network.hide(replies[0], post=root) == Hidden()
    assert network.hide(replies[1], post=root) == Hidden()
    assert network.hide(replies[1], post=root) == Hidden(), "twice is the same"
    gate = at_bluesky.gate()
    assert (gate["post"], gate["hiddenReplies"]) == (root, replies)
    assert at_bluesky.between.count("putRecord") == 3, "the post, and one for each reply"


@pytest.mark.slow
def test_who_may_reply_is_kept_when_a_reply_is_hidden(at_bluesky: Bluesky) -> None:
    root = at_bluesky.post()
    session = at_bluesky.server.call(
        "com.atproto.server.createSession",
        {"identifier": at_bluesky.person.handle, "password": at_bluesky.person.app_password},
    )
    rule = {"$type": f"{THREADGATE}#mentionRule"}
    record = {"$type": THREADGATE, "post": root, "createdAt": "2027-04-18T18:30:00Z", "allow": [rule]}
    body = {"repo": at_bluesky.person.did, "collection": THREADGATE, "rkey": root.rpartition("/")[2]}
    at_bluesky.server.call("com.atproto.repo.putRecord", {**body, "record": record}, session["accessJwt"])
    assert at_bluesky.network().hide("at://did:plc:somebody/app.bsky.feed.post/1", post=root) == Hidden()
    gate = at_bluesky.gate()
    assert gate["allow"] == [rule]
    assert gate["createdAt"] == "2027-04-18T18:30:00Z"


@pytest.mark.slow
def test_a_gate_that_changed_meanwhile_is_read_anew(at_bluesky: Bluesky) -> None:
    root = at_bluesky.post()
    body = b'{"error": "InvalidSwap", "message": "Record was at bafy"}'
    at_bluesky.between.faults.append(Fault("answer", "putRecord", status=400, body=body))
    network = at_bluesky.network()
    outcome = network.hide("at://did:plc:somebody/app.bsky.feed.post/1", post=root)
    assert isinstance(outcome, NotYet)
    assert network.hide("at://did:plc:somebody/app.bsky.feed.post/1", post=root) == Hidden()


@pytest.mark.slow
def test_only_who_began_the_thread_hides_in_it(at_bluesky: Bluesky) -> None:
    other = "at://did:plc:somebodyelse/app.bsky.feed.post/1"
    outcome = at_bluesky.network().hide(f"{other}2", post=other)
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.permanent) == (Reason.FORBIDDEN, True)


@pytest.mark.slow
def test_the_whole_thread_is_read_with_what_answers_the_answers(at_bluesky: Bluesky) -> None:
    root = at_bluesky.post()
    inner = {"post": a_reply(2, root, minutes_ago=1), "replies": []}
    thread = {"thread": {"post": {}, "replies": [{"post": a_reply(1, root, minutes_ago=2), "replies": [inner]}]}}
    body = json.dumps(thread).encode()
    at_bluesky.between.faults.append(Fault("answer", "getPostThread", body=body))
    found = at_bluesky.network().under(root)
    assert isinstance(found, HeardAll)
    assert [one.text for one in found.items] == ["Quelle drache ! 1", "Quelle drache ! 2"]


# ---- Mastodon -----------------------------------------------------------------------------------------------


@dataclass
class MastodonScene:
    server: MastodonServer
    between: Rude

    def network(self) -> MastodonListening:
        account = account_at(self.between.address, NetworkName.MASTODON, handle="alice")
        vault = MemoryVault(Credentials(access_token=TOKEN))
        return MastodonListening(account, vault, WIRE, now=now, sleep=no_sleep)


@pytest.fixture
def at_mastodon(mastodon: MastodonServer, before_mastodon: Rude) -> MastodonScene:
    return MastodonScene(mastodon, before_mastodon)


def test_mastodon_gives_mentions_and_all_that_stands_under_a_post(at_mastodon: MastodonScene) -> None:
    network = at_mastodon.network()
    made = published(network, a_publication())
    begun = now() - timedelta(seconds=5)
    content = {"status": "@alice quelle drache", "in_reply_to_id": made}
    at_mastodon.server.call("POST", "/api/v1/statuses", content, NEIGHBOUR)
    heard = network.listen(since=begun)
    assert isinstance(heard, HeardAll)
    (one,) = heard.items
    assert (one.text, one.in_reply_to, one.speaker.handle) == ("@alice quelle drache", made, "bob")
    assert one.speaker.remote_id
    under = network.under(made)
    assert isinstance(under, HeardAll)
    assert [item.remote_id for item in under.items] == [one.remote_id]


def test_mastodon_has_no_hiding_and_says_so_without_a_call(at_mastodon: MastodonScene) -> None:
    outcome = at_mastodon.network().hide("1", post="2")
    assert outcome == Refused(Reason.UNSUPPORTED, True, "hide")
    assert at_mastodon.between.seen == []
    assert not MastodonListening.can_hide


def test_a_refused_token_is_said(at_mastodon: MastodonScene) -> None:
    at_mastodon.between.faults.append(Fault("answer", "notifications", status=401, body=b'{"error": "no"}'))
    outcome = at_mastodon.network().listen(since=now())
    assert isinstance(outcome, Refused)
    assert outcome.reason == Reason.TOKEN


def test_a_network_that_is_not_listened_to_says_so() -> None:
    vault = MemoryVault(Credentials(access_token=TOKEN))
    with pytest.raises(NetworkIsOff):
        open_listening(account_at("https://x.example", NetworkName.X), vault, now=now)
    with pytest.raises(ServerMissing):
        open_listening(account_at("", NetworkName.MASTODON), vault, now=now)
    assert isinstance(open_listening(account_at("", NetworkName.BLUESKY), vault, now=now), BlueskyListening)
