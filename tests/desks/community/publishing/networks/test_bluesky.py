"""Bluesky against the true reference server: once, whatever happens to the connection."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest

from coulisse.desks.community.publishing.networks.bluesky import Bluesky
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Comments,
    Confirmed,
    Credentials,
    Facet,
    FacetKind,
    Found,
    LinkCard,
    Media,
    NetworkName,
    NotYet,
    Prepared,
    Publication,
    Reason,
    Refused,
    Removed,
    TokenState,
    Unknown,
    Visibility,
)
from coulisse.desks.community.publishing.networks.fingerprint import tid_of
from coulisse.desks.community.publishing.networks.wire import Wire
from tests.desks.community.publishing.networks.scene import (
    WIRE,
    MemoryVault,
    a_picture,
    a_publication,
    account_at,
    no_sleep,
    now,
)
from tests.doubles.bluesky.server import BlueskyServer, Person
from tests.doubles.networks.rude import Fault, Rude

pytestmark = pytest.mark.slow

PUT = "putRecord"
_numbers = count(1)


@dataclass
class Scene:
    server: BlueskyServer
    person: Person
    vault: MemoryVault
    between: Rude

    def network(self, wire: Wire = WIRE) -> Bluesky:
        account = account_at(self.between.address, NetworkName.BLUESKY, handle=self.person.handle)
        return Bluesky(account, self.vault, wire, now=now, sleep=no_sleep)

    @property
    def posts(self) -> list[dict[str, object]]:
        return [one["value"] for one in self.server.posts(self.person.did)]


@pytest.fixture
def scene(bluesky: BlueskyServer, before_bluesky: Rude) -> Iterator[Scene]:
    person = bluesky.account(f"pleinjour{next(_numbers)}")
    yield Scene(bluesky, person, MemoryVault(Credentials(password=person.app_password)), before_bluesky)


def prepared(network: Bluesky, publication: Publication) -> Prepared:
    found = network.prepare(publication)
    assert isinstance(found, Prepared), found
    return found


def published(network: Bluesky, publication: Publication) -> Confirmed:
    found = network.publish(prepared(network, publication))
    assert isinstance(found, Confirmed), found
    return found


def test_fifty_posts_each_sent_twice_are_fifty_records(scene: Scene) -> None:
    network = scene.network()
    for number in range(50):
        address, handle = f"https://pleinjour.example/e{number}", scene.person.handle
        text = f"Épisode {number} 🌧️ ce soir sur {address} avec @{handle} #Drache"
        publication = a_publication(
            f"publication-{number}",
            text,
            facets=(
                facet(text, address, FacetKind.LINK),
                facet(text, f"@{handle}", FacetKind.MENTION, handle),
                facet(text, "#Drache", FacetKind.TAG, "Drache"),
            ),
            media=(a_picture(f"Affiche de l’épisode {number}"),),
        )
        first = published(network, publication)
        again = published(scene.network(), publication)
        assert (first.remote_id, first.address) == (again.remote_id, again.address)
    posts = scene.server.posts(scene.person.did)
    assert len(posts) == 50
    assert len({one["uri"] for one in posts}) == 50
    by_key = {one["uri"].rpartition("/")[2]: one["value"] for one in posts}
    for number in range(50):
        value = by_key[tid_of(f"publication-{number}")]
        encoded = value["text"].encode()
        stretches = {
            one["features"][0]["$type"].rpartition("#")[2]: (
                encoded[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode(),
                one["features"][0],
            )
            for one in value["facets"]
        }
        assert stretches["link"][0] == stretches["link"][1]["uri"] == f"https://pleinjour.example/e{number}"
        assert stretches["mention"][0] == f"@{scene.person.handle}"
        assert stretches["mention"][1]["did"] == scene.person.did
        assert (stretches["tag"][0], stretches["tag"][1]["tag"]) == ("#Drache", "Drache")
        picture = value["embed"]["images"][0]
        assert picture["alt"] == f"Affiche de l’épisode {number}"
        assert picture["aspectRatio"] == {"width": 64, "height": 36}
        assert picture["image"]["size"] == len(a_picture().content)
        assert (value["langs"], value["createdAt"]) == (["fr"], "2027-03-15T19:25:00.000Z")


def facet(text: str, shown: str, kind: FacetKind, value: str = "") -> Facet:
    start = len(text[: text.index(shown)].encode())
    return Facet(start, start + len(shown.encode()), kind, value or shown)


def test_an_answer_that_was_lost_is_found_again_and_sent_no_second_time(scene: Scene) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    scene.between.faults.append(Fault("swallow", PUT))
    begun = now()
    assert network.publish(ready) == Unknown(Reason.LOST, "127.0.0.1")
    found = scene.network().read_back(publication, since=begun)
    assert isinstance(found, Found)
    assert found.confirmed.remote_id == f"at://{scene.person.did}/app.bsky.feed.post/{tid_of(publication.key)}"
    assert len(scene.posts) == 1
    assert scene.between.count(PUT) == 1


def test_a_call_that_never_arrived_is_absent_and_may_be_repeated(scene: Scene) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    scene.between.faults.append(Fault("lose", PUT))
    assert isinstance(network.publish(ready), Unknown)
    assert network.read_back(publication, since=now()) == Absent()
    assert isinstance(network.publish(ready), Confirmed)
    assert len(scene.posts) == 1


def test_a_call_that_arrives_after_it_was_repeated_makes_no_second_record(scene: Scene) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    scene.between.faults.append(Fault("late", PUT))
    assert isinstance(network.publish(ready), Unknown)
    assert network.read_back(publication, since=now()) == Absent()
    assert isinstance(network.publish(ready), Confirmed)
    scene.between.let_the_late_arrive()
    assert scene.between.count(PUT) == 2
    assert len(scene.posts) == 1


def test_the_same_call_from_four_sides_at_once_makes_one_record(scene: Scene) -> None:
    ready = prepared(scene.network(), a_publication())
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _side: scene.network().publish(ready), range(4)))
    assert all(isinstance(one, Confirmed) for one in outcomes), outcomes
    assert len(scene.posts) == 1


def test_a_record_that_came_out_differently_overwrites_nothing(scene: Scene) -> None:
    network = scene.network()
    first = published(network, a_publication(text="La première."))
    again = published(network, a_publication(text="La seconde, de la même clef."))
    assert again.remote_id == first.remote_id
    assert [one["text"] for one in scene.posts] == ["La première."]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault("after", PUT, status=500, body=b"oops"), Reason.SERVER),
        (Fault("after", PUT, status=502, body=b"<html>"), Reason.SERVER),
        (Fault("after", PUT, status=503), Reason.SERVER),
        (Fault("after", PUT, body=b'{"uri": "at:'), Reason.MALFORMED),
        (Fault("after", PUT, body=b"[" * 100_000), Reason.MALFORMED),
        (Fault("after", PUT, body=b"[]"), Reason.MALFORMED),
        (Fault("after", PUT, body=b"{}"), Reason.MALFORMED),
        (Fault("after", PUT, body=b'{"uri": "at://' + b"x" * 5_000_000 + b'"}'), Reason.TOO_LONG),
    ],
    ids=["500", "502", "503", "cut", "deep", "list", "empty", "huge"],
)
def test_whatever_is_no_answer_leaves_it_unknown(scene: Scene, fault: Fault, reason: Reason) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    scene.between.faults.append(fault)
    outcome = network.publish(ready)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == reason
    assert isinstance(network.read_back(publication, since=now()), Found)
    assert len(scene.posts) == 1


def test_a_server_that_drips_its_answer_is_given_up_in_time(scene: Scene) -> None:
    network = scene.network(Wire(local=True, timeout=1.0))
    ready = prepared(network, a_publication())
    scene.between.faults.append(Fault("drip", PUT, wait=0.1))
    assert network.publish(ready) == Unknown(Reason.TIMEOUT, "127.0.0.1")
    assert len(scene.posts) == 1


def test_a_limit_says_how_long_to_wait_and_nothing_is_made(scene: Scene) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    body = b'{"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}'
    reset = {"RateLimit-Reset": str(int((now() + timedelta(minutes=5)).timestamp()))}
    scene.between.faults.append(Fault("answer", PUT, status=429, headers=reset, body=body))
    outcome = network.publish(ready)
    assert isinstance(outcome, NotYet)
    assert (outcome.reason, outcome.detail) == (Reason.LIMIT, "Rate Limit Exceeded")
    assert timedelta(minutes=4, seconds=50) < outcome.retry_after <= timedelta(minutes=5)
    assert scene.posts == []
    assert isinstance(network.publish(ready), Confirmed)


def test_an_upload_that_fails_is_repeated_and_leaves_no_post(scene: Scene) -> None:
    network, publication = scene.network(), a_publication(media=(a_picture(),))
    scene.between.faults.append(Fault("swallow", "uploadBlob"))
    outcome = network.prepare(publication)
    assert isinstance(outcome, NotYet)
    assert outcome.reason == Reason.LOST
    assert scene.posts == []
    published(network, publication)
    assert len(scene.posts) == 1


# ---- access -------------------------------------------------------------------------------------------------


def test_a_session_is_opened_once_and_kept(scene: Scene) -> None:
    published(scene.network(), a_publication("publication-1"))
    published(scene.network(), a_publication("publication-2"))
    assert scene.between.count("createSession") == 1
    assert len(scene.vault.kept) == 1
    assert scene.vault.credentials.access_expires_at is not None
    assert scene.vault.credentials.password == scene.person.app_password


def test_a_token_near_its_end_is_renewed_by_the_refresh_token(scene: Scene) -> None:
    network = scene.network()
    published(network, a_publication("publication-1"))
    before = scene.vault.credentials
    scene.vault.credentials = replace(before, access_expires_at=now() + timedelta(seconds=30))
    published(network, a_publication("publication-2"))
    assert scene.between.count("refreshSession") == 1
    assert scene.between.count("createSession") == 1
    assert scene.vault.credentials.refresh_token != before.refresh_token


def test_a_token_that_is_turned_down_is_renewed_and_the_post_made_once(scene: Scene) -> None:
    network = scene.network()
    ready = prepared(network, a_publication())
    scene.vault.credentials = replace(scene.vault.credentials, access_token="spent", access_expires_at=None)
    assert isinstance(network.publish(ready), Confirmed)
    assert scene.between.count(PUT) == 2
    assert len(scene.posts) == 1


def test_a_spent_refresh_token_falls_back_on_the_app_password(scene: Scene) -> None:
    scene.vault.credentials = replace(scene.vault.credentials, refresh_token="spent")
    published(scene.network(), a_publication())
    assert scene.between.count("createSession") == 1


def test_a_withdrawn_access_is_refused_and_what_stood_is_kept(scene: Scene) -> None:
    stored = Credentials(password="a wrong app password")
    scene.vault.credentials = stored
    network = scene.network()
    outcome = network.prepare(a_publication())
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.permanent) == (Reason.TOKEN, False)
    assert network.token_health().state == TokenState.REFUSED
    assert scene.vault.credentials == stored
    assert scene.vault.kept == []
    looked_up = network.read_back(a_publication(), since=now())
    assert isinstance(looked_up, CannotTell)
    assert looked_up.reason == Reason.TOKEN


def test_health_says_until_when(scene: Scene) -> None:
    network = scene.network()
    assert network.token_health().state == TokenState.GOOD
    assert network.token_health().expires_at is None
    scene.vault.credentials = replace(scene.vault.credentials, password="")
    ends = network.token_health().expires_at
    assert ends is not None
    assert ends > now() + timedelta(days=14)
    scene.between.faults.append(Fault("answer", "getSession", status=502))
    assert network.token_health().state == TokenState.UNKNOWN


# ---- what a post holds --------------------------------------------------------------------------------------


def test_a_reply_names_its_parent_and_the_root_of_its_thread(scene: Scene) -> None:
    network = scene.network()
    first = published(network, a_publication("publication-1"))
    second = published(network, a_publication("publication-2", in_reply_to=first.remote_id))
    published(network, a_publication("publication-3", "La troisième.", in_reply_to=second.remote_id))
    last = next(one for one in scene.posts if one["text"] == "La troisième.")
    reply = last["reply"]
    assert isinstance(reply, dict)
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (first.remote_id, second.remote_id)


def test_a_link_comes_as_a_card_with_its_picture(scene: Scene) -> None:
    card = LinkCard("https://pleinjour.example/e4", "Épisode 4", "La drache de mars", a_picture())
    published(scene.network(), a_publication(link=card, warning="graphic-media", tags=("Drache",)))
    (post,) = scene.posts
    embed = post["embed"]
    assert isinstance(embed, dict)
    assert embed["external"]["uri"] == "https://pleinjour.example/e4"
    assert embed["external"]["thumb"]["mimeType"] == "image/png"
    assert post["labels"] == {
        "$type": "com.atproto.label.defs#selfLabels",
        "values": [{"val": "graphic-media"}],
    }


@pytest.mark.parametrize(
    ("publication", "reason"),
    [
        (a_publication(visibility=Visibility.FOLLOWERS), Reason.UNSUPPORTED),
        (a_publication(warning="images de guerre"), Reason.UNSUPPORTED),
        (a_publication(text="é" * 1501), Reason.CONTENT),
        (a_publication(media=(a_picture(),) * 5), Reason.MEDIA),
        (a_publication(media=(Media(b"x" * 2_000_001, "image/png"),)), Reason.MEDIA),
        (a_publication(media=(Media(b"x", "audio/mpeg"),)), Reason.MEDIA),
        (a_publication(media=(a_picture(), Media(b"x", "video/mp4"))), Reason.MEDIA),
    ],
    ids=["visibility", "warning", "bytes", "five", "heavy", "sound", "mixed"],
)
def test_what_the_network_has_not_is_refused_before_any_call(
    scene: Scene, publication: Publication, reason: Reason
) -> None:
    outcome = scene.network().prepare(publication)
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.permanent) == (reason, True)
    assert scene.between.seen == []


def test_a_text_too_long_in_graphemes_is_refused_by_the_server_with_its_words(scene: Scene) -> None:
    network = scene.network()
    outcome = network.publish(prepared(network, a_publication(text="x" * 301)))
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.permanent) == (Reason.CONTENT, True)
    assert "301" in outcome.detail


@pytest.mark.parametrize("nobody", ["nobody.test", "no body"])
def test_the_mention_of_nobody_stays_words(scene: Scene, nobody: str) -> None:
    text = f"Bravo @{nobody} #Drache"
    mention = facet(text, f"@{nobody}", FacetKind.MENTION, nobody)
    tag = facet(text, "#Drache", FacetKind.TAG, "Drache")
    published(scene.network(), a_publication(text=text, facets=(mention, tag)))
    (post,) = scene.posts
    facets = post["facets"]
    assert isinstance(facets, list)
    assert [one["features"][0]["$type"] for one in facets] == ["app.bsky.richtext.facet#tag"]
    assert post["text"] == text


def test_a_post_is_removed_and_removing_it_again_is_the_same(scene: Scene) -> None:
    network = scene.network()
    made = published(network, a_publication())
    assert network.remove(made.remote_id) == Removed()
    assert network.remove(made.remote_id) == Removed()
    assert scene.posts == []
    assert network.read_back(a_publication(), since=now()) == Absent()


def test_the_post_of_somebody_else_is_not_removed(scene: Scene) -> None:
    outcome = scene.network().remove("at://did:plc:somebodyelse/app.bsky.feed.post/3j2fqc42lc534")
    assert outcome == Refused(Reason.FORBIDDEN, True)


# ---- comments -----------------------------------------------------------------------------------------------


def a_notification(number: int, reason: str, *, minutes_ago: int, parent: str = "") -> dict[str, object]:
    """As `app.bsky.notification.listNotifications` gives it."""
    record: dict[str, object] = {"text": f"Quelle drache ! {number}"}
    if parent:
        record["reply"] = {"parent": {"uri": parent}, "root": {"uri": parent}}
    return {
        "uri": f"at://did:plc:zoe/app.bsky.feed.post/{number}",
        "author": {"did": "did:plc:zoe", "handle": "zoe.test", "displayName": "Zoé"},
        "reason": reason,
        "record": record,
        "indexedAt": (now() - timedelta(minutes=minutes_ago)).isoformat().replace("+00:00", "Z"),
    }


def test_replies_and_mentions_come_as_comments_the_oldest_first(scene: Scene) -> None:
    """The notifications are our fake's; the true server hands the question on in its user's name."""
    made = published(scene.network(), a_publication())
    scene.server.view.notifications[scene.person.did] = [
        a_notification(4, "reply", minutes_ago=1, parent=made.remote_id),
        a_notification(3, "like", minutes_ago=2),
        a_notification(2, "mention", minutes_ago=3),
        a_notification(1, "reply", minutes_ago=60, parent=made.remote_id),
    ]
    found = scene.network().comments(since=now() - timedelta(minutes=30))
    assert isinstance(found, Comments), found
    assert [one.text for one in found.items] == ["Quelle drache ! 2", "Quelle drache ! 4"]
    last = found.items[-1]
    assert (last.author, last.author_handle, last.in_reply_to) == ("Zoé", "zoe.test", made.remote_id)
    assert last.address == "https://bsky.app/profile/did:plc:zoe/post/4"
    assert found.is_complete


def test_many_comments_are_read_page_by_page(scene: Scene) -> None:
    scene.server.view.notifications[scene.person.did] = [
        a_notification(number, "mention", minutes_ago=number) for number in range(350)
    ]
    found = scene.network().comments(since=now() - timedelta(minutes=249, seconds=30))
    assert isinstance(found, Comments)
    assert len(found.items) == 250
    assert found.is_complete
    assert scene.between.count("listNotifications") == 3
