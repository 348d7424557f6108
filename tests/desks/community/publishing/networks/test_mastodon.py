"""Mastodon against mastodon-mock, with its own faults and ours: once, whatever happens to the connection."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Comments,
    Confirmed,
    Credentials,
    Found,
    Limits,
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
from coulisse.desks.community.publishing.networks.mastodon import Mastodon
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
from tests.doubles.networks.mastodon import NEIGHBOUR, TOKEN, MastodonServer
from tests.doubles.networks.rude import Fault, Rude

STATUSES = "/api/v1/statuses"


@dataclass
class Scene:
    server: MastodonServer
    between: Rude
    vault: MemoryVault = field(default_factory=lambda: MemoryVault(Credentials(access_token=TOKEN)))

    def network(self, wire: Wire = WIRE) -> Mastodon:
        account = account_at(self.between.address, NetworkName.MASTODON, handle="alice")
        return Mastodon(account, self.vault, wire, now=now, sleep=no_sleep)


@pytest.fixture
def scene(mastodon: MastodonServer, before_mastodon: Rude) -> Iterator[Scene]:
    yield Scene(mastodon, before_mastodon)


def prepared(network: Mastodon, publication: Publication) -> Prepared:
    found = network.prepare(publication)
    assert isinstance(found, Prepared), found
    return found


def published(network: Mastodon, publication: Publication) -> Confirmed:
    found = network.publish(prepared(network, publication))
    assert isinstance(found, Confirmed), found
    return found


def test_posts_sent_twice_stand_once(scene: Scene) -> None:
    for number in range(10):
        publication = a_publication(f"publication-{number}", f"Épisode {number}, ce soir.")
        first, again = published(scene.network(), publication), published(scene.network(), publication)
        assert first.remote_id == again.remote_id
        assert first.address.startswith("http")
    assert len(scene.server.statuses()) == 10


def test_two_publications_of_the_same_words_are_two(scene: Scene) -> None:
    first = published(scene.network(), a_publication("publication-1"))
    second = published(scene.network(), a_publication("publication-2"))
    assert first.remote_id != second.remote_id
    assert len(scene.server.statuses()) == 2


def test_an_answer_that_was_lost_is_found_by_the_words(scene: Scene) -> None:
    text = (
        "Ce soir, 20 h 25 :\nl’épisode 4 & ses <coulisses>\n\nhttps://pleinjour.example/e4 #Drache @dave@remote.be"
    )
    network, publication = scene.network(), a_publication(text=text, media=(a_picture(),))
    ready = prepared(network, publication)
    scene.between.faults.append(Fault("swallow", STATUSES, "POST"))
    begun = now()
    assert network.publish(ready) == Unknown(Reason.LOST, "127.0.0.1")
    found = scene.network().read_back(publication, since=begun)
    assert isinstance(found, Found)
    (status,) = scene.server.statuses()
    assert found.confirmed.remote_id == status["id"]
    assert isinstance(network.publish(ready), Confirmed)
    assert len(scene.server.statuses()) == 1


def test_the_same_words_of_another_publication_are_not_taken_for_ours(scene: Scene) -> None:
    network = scene.network()
    other = published(network, a_publication("publication-1"))
    mine = a_publication("publication-2")
    ready = prepared(network, mine)
    scene.between.faults.append(Fault("lose", STATUSES, "POST"))
    begun = now()
    assert isinstance(network.publish(ready), Unknown)
    assert network.read_back(mine, since=begun, known=frozenset({other.remote_id})) == Absent()
    assert isinstance(network.read_back(mine, since=begun), Found)  # without knowing, it would have been
    assert isinstance(network.publish(ready), Confirmed)
    assert len(scene.server.statuses()) == 2


def test_an_older_post_or_one_with_pictures_is_not_taken_for_ours(scene: Scene) -> None:
    network = scene.network()
    published(network, a_publication("publication-1", media=(a_picture(),)))
    mine = a_publication("publication-2")
    assert network.read_back(mine, since=now()) == Absent()
    assert network.read_back(a_publication("publication-1"), since=now() + timedelta(minutes=10)) == Absent()


def test_a_call_that_arrives_after_it_was_repeated_makes_no_second_status(scene: Scene) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    scene.between.faults.append(Fault("late", STATUSES, "POST"))
    assert isinstance(network.publish(ready), Unknown)
    assert network.read_back(publication, since=now()) == Absent()
    assert isinstance(network.publish(ready), Confirmed)
    scene.between.let_the_late_arrive()
    assert len(scene.server.statuses()) == 1


# ---- the server's own faults --------------------------------------------------------------------------------


def test_a_limit_says_how_long_to_wait(scene: Scene) -> None:
    network = scene.network()
    ready = prepared(network, a_publication())
    scene.server.fault({"type": "ratelimit"})
    outcome = network.publish(ready)
    assert isinstance(outcome, NotYet)
    assert (outcome.reason, outcome.retry_after) == (Reason.LIMIT, timedelta(seconds=300))
    assert scene.server.statuses() == []


def test_a_limit_that_only_names_the_moment_is_understood(scene: Scene) -> None:
    network = scene.network()
    ready = prepared(network, a_publication())
    reset = (now() + timedelta(minutes=3)).isoformat().replace("+00:00", "Z")
    headers = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
    scene.between.faults.append(Fault("answer", STATUSES, "POST", status=429, headers=headers))
    outcome = network.publish(ready)
    assert isinstance(outcome, NotYet)
    assert timedelta(minutes=2, seconds=50) < outcome.retry_after <= timedelta(minutes=3)


@pytest.mark.parametrize(
    ("effect", "reason"),
    [
        ({"type": "status", "status": 500}, Reason.SERVER),
        ({"type": "status", "status": 503}, Reason.SERVER),
        ({"type": "malformed"}, Reason.MALFORMED),
        ({"type": "malformed", "truncate": False}, Reason.MALFORMED),
    ],
    ids=["500", "503", "cut", "garbage"],
)
def test_a_server_that_fails_leaves_it_unknown_and_reading_back_settles_it(
    scene: Scene, effect: dict[str, object], reason: Reason
) -> None:
    network, publication = scene.network(), a_publication()
    ready = prepared(network, publication)
    scene.server.fault(effect)
    outcome = network.publish(ready)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == reason
    assert network.read_back(publication, since=now()) == Absent()
    assert isinstance(network.publish(ready), Confirmed)
    assert len(scene.server.statuses()) == 1


def test_a_server_that_is_silent_is_given_up_and_may_still_do_it(scene: Scene) -> None:
    network, publication = scene.network(Wire(local=True, timeout=0.5)), a_publication()
    ready = prepared(network, publication)
    scene.server.fault({"type": "latency", "delay_ms": 2000})
    assert network.publish(ready) == Unknown(Reason.TIMEOUT, "127.0.0.1")
    patient = scene.network()
    assert isinstance(patient.publish(ready), Confirmed)
    assert len(scene.server.statuses()) == 1


@pytest.mark.parametrize("path", ["/api/v1/accounts/verify_credentials", "/api/v1/accounts/1/statuses"])
@pytest.mark.parametrize("effect", [{"type": "status", "status": 500}, {"type": "malformed"}])
def test_a_list_that_cannot_be_read_says_nothing(scene: Scene, path: str, effect: dict[str, object]) -> None:
    network = scene.network()
    published(network, a_publication())
    who = scene.server.call("GET", "/api/v1/accounts/verify_credentials", token=TOKEN)["id"]
    scene.server.fault(effect, method="GET", path=path.replace("/1/", f"/{who}/"))
    assert isinstance(network.read_back(a_publication(), since=now()), CannotTell)
    assert isinstance(network.read_back(a_publication(), since=now()), Found)


@pytest.mark.parametrize("body", [b"{}", b"[3]", b'[{"id": "1"}]', b'[{"id": "1", "created_at": "yesterday"}]'])
def test_a_list_of_something_else_does_not_mean_that_it_is_not_there(scene: Scene, body: bytes) -> None:
    scene.between.faults.append(Fault("answer", "/statuses?", "GET", body=body))
    found = scene.network().read_back(a_publication(), since=now())
    assert isinstance(found, CannotTell), found
    assert found.reason == Reason.MALFORMED


# ---- access, limits, media, comments ------------------------------------------------------------------------


def test_a_withdrawn_token_is_refused_and_health_says_so(scene: Scene) -> None:
    scene.vault.credentials = Credentials(access_token="a withdrawn token")
    network = scene.network()
    outcome = network.publish(prepared(network, a_publication()))
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.permanent) == (Reason.TOKEN, False)
    assert network.token_health().state == TokenState.REFUSED
    assert scene.vault.kept == []


def test_a_good_token_has_no_end(scene: Scene) -> None:
    health = scene.network().token_health()
    assert (health.state, health.expires_at) == (TokenState.GOOD, None)


def test_no_token_is_a_refusal_without_a_call(scene: Scene) -> None:
    scene.vault.credentials = Credentials()
    assert scene.network().prepare(a_publication()) == Refused(Reason.TOKEN, False)
    assert scene.between.seen == []


def test_the_limits_are_the_servers_own(scene: Scene) -> None:
    limits = scene.network().limits()
    assert isinstance(limits, Limits)
    assert (limits.characters, limits.media, limits.characters_per_address) == (500, 4, 23)
    body = (
        b'{"configuration": {"statuses": {"max_characters": 5000}, "media_attachments": {"image_size_limit": 9}}}'
    )
    scene.between.faults.append(Fault("answer", "/api/v2/instance", body=body))
    own = scene.network().limits()
    assert own == Limits(characters=5000, media=4, characters_per_address=23, image_bytes=9, is_asked=True)


def test_a_text_too_long_is_refused_with_the_servers_words(scene: Scene) -> None:
    network = scene.network()
    outcome = network.publish(prepared(network, a_publication(text="x" * 501)))
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.permanent) == (Reason.CONTENT, True)
    assert "500" in outcome.detail


def test_pictures_keep_their_order_and_their_alternative_texts(scene: Scene) -> None:
    pictures = (a_picture("La rue, de nuit."), a_picture("La même, au matin.", colour="orange"))
    post = a_publication(media=pictures, warning="images de pluie", visibility=Visibility.UNLISTED)
    published(scene.network(), post)
    (status,) = scene.server.statuses()
    assert [one["description"] for one in status["media_attachments"]] == [
        "La rue, de nuit.",
        "La même, au matin.",
    ]
    assert (status["spoiler_text"], status["sensitive"]) == ("images de pluie", True)
    assert (status["visibility"], status["language"]) == ("unlisted", "fr")


def test_a_film_still_being_worked_on_is_waited_for_and_uploaded_once(scene: Scene) -> None:
    network, publication = scene.network(), a_publication(media=(a_picture(),))
    scene.between.faults.append(Fault("answer", "/api/v1/media/", "GET", status=206, body=b"{}", times=20))
    outcome = network.prepare(publication)
    assert isinstance(outcome, NotYet)
    assert outcome.reason == Reason.PROCESSING
    again = network.prepare(publication, progress=outcome.progress)
    assert isinstance(again, Prepared)
    assert scene.between.count("/api/v2/media") == 1
    assert isinstance(network.publish(again), Confirmed)


def test_what_was_uploaded_and_swept_meanwhile_is_uploaded_anew(scene: Scene) -> None:
    ready = scene.network().prepare(a_publication(media=(a_picture(),)), progress='["999999"]')
    assert isinstance(ready, Prepared)
    assert scene.between.count("/api/v2/media") == 1


def test_an_upload_that_fails_hands_on_what_went_through(scene: Scene) -> None:
    publication = a_publication(media=(a_picture(), a_picture(colour="orange")))
    network = scene.network()
    scene.between.faults.append(Fault("lose", "/api/v2/media", passing=1))
    first = network.prepare(publication)
    assert isinstance(first, NotYet)
    assert first.progress.count('"') == 2
    again = network.prepare(publication, progress=first.progress)
    assert isinstance(again, Prepared)
    assert len(again.payload["media_ids"]) == 2
    assert scene.between.count("/api/v2/media") == 2


def test_a_status_is_removed_and_removing_it_again_is_the_same(scene: Scene) -> None:
    network = scene.network()
    made = published(network, a_publication())
    assert network.remove(made.remote_id) == Removed()
    assert network.remove(made.remote_id) == Removed()
    assert scene.server.statuses() == []


def test_mentions_come_as_comments_the_oldest_first(scene: Scene) -> None:
    made = published(scene.network(), a_publication())
    begun = now() - timedelta(seconds=5)
    for words in ("@alice trop bien", "@alice quelle drache"):
        content = {"status": words, "in_reply_to_id": made.remote_id}
        scene.server.call("POST", STATUSES, content, NEIGHBOUR)
    comments = scene.network().comments(since=begun)
    assert isinstance(comments, Comments)
    assert [one.text for one in comments.items] == ["@alice trop bien", "@alice quelle drache"]
    assert {(one.author_handle, one.in_reply_to) for one in comments.items} == {("bob", made.remote_id)}
    assert comments.is_complete
    later = scene.network().comments(since=now() + timedelta(minutes=1))
    assert later == Comments((), True)
