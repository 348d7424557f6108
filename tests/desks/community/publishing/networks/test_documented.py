"""The seven networks that were never exercised live, against fakes of their documentation: once all the same."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from coulisse.desks.community.publishing.networks import linkedin, tiktok
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Comments,
    Confirmed,
    Credentials,
    Found,
    Limits,
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
from coulisse.desks.community.publishing.networks.doorway import Doorway
from coulisse.desks.community.publishing.networks.registry import NETWORKS
from tests.desks.community.publishing.networks.scene import (
    WIRE,
    MemoryVault,
    a_picture,
    a_publication,
    account_at,
    no_sleep,
    now,
)
from tests.doubles.networks.documented import (
    AUTHOR,
    PAGE,
    TOKEN,
    FakeFacebook,
    FakeInstagram,
    FakeLinkedIn,
    FakeNetwork,
    FakeThreads,
    FakeTikTok,
    FakeX,
    FakeYouTube,
    serving,
)
from tests.doubles.networks.rude import Fault, Rude, rude

TEXT = "Ce soir, 20 h 25 : l’épisode 4 & ses (coulisses)\nhttps://pleinjour.example/e4 #Drache"
FILM = Media(b"\x00\x00\x00\x18ftypmp42" + b"f" * 1000, "video/mp4", name="bande.mp4")
PICTURE = replace(a_picture(), address="https://pleinjour.example/rue.png")


@dataclass(frozen=True)
class Kind:
    """One network: its fake, a post that it takes, and the call that cannot be taken back."""

    fake: type[FakeNetwork]
    method: str
    path: str
    media: tuple[Media, ...] = ()
    title: str = ""


KINDS = {
    NetworkName.FACEBOOK: Kind(FakeFacebook, "POST", "/feed", (PICTURE, PICTURE)),
    NetworkName.INSTAGRAM: Kind(FakeInstagram, "POST", "/media_publish", (PICTURE,)),
    NetworkName.THREADS: Kind(FakeThreads, "POST", "/threads_publish"),
    NetworkName.LINKEDIN: Kind(FakeLinkedIn, "POST", "/rest/posts", (PICTURE,)),
    NetworkName.YOUTUBE: Kind(FakeYouTube, "PUT", "/upload/session/", (FILM,), "La drache, épisode 4"),
    NetworkName.TIKTOK: Kind(FakeTikTok, "PUT", "/upload/", (FILM,)),
    NetworkName.X: Kind(FakeX, "POST", "/2/tweets", (PICTURE,)),
}
META = (NetworkName.FACEBOOK, NetworkName.INSTAGRAM, NetworkName.THREADS)


@dataclass
class Scene:
    name: NetworkName
    kind: Kind
    fake: FakeNetwork
    between: Rude
    vault: MemoryVault

    @property
    def network(self) -> Doorway:
        remote_id = AUTHOR if self.name is NetworkName.LINKEDIN else PAGE
        account = account_at(self.between.address, self.name, remote_id=remote_id)
        return NETWORKS[self.name].kind(account, self.vault, WIRE, now=now, sleep=no_sleep)

    def publication(self, key: str = "publication-1", text: str = TEXT) -> Publication:
        return a_publication(key, text, media=self.kind.media, title=self.kind.title)

    def fault(self, kind: str, **how: object) -> None:
        self.between.faults.append(Fault(kind, self.kind.path, self.kind.method, **how))  # type: ignore[arg-type]

    def prepared(self, publication: Publication | None = None) -> Prepared:
        found = self.network.prepare(publication or self.publication())
        assert isinstance(found, Prepared), found
        return found


def opened(stack: ExitStack, name: NetworkName) -> Scene:
    kind = KINDS[name]
    fake = kind.fake()
    between = stack.enter_context(rude(stack.enter_context(serving(fake))))
    fake.address = between.address
    return Scene(name, kind, fake, between, MemoryVault(Credentials(access_token=TOKEN)))


@pytest.fixture(params=KINDS, ids=str)
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with ExitStack() as stack:
        yield opened(stack, request.param)


def scene_of(name: NetworkName) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("scene", [name], indirect=True, ids=str)


def test_a_post_stands_once_with_its_words_and_an_address(scene: Scene) -> None:
    made = scene.network.publish(scene.prepared())
    assert isinstance(made, Confirmed), made
    (post,) = scene.fake.posts
    assert post.id in made.remote_id
    assert made.address.startswith("https://")
    looked_up = scene.network.read_back(scene.publication(), since=now())
    assert isinstance(looked_up, Found), looked_up
    assert looked_up.confirmed.remote_id == made.remote_id


def test_an_answer_that_was_lost_is_found_by_words_and_time(scene: Scene) -> None:
    ready, begun = scene.prepared(), now()
    scene.fault("swallow")
    outcome = scene.network.publish(ready)
    assert isinstance(outcome, Unknown), outcome
    assert outcome.reason == Reason.LOST
    (post,) = scene.fake.posts
    for trace in ("", outcome.trace):
        found = scene.network.read_back(scene.publication(), since=begun, trace=trace)
        assert isinstance(found, Found), found
        assert post.id in found.confirmed.remote_id
    assert len(scene.fake.posts) == 1


def test_a_call_that_never_arrived_is_absent(scene: Scene) -> None:
    ready, begun = scene.prepared(), now()
    scene.fault("lose")
    assert isinstance(scene.network.publish(ready), Unknown)
    assert scene.network.read_back(scene.publication(), since=begun) == Absent()
    assert isinstance(scene.network.publish(ready), Confirmed)
    assert len(scene.fake.posts) == 1


def test_other_words_an_older_post_or_that_of_another_are_not_ours(scene: Scene) -> None:
    made = scene.network.publish(scene.prepared())
    assert isinstance(made, Confirmed)
    network = scene.network
    assert network.read_back(scene.publication(text="D’autres mots."), since=now()) == Absent()
    assert network.read_back(scene.publication(), since=now() + timedelta(minutes=5)) == Absent()
    known = frozenset({made.remote_id})
    assert network.read_back(scene.publication("publication-2"), since=now(), known=known) == Absent()


@pytest.mark.parametrize("kind", ["answer", "after"])
@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [(500, b"{}", Reason.SERVER), (502, b"<html>", Reason.SERVER), (503, b"", Reason.SERVER)],
)
def test_a_server_that_fails_leaves_it_unknown(
    scene: Scene, kind: str, status: int, body: bytes, reason: Reason
) -> None:
    ready, begun = scene.prepared(), now()
    scene.fault(kind, status=status, body=body)
    outcome = scene.network.publish(ready)
    assert isinstance(outcome, Unknown), outcome
    assert outcome.reason == reason
    looked_up = scene.network.read_back(scene.publication(), since=begun)
    assert isinstance(looked_up, Found if kind == "after" else Absent)


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"id": null, "data": 3}'])
def test_an_unreadable_answer_leaves_it_unknown(scene: Scene, body: bytes) -> None:
    ready, begun = scene.prepared(), now()
    scene.fault("after", status=200, body=body)
    outcome = scene.network.publish(ready)
    if scene.name is NetworkName.TIKTOK:
        assert isinstance(outcome, Confirmed)  # its answer to an upload says nothing; the state is asked
    else:
        assert isinstance(outcome, Unknown), outcome
        assert outcome.reason == Reason.MALFORMED
    assert isinstance(scene.network.read_back(scene.publication(), since=begun), Found)
    assert len(scene.fake.posts) == 1


def test_a_limit_is_for_later_and_makes_nothing(scene: Scene) -> None:
    ready = scene.prepared()
    scene.fault("answer", status=429, headers={"Retry-After": "90"}, body=b"{}")
    outcome = scene.network.publish(ready)
    assert outcome == NotYet(timedelta(seconds=90), Reason.LIMIT, "HTTP 429")
    assert scene.fake.posts == []


def test_a_withdrawn_token_is_refused_and_health_says_so(scene: Scene) -> None:
    ready = scene.prepared()
    assert scene.network.token_health().state == TokenState.GOOD
    scene.fake.token = "another"
    if scene.name is not NetworkName.TIKTOK:  # its upload address needs none
        outcome = scene.network.publish(ready)
        assert isinstance(outcome, Refused), outcome
        assert (outcome.reason, outcome.permanent) == (Reason.TOKEN, False)
    assert scene.network.token_health().state == TokenState.REFUSED
    looked_up = scene.network.read_back(scene.publication(), since=now())
    assert isinstance(looked_up, CannotTell)
    assert looked_up.reason == Reason.TOKEN
    assert scene.vault.kept == []
    assert scene.fake.posts == []


def test_a_post_is_removed_where_the_network_has_that(scene: Scene) -> None:
    made = scene.network.publish(scene.prepared())
    assert isinstance(made, Confirmed)
    if not scene.network.capabilities.has_removal:
        assert scene.network.remove(made.remote_id) == Refused(Reason.UNSUPPORTED, True, "removal")
        return
    assert scene.network.remove(made.remote_id) == Removed()
    assert scene.network.remove(made.remote_id) == Removed()
    assert scene.fake.posts == []


def test_comments_come_where_the_network_gives_them(scene: Scene) -> None:
    begun = now() - timedelta(seconds=2)
    assert isinstance(scene.network.publish(scene.prepared()), Confirmed)
    found = scene.network.comments(since=begun)
    if not scene.network.capabilities.has_comments:
        assert found == Refused(Reason.UNSUPPORTED, True, "comments")
        return
    assert isinstance(found, Comments), found
    assert [(one.text, one.author_handle != "") for one in found.items] == [("Quelle drache !", True)]
    later = scene.network.comments(since=now() + timedelta(minutes=1))
    assert isinstance(later, Comments)
    assert later.items == ()


def test_limits_are_told_and_the_quota_is_asked_where_it_is_said(scene: Scene) -> None:
    found = scene.network.limits()
    assert isinstance(found, Limits)
    assert found.media
    if scene.name in (NetworkName.INSTAGRAM, NetworkName.THREADS):
        assert (found.quota, found.quota_used, found.quota_period) == (50, 3, timedelta(days=1))
        assert found.is_asked


def test_what_the_network_has_not_is_refused_before_any_call(scene: Scene) -> None:
    for changes in ({"visibility": Visibility.FOLLOWERS}, {"warning": "pluie"}):
        found = scene.network.prepare(replace(scene.publication(), **changes))
        assert isinstance(found, Refused)
        assert (found.reason, found.permanent) == (Reason.UNSUPPORTED, True)
    sound = replace(scene.publication(), media=(Media(b"x", "audio/mpeg", address="https://x.example/a"),))
    refused = scene.network.prepare(sound)
    assert isinstance(refused, Refused)
    assert refused.reason == Reason.MEDIA
    assert scene.fake.posts == []


def test_a_list_of_something_else_does_not_mean_that_it_is_not_there(scene: Scene) -> None:
    """An entry that cannot be read may be ours."""
    for body in (b"{}", b'{"data": [{"id": "1"}], "elements": [{"id": "1"}], "items": [{"contentDetails": 1}]}'):
        scene.between.faults.append(Fault("answer", status=200, body=body))
        found = scene.network.read_back(scene.publication(), since=now())
        assert isinstance(found, CannotTell), found
        assert found.reason == Reason.MALFORMED


# ---- one by one ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", META, indirect=True, ids=str)
def test_metas_own_limits_and_faults_are_understood(scene: Scene) -> None:
    ready = scene.prepared()
    usage = '{"1784": [{"estimated_time_to_regain_access": 12}]}'
    limited = b'{"error": {"message": "Application request limit reached", "code": 4}}'
    scene.fault("answer", status=400, headers={"X-Business-Use-Case-Usage": usage}, body=limited)
    outcome = scene.network.publish(ready)
    assert outcome == NotYet(timedelta(minutes=12), Reason.LIMIT, "Application request limit reached")
    transient = b'{"error": {"message": "An unexpected error", "code": 2, "is_transient": true}}'
    scene.fault("answer", status=400, body=transient)
    assert isinstance(scene.network.publish(ready), Unknown)


@pytest.mark.parametrize("scene", [NetworkName.INSTAGRAM, NetworkName.THREADS], indirect=True, ids=str)
def test_a_container_still_being_worked_on_is_taken_up_again(scene: Scene) -> None:
    scene.fake.turns_of_work = 21
    publication = scene.publication()
    outcome = scene.network.prepare(publication)
    assert isinstance(outcome, NotYet)
    assert outcome.reason == Reason.PROCESSING
    again = scene.network.prepare(publication, progress=outcome.progress)
    assert isinstance(again, Prepared)
    assert len(scene.fake.drafts) == 1


@pytest.mark.parametrize("scene", [NetworkName.INSTAGRAM, NetworkName.THREADS], indirect=True, ids=str)
@pytest.mark.parametrize("state", ["EXPIRED", "ERROR", ""])
def test_a_container_that_is_no_more_is_made_anew(scene: Scene, state: str) -> None:
    field = "status_code" if scene.name is NetworkName.INSTAGRAM else "status"
    body = f'{{"{field}": "{state}"}}' if state else '{"error": {"message": "gone", "code": 100}}'
    scene.between.faults.append(Fault("answer", "/17", "GET", status=200 if state else 400, body=body.encode()))
    ready = scene.network.prepare(scene.publication(), progress="17")
    assert isinstance(ready, Prepared)
    assert isinstance(scene.network.publish(ready), Confirmed)
    assert len(scene.fake.drafts) == 1


@scene_of(NetworkName.INSTAGRAM)
def test_several_pictures_are_a_carousel_with_their_alternative_texts(scene: Scene) -> None:
    several = replace(scene.publication(), media=(PICTURE, PICTURE))
    assert isinstance(scene.network.publish(scene.prepared(several)), Confirmed)
    (post,) = scene.fake.posts
    children = post.more["children"].split(",")
    assert [scene.fake.drafts[one]["alt_text"] for one in children] == [PICTURE.alt] * 2


@scene_of(NetworkName.INSTAGRAM)
def test_a_picture_that_the_public_cannot_fetch_is_refused(scene: Scene) -> None:
    found = scene.network.prepare(replace(scene.publication(), media=(a_picture(),)))
    assert found == Refused(Reason.MEDIA, True, "public address")


@scene_of(NetworkName.INSTAGRAM)
def test_a_post_whose_address_is_not_told_stands_all_the_same(scene: Scene) -> None:
    ready = scene.prepared()
    scene.between.faults.append(Fault("answer", "fields=permalink", "GET", status=500))
    made = scene.network.publish(ready)
    assert isinstance(made, Confirmed)
    assert made.address == ""


@scene_of(NetworkName.FACEBOOK)
def test_a_film_is_one_call_on_facebook(scene: Scene) -> None:
    film = replace(scene.publication(), media=(FILM,))
    assert isinstance(scene.network.publish(scene.prepared(film)), Confirmed)
    assert FILM.content in scene.fake.uploads[0]
    assert scene.fake.posts[0].text == TEXT


@scene_of(NetworkName.LINKEDIN)
def test_signs_that_are_markup_on_linkedin_are_escaped(scene: Scene) -> None:
    card = LinkCard("https://pleinjour.example/e4", "Épisode 4")
    linked = replace(scene.publication(), media=(), link=card)
    assert isinstance(scene.network.publish(scene.prepared(linked)), Confirmed)
    (post,) = scene.fake.posts
    assert r"\(coulisses\)" in post.text
    assert post.text.endswith(" #Drache")
    assert post.more["content"]["article"]["source"] == "https://pleinjour.example/e4"


@scene_of(NetworkName.LINKEDIN)
def test_an_upload_address_elsewhere_is_not_followed(scene: Scene) -> None:
    with rude("http://127.0.0.1:1") as elsewhere:
        scene.fake.address = elsewhere.address.replace("127.0.0.1", "localhost")
        found = scene.network.prepare(scene.publication())
        assert found == Refused(Reason.REDIRECTED, True, "localhost")
        assert elsewhere.seen == []


@scene_of(NetworkName.TIKTOK)
def test_tiktok_for_the_author_alone_is_refused(scene: Scene) -> None:
    assert isinstance(scene.fake, FakeTikTok)
    scene.fake.privacy = ["SELF_ONLY"]
    assert scene.network.prepare(scene.publication()) == Refused(Reason.FORBIDDEN, False, "SELF_ONLY")


@scene_of(NetworkName.TIKTOK)
def test_tiktok_still_at_work_is_unknown_with_a_trace_that_settles_it(scene: Scene) -> None:
    scene.fake.turns_of_work = 11
    outcome = scene.network.publish(scene.prepared())
    assert isinstance(outcome, Unknown)
    assert outcome.reason == Reason.PROCESSING
    publication, begun = scene.publication(), now()
    waiting = scene.network.read_back(publication, since=begun, trace=outcome.trace)
    assert isinstance(waiting, CannotTell)
    assert waiting.reason == Reason.PROCESSING
    assert isinstance(scene.network.read_back(publication, since=begun, trace=outcome.trace), Found)
    assert len(scene.fake.posts) == 1


@scene_of(NetworkName.TIKTOK)
def test_a_long_film_goes_in_pieces_and_only_the_last_one_publishes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiktok, "WHOLE", 600)
    monkeypatch.setattr(tiktok, "PIECE", 400)
    ready = scene.prepared()
    scene.fault("lose")
    stopped = scene.network.publish(ready)
    assert isinstance(stopped, NotYet)  # the first piece was lost: nothing is published
    assert isinstance(scene.network.publish(ready), Confirmed)
    assert [len(one) for one in scene.fake.uploads] == [400, len(FILM.content) - 400]
    assert b"".join(scene.fake.uploads) == FILM.content


@scene_of(NetworkName.X)
def test_the_same_text_is_refused_by_x_as_a_duplicate(scene: Scene) -> None:
    assert isinstance(scene.network.publish(scene.prepared()), Confirmed)
    again = scene.network.publish(scene.prepared(scene.publication("publication-2")))
    assert isinstance(again, Refused)
    assert (again.reason, again.permanent) == (Reason.DUPLICATE, True)
    assert scene.fake.drafts["1000"]["alt"] == PICTURE.alt


# ---- renewal ------------------------------------------------------------------------------------------------


@scene_of(NetworkName.LINKEDIN)
def test_a_refresh_token_is_changed_for_a_new_access(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin, "TOKEN_URL", f"{scene.between.address}/token")
    spent = Credentials(TOKEN, "a-refresh-token", client_id="app", access_expires_at=now() - timedelta(days=1))
    scene.vault.credentials = spent
    assert isinstance(scene.network.publish(scene.prepared()), Confirmed)
    kept = scene.vault.credentials
    assert (kept.access_token, kept.refresh_token) == ("a-renewed-token", "a-refresh-token")
    assert kept.access_expires_at is not None
    assert kept.access_expires_at > now() + timedelta(days=50)
    health = scene.network.token_health()
    assert health.state == TokenState.GOOD
    assert health.expires_at == kept.refresh_expires_at
    assert scene.between.count("/token") == 1


@scene_of(NetworkName.LINKEDIN)
def test_a_refused_refresh_token_leaves_what_stood(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin, "TOKEN_URL", f"{scene.between.address}/token")
    spent = Credentials(TOKEN, "withdrawn", access_expires_at=now() - timedelta(days=1))
    scene.vault.credentials = spent
    outcome = scene.network.prepare(scene.publication())
    assert isinstance(outcome, Refused)
    assert outcome.reason == Reason.TOKEN
    assert (scene.vault.credentials, scene.vault.kept) == (spent, [])
    # One that is only near its end goes on serving.
    scene.vault.credentials = replace(spent, access_expires_at=now() + timedelta(days=1))
    assert isinstance(scene.network.publish(scene.prepared()), Confirmed)


@pytest.mark.parametrize("scene", [NetworkName.INSTAGRAM, NetworkName.THREADS], indirect=True, ids=str)
def test_a_token_that_still_lives_is_prolonged(scene: Scene) -> None:
    scene.vault.credentials = Credentials(TOKEN, access_expires_at=now() + timedelta(days=10))
    assert isinstance(scene.network.publish(scene.prepared()), Confirmed)
    assert scene.vault.credentials.access_token == "a-renewed-token"
    dead = Credentials("a-renewed-token", access_expires_at=now() - timedelta(seconds=1))
    scene.vault.credentials = dead
    outcome = scene.network.prepare(scene.publication())
    assert outcome == Refused(Reason.TOKEN, False)
    assert scene.vault.credentials == dead


def test_while_another_process_renews_one_waits_and_takes_what_it_got(scene: Scene) -> None:
    if scene.name is NetworkName.FACEBOOK:
        assert scene.network._renewal() is None  # the token of a page lives until it is withdrawn
        return
    scene.vault.credentials = Credentials("spent", "a-refresh-token", access_expires_at=now() - timedelta(days=1))
    scene.vault.lock.acquire()
    network = scene.network

    def renewed_meanwhile(seconds: float) -> None:
        scene.vault.credentials = Credentials(TOKEN)

    account = account_at(scene.between.address, scene.name, remote_id=AUTHOR)
    waiting = NETWORKS[scene.name].kind(account, scene.vault, WIRE, now=now, sleep=renewed_meanwhile)
    busy = network.prepare(scene.publication())
    assert isinstance(busy, NotYet)
    assert busy.reason == Reason.BUSY
    assert waiting.token_health().state == TokenState.GOOD
