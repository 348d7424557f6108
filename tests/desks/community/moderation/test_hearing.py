"""Networks listened to and asked to hide, by a scripted network: what is not now comes with the next turn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from coulisse.desks.community.moderation.actions.deciding import Act, decide
from coulisse.desks.community.moderation.hearing import hide_what_waits, listen_to_all, read_threads
from coulisse.desks.community.moderation.models import Comment
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import (
    Account,
    Credentials,
    NetworkName,
    NotYet,
    Reason,
    Refused,
)
from coulisse.desks.community.publishing.networks.listening import (
    THREADGATE,
    Heard,
    HeardAll,
    Hidden,
    Listening,
    Speaker,
    open_listening,
)
from coulisse.desks.community.publishing.vault import RowVault
from tests.cast import Cast
from tests.desks.community.moderation.rows import INSULT, NIGHT, PLAIN, a_comment, a_post, by_hand
from tests.desks.community.publishing.networks.scene import WIRE, now
from tests.desks.community.publishing.rows import an_account
from tests.doubles.bluesky.server import bluesky_server

pytestmark = pytest.mark.django_db
STATE = Comment.State


@dataclass
class Scripted:
    """What it answers, in order; what it was asked."""

    heard: list[HeardAll | NotYet | Refused] = field(default_factory=list)
    hides: list[Hidden | NotYet | Refused] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    can_hide = True

    def listen(self, *, since: datetime) -> HeardAll | NotYet | Refused:
        self.since.append(since)
        return self.heard.pop(0)

    def under(self, post: str) -> HeardAll | NotYet | Refused:
        self.asked.append(("", post))
        return self.heard.pop(0)

    def hide(self, comment: str, *, post: str) -> Hidden | NotYet | Refused:
        self.asked.append((comment, post))
        return self.hides.pop(0)

    def ear(self, account: NetworkAccount, *, now: Callable[[], datetime]) -> Listening:
        return self  # type: ignore[return-value]  # the same for every account


def heard(number: int, *, minutes: int = 0) -> Heard:
    speaker = Speaker("did:plc:h", "hubert.test", "Hubert")
    return Heard(f"at://h/{number}", speaker, f"Bonsoir {number}", NIGHT + timedelta(minutes=minutes))


def test_every_open_account_is_listened_to_from_its_last_comment_on(cast: Cast) -> None:
    an_account(production=cast.drache)
    by_hand(cast.drache, handle="main.test")
    network = Scripted(
        heard=[HeardAll((heard(1), heard(2, minutes=3))), HeardAll((heard(2, minutes=3), heard(3)))]
    )
    assert listen_to_all(now=lambda: NIGHT, ear=network.ear) == 2
    assert listen_to_all(now=lambda: NIGHT, ear=network.ear) == 1
    assert network.since == [NIGHT - timedelta(days=3), NIGHT + timedelta(minutes=3) - timedelta(minutes=10)]
    assert Comment.objects.count() == 3


def test_what_a_network_does_not_give_now_comes_with_the_next_turn(cast: Cast) -> None:
    an_account(production=cast.drache)
    network = Scripted(heard=[NotYet(timedelta(seconds=5), Reason.LIMIT), HeardAll((heard(1),))])
    assert listen_to_all(now=lambda: NIGHT, ear=network.ear) == 0
    assert listen_to_all(now=lambda: NIGHT, ear=network.ear) == 1


def waiting(cast: Cast) -> Comment:
    account = an_account(production=cast.drache)
    post = a_post(account)
    row = a_comment(account, INSULT, thread=post.remote_id)
    decide(comments=[row.pk], act=Act.HIDE, note="", by=cast.ines, at=NIGHT)
    return Comment.objects.get(pk=row.pk)


def test_the_network_is_asked_until_it_hides(cast: Cast) -> None:
    row = waiting(cast)
    clock = [NIGHT]
    network = Scripted(hides=[NotYet(timedelta(seconds=5), Reason.LIMIT), Hidden()])
    assert hide_what_waits(now=lambda: clock[0], ear=network.ear) == 0
    assert hide_what_waits(now=lambda: clock[0], ear=network.ear) == 0, "not at once again"
    assert len(network.asked) == 1
    clock[0] = NIGHT + timedelta(minutes=1)
    assert hide_what_waits(now=lambda: clock[0], ear=network.ear) == 1
    assert network.asked[-1] == (row.remote_id, "at://did:plc:us/app.bsky.feed.post/1")
    assert Comment.objects.get(pk=row.pk).state == STATE.HIDDEN


def test_what_the_network_refuses_is_handed_to_a_person_with_its_words(cast: Cast) -> None:
    row = waiting(cast)
    network = Scripted(hides=[Refused(Reason.FORBIDDEN, True, "not your thread")])
    assert hide_what_waits(now=lambda: NIGHT, ear=network.ear) == 0
    found = Comment.objects.get(pk=row.pk)
    assert (found.state, found.hide_why) == (STATE.BY_HAND, "forbidden not your thread")
    assert found.steps.last().kind == "failed"  # type: ignore[union-attr]


def test_what_was_taken_back_meanwhile_is_not_hidden(cast: Cast) -> None:
    row = waiting(cast)
    other = a_comment(by_hand(cast.gel, handle="gel.test"), PLAIN)
    Comment.objects.filter(pk=row.pk).update(state=STATE.KEPT)
    network = Scripted()
    assert hide_what_waits(now=lambda: NIGHT, ear=network.ear) == 0
    assert network.asked == []
    assert Comment.objects.get(pk=other.pk).state == STATE.OPEN


def test_a_reply_that_names_nobody_is_read_under_its_publication(cast: Cast) -> None:
    account = an_account(production=cast.drache)
    post = a_post(account)
    network = Scripted(heard=[HeardAll((heard(1), heard(2))), HeardAll((heard(2),))])
    assert read_threads(now=lambda: NIGHT, ear=network.ear) == 2
    assert read_threads(now=lambda: NIGHT, ear=network.ear) == 0
    assert network.asked == [("", post.remote_id)] * 2
    assert {row.publication_id for row in Comment.objects.all()} == {post.pk}
    assert read_threads(now=lambda: NIGHT + timedelta(days=9), ear=network.ear) == 0, "an old thread rests"


@pytest.mark.slow
def test_on_a_true_bluesky_server_a_comment_is_hidden_after_its_evidence_was_frozen(cast: Cast) -> None:
    with bluesky_server() as server:
        us = server.account("moderee")
        account = an_account(
            production=cast.drache,
            handle=us.handle,
            server=server.address,
            remote_id=us.did,
            credentials=Credentials(password=us.app_password),
        )

        def ear(account: NetworkAccount, *, now: Callable[[], datetime]) -> Listening:
            name, key = NetworkName.BLUESKY, str(account.pk)
            told = Account(name, account.handle, account.server, key, account.remote_id)
            return open_listening(told, RowVault(), now=now, wire=WIRE)

        session = server.call(
            "com.atproto.server.createSession", {"identifier": us.handle, "password": us.app_password}
        )
        record = {"$type": "app.bsky.feed.post", "text": "Ce soir", "createdAt": "2027-04-18T18:30:00Z"}
        body = {"repo": us.did, "collection": "app.bsky.feed.post", "record": record}
        uri = server.call("com.atproto.repo.createRecord", body, session["accessJwt"])["uri"]
        a_post(account, remote_id=uri)
        reply = {
            "uri": "at://did:plc:boos/app.bsky.feed.post/1",
            "reason": "reply",
            "indexedAt": now().isoformat(),
            "author": {"did": "did:plc:boos", "handle": "boos.test", "displayName": "Boos"},
            "record": {"text": INSULT, "reply": {"root": {"uri": uri}, "parent": {"uri": uri}}},
        }
        server.view.notifications[us.did] = [reply]
        assert listen_to_all(now=now, ear=ear) == 1
        row = Comment.objects.get()
        assert (row.text, row.publication.remote_id) == (INSULT, uri)  # type: ignore[union-attr]
        decide(comments=[row.pk], act=Act.HIDE, note="", by=cast.ines, at=now())
        assert hide_what_waits(now=now, ear=ear) == 1
        gates = server.call(f"com.atproto.repo.listRecords?repo={us.did}&collection={THREADGATE}")["records"]
        assert [gate["value"]["hiddenReplies"] for gate in gates] == [[row.remote_id]]
        fresh = Comment.objects.get()
        assert fresh.state == STATE.HIDDEN
        assert [step.kind for step in fresh.steps.all()] == ["frozen", "asked", "hidden"]
