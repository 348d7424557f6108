"""Access given by signing in at the provider: the whole way there and back, and every way it goes wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom import connecting, tokens
from coulisse.foundation.mailroom.authorizing import authorization_address
from coulisse.foundation.mailroom.connecting import told_not_connected
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.models import ConsentAsked, Mailbox
from coulisse.foundation.mailroom.presets import PRESETS, provider_of
from coulisse.foundation.mailroom.problems import ServerProblem
from coulisse.foundation.mailroom.secrets import opened, seal
from coulisse.foundation.mailroom.trying import Step
from tests.cast import Cast
from tests.doubles.dovecot import dovecot
from tests.doubles.post_office import post_office
from tests.doubles.token_server import TokenServer
from tests.foundation.mailroom.scene import a_mail, a_mailbox, by_token, now, read

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings as SettingsWrapper

CONNECTED = "foundation.mailroom.mailbox-connected"


@dataclass
class Desk:
    """The owner at the page of a mailbox that is not connected yet."""

    browser: Browser
    fake: TokenServer
    box: Mailbox

    @property
    def page(self) -> str:
        return reverse("mailroom:mailbox", args=[self.box.pk])

    def go(self) -> str:
        """Press the button; the address of the provider that stands on the page."""
        page = self.browser.post(reverse("mailroom:consent", args=[self.box.pk]))
        assert page.status_code == 200
        address = str(page.context["address"])
        assert f'href="{escape(address)}"' in page.content.decode()
        return address

    def come_back(self, answer: str) -> str:
        """Follow the provider's answer; the words of the page that one ends up on."""
        landed = self.browser.get(inside(answer))
        assert landed.status_code == 302
        return self.browser.get(landed.headers["Location"]).content.decode()

    def fresh(self) -> Mailbox:
        self.box.refresh_from_db()
        return self.box

    def told(self, code: str) -> str:
        with override("fr"):
            return str(escape(told_not_connected(self.box, code)))


def at_the_provider(address: str) -> str:
    """What a browser does there: it is sent on."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    assert answer.status == 302
    connection.close()
    return answer.headers["Location"]


def inside(answer: str) -> str:
    parts = urlsplit(answer)
    return f"{parts.path}?{parts.query}"


@contextmanager
def a_desk(browser: Browser, fake: TokenServer, *, stored: str = "", **fields: Any) -> Iterator[Desk]:
    """Its mailbox only sends, by a server that lets the next token in."""
    with post_office() as office:
        office.token = "access-1"
        token = {"sealed_refresh_token": seal(stored), "oauth_authorize_url": fake.authorize_url}
        yield Desk(browser, fake, a_mailbox(None, office, **(by_token(fake) | token | fields)))


@pytest.fixture
def desk(owner: Browser, fake: TokenServer) -> Iterator[Desk]:
    with a_desk(owner, fake) as found:
        yield found


# The whole way


def test_consent_is_given_at_the_provider_and_the_mail_is_read(
    owner: Browser, fake: TokenServer, settings: "SettingsWrapper", caplog: pytest.LogCaptureFixture
) -> None:
    settings.COULISSE_MAIL_READERS = {"audience": "tests.foundation.mailroom.scene.reader"}
    settings.PUBLIC_URL = "https://maison.example"
    caplog.set_level("DEBUG")
    fake.user = address = f"publics-{uuid4().hex[:8]}@meuse.example"
    with dovecot(token_info_url=fake.info_url) as server, post_office(dovecot=server, local={address}) as office:
        server.put(address, a_mail(1))
        office.token = "access-1"
        fields = {"sealed_refresh_token": "", "oauth_authorize_url": fake.authorize_url}
        box = a_mailbox(server, office, address=address, **(by_token(fake) | fields))
        desk = Desk(owner, fake, box)
        back = f"https://maison.example{reverse('mailroom:consented')}"
        assert back in owner.get(desk.page).content.decode()
        there = desk.go()
        answer = at_the_provider(there)
        assert answer.startswith(back)
        page = desk.come_back(answer)
        assert f'<h1 class="t-1">{box.name}' in page
        assert opened(desk.fresh().sealed_refresh_token) == fake.refresh_token != "refresh-1"
        fetched = fetch(desk.fresh(), now=now)
        assert fetched is not None
        assert (fetched.error, read()) == ("", ["Question 1"])
    told = Entry.objects.get(kind=CONNECTED)
    assert (told.payload["address"], told.payload["provider"]) == (address, "127.0.0.1")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    secrets = [asked["state"], "code-1", "access-1", fake.refresh_token, fake.asked[0]["code_verifier"][0]]
    for secret in secrets:
        assert secret not in caplog.text
        assert secret not in page
        assert secret not in str(told.payload)
    assert not ConsentAsked.objects.exists()


def test_the_question_is_bound_by_a_proof_and_a_state_that_the_table_does_not_hold(desk: Desk) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(desk.go()).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (asked["client_id"], asked["prompt"]) == ("coulisse", "consent")
    assert asked["login_hint"] == desk.box.address
    assert asked["redirect_uri"].endswith(reverse("mailroom:consented"))
    row = ConsentAsked.objects.get()
    assert len(asked["state"]) >= 43
    assert asked["state"] not in {row.state, row.session}
    assert opened(row.sealed_verifier) not in row.sealed_verifier
    assert row.session != desk.browser.session.session_key


def test_the_page_leads_outside_by_a_link_and_no_policy_is_loosened(desk: Desk) -> None:
    page = desk.browser.post(reverse("mailroom:consent", args=[desk.box.pk]))
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    assert "no-store" in page.headers["Cache-Control"]
    checked = Browser(enforce_csrf_checks=True)
    checked.cookies = desk.browser.cookies
    assert checked.post(reverse("mailroom:consent", args=[desk.box.pk])).status_code == 403
    assert checked.get(reverse("mailroom:consent", args=[desk.box.pk])).status_code == 405


def test_a_new_access_ends_what_was_wrong(desk: Desk) -> None:
    Mailbox.objects.update(error="no-access: ", error_at=now(), send_error="token: invalid_grant", next_at=now())
    desk.come_back(at_the_provider(desk.go()))
    box = desk.fresh()
    assert (box.error, box.send_error, box.next_at) == ("", "", None)
    assert opened(box.sealed_access_token) == "access-1"


# An answer that is none of ours


def nothing_changed(desk: Desk) -> None:
    assert desk.fresh().sealed_refresh_token == ""
    assert not Entry.objects.filter(kind=CONNECTED).exists()


def test_an_answer_comes_once(desk: Desk) -> None:
    answer = at_the_provider(desk.go())
    desk.come_back(answer)
    before = desk.fresh().sealed_refresh_token
    landed = desk.browser.get(inside(answer))
    assert landed.headers["Location"] == reverse("mailroom:mailboxes")
    assert (desk.fresh().sealed_refresh_token, len(desk.fake.asked)) == (before, 1)
    assert Entry.objects.filter(kind=CONNECTED).count() == 1


def test_an_answer_belongs_to_the_session_that_asked(desk: Desk, cast: Cast) -> None:
    answer = at_the_provider(desk.go())
    other = Browser()
    other.force_login(cast.odile, backend="django.contrib.auth.backends.ModelBackend")
    assert other.get(inside(answer)).headers["Location"] == reverse("mailroom:mailboxes")
    assert desk.fake.asked == []
    nothing_changed(desk)
    desk.come_back(answer)
    assert opened(desk.fresh().sealed_refresh_token)


@pytest.mark.parametrize("state", ["", "autre", "é\ud83d", "x" * 5000])
def test_a_state_that_nobody_gave_changes_nothing(desk: Desk, state: str) -> None:
    desk.go()
    said: dict[str, str | bytes] = {"code": "code-1", "state": state.encode("utf-8", "replace")}
    landed = desk.browser.get(reverse("mailroom:consented"), said)
    assert landed.headers["Location"] == reverse("mailroom:mailboxes")
    assert desk.fake.asked == []
    assert ConsentAsked.objects.count() == 1
    nothing_changed(desk)


def test_an_error_without_a_question_shows_none_of_its_words(desk: Desk) -> None:
    forged = {"error": "access_denied", "error_description": "Appelez le 0900", "state": "autre"}
    landed = desk.browser.get(reverse("mailroom:consented"), forged)
    assert "0900" not in desk.browser.get(landed.headers["Location"]).content.decode()


def test_an_answer_that_comes_after_ten_minutes_is_too_late(desk: Desk) -> None:
    answer = at_the_provider(desk.go())
    ConsentAsked.objects.update(asked_at=now() - timedelta(minutes=10, seconds=1))
    landed = desk.browser.get(inside(answer))
    assert landed.headers["Location"] == desk.page
    assert desk.fake.asked == []
    nothing_changed(desk)
    assert not ConsentAsked.objects.exists()


def test_a_second_question_takes_the_place_of_the_first(desk: Desk) -> None:
    first = at_the_provider(desk.go())
    second = at_the_provider(desk.go())
    assert desk.browser.get(inside(first)).headers["Location"] == reverse("mailroom:mailboxes")
    desk.come_back(second)
    assert opened(desk.fresh().sealed_refresh_token)


def test_questions_of_yesterday_are_cleared_away(desk: Desk) -> None:
    desk.go()
    other = a_mailbox(
        address="autre@meuse.example", **by_token(desk.fake, oauth_authorize_url="https://a.example/")
    )
    ConsentAsked.objects.update(asked_at=now() - timedelta(days=1, minutes=1))
    desk.browser.post(reverse("mailroom:consent", args=[other.pk]))
    assert list(ConsentAsked.objects.values_list("mailbox", flat=True)) == [other.pk]


# What the provider says


def denied(fake: TokenServer) -> None:
    fake.denies = "access_denied"


def unknown_error(fake: TokenServer) -> None:
    fake.denies = "account_selection_required"


def broken(fake: TokenServer) -> None:
    fake.is_broken = True


def garbled(fake: TokenServer) -> None:
    fake.says = b"<html>Oups</html>"


def a_list(fake: TokenServer) -> None:
    fake.says = b'["access_token"]'


def nested(fake: TokenServer) -> None:
    fake.says = b"[" * 60_000


def bad_secret(fake: TokenServer) -> None:
    fake.says = b'{"error": "invalid_client"}'


def no_renewal(fake: TokenServer) -> None:
    fake.gives_renewal = False


def not_plain(fake: TokenServer) -> None:
    fake.says = b'{"access_token": "a\\r\\nA1 LOGOUT", "refresh_token": "r"}'


def other_account(fake: TokenServer) -> None:
    fake.says = b'{"access_token": "of-somebody-else", "refresh_token": "r"}'


@pytest.mark.parametrize(
    ("goes_wrong", "code"),
    [
        (denied, "access_denied"),
        (unknown_error, "no-access"),
        (broken, "invalid_grant"),
        (bad_secret, "invalid_client"),
        (garbled, "token-garbled"),
        (a_list, "token-garbled"),
        (nested, "token-garbled"),
        (not_plain, "no-access"),
        (no_renewal, "no-renewal"),
        (other_account, "opens-nothing"),
    ],
)
def test_each_refusal_is_told_in_words_and_what_stood_stays(
    owner: Browser, fake: TokenServer, goes_wrong: Callable[[TokenServer], None], code: str
) -> None:
    with a_desk(owner, fake, stored="of-before", sealed_access_token=seal("alive")) as desk:
        there = desk.go()
        goes_wrong(fake)
        page = desk.come_back(at_the_provider(there))
        assert desk.told(code) in page
        assert opened(desk.fresh().sealed_refresh_token) == "of-before"
        assert opened(desk.box.sealed_access_token) == "alive"
    assert not Entry.objects.filter(kind=CONNECTED).exists()
    assert not ConsentAsked.objects.exists()


def test_a_token_address_that_stays_silent_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "TIMEOUT", 0.1)
    there = desk.go()
    desk.fake.slow = 0.6
    assert desk.told("token-silent") in desk.come_back(at_the_provider(there))
    nothing_changed(desk)


def test_a_token_address_that_sends_elsewhere_is_not_followed(desk: Desk, fake: TokenServer) -> None:
    there = desk.go()
    fake.has_moved = True
    assert desk.told("token-garbled") in desk.come_back(at_the_provider(there))
    assert len(fake.asked) == 1


def test_a_mailbox_edited_meanwhile_is_not_connected(desk: Desk) -> None:
    answer = at_the_provider(desk.go())
    Mailbox.objects.update(version=7)
    assert desk.told("edited") in desk.come_back(answer)
    assert desk.fake.asked == []
    nothing_changed(desk)


def test_a_mailbox_edited_while_it_is_tried_is_not_connected(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(mailbox: Mailbox, **_now: object) -> list[Step]:
        Mailbox.objects.update(version=7)
        return [Step("SMTP", works=True, told="")]

    monkeypatch.setattr(connecting, "try_mailbox", edit)
    assert desk.told("edited") in desk.come_back(at_the_provider(desk.go()))
    nothing_changed(desk)


def trying(monkeypatch: pytest.MonkeyPatch, *, new: set[str], stored: set[str]) -> None:
    """Which servers each of both accesses opens."""

    def tried(mailbox: Mailbox, **_now: object) -> list[Step]:
        works = new if mailbox.pk is None else stored
        return [Step(name, works=name in works, told="Refus du serveur") for name in ("IMAP", "SMTP")]

    monkeypatch.setattr(connecting, "try_mailbox", tried)


def test_an_access_that_opens_less_leaves_the_good_one(
    owner: Browser, fake: TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    trying(monkeypatch, new={"IMAP"}, stored={"IMAP", "SMTP"})
    with a_desk(owner, fake, stored="of-before") as desk:
        assert desk.told("opens-less") in desk.come_back(at_the_provider(desk.go()))
        assert opened(desk.fresh().sealed_refresh_token) == "of-before"


@pytest.mark.parametrize("stored", ["", "withdrawn"])
def test_an_access_that_opens_one_server_is_better_than_none(
    owner: Browser, fake: TokenServer, monkeypatch: pytest.MonkeyPatch, stored: str
) -> None:
    trying(monkeypatch, new={"IMAP"}, stored=set())
    with a_desk(owner, fake, stored=stored) as desk:
        assert "Refus du serveur" in desk.come_back(at_the_provider(desk.go()))
        assert opened(desk.fresh().sealed_refresh_token) == fake.refresh_token
    assert Entry.objects.filter(kind=CONNECTED).count() == 1


# The double


def test_the_double_takes_a_code_once_and_with_its_proof(desk: Desk) -> None:
    def code_of(answer: str) -> str:
        return parse_qs(urlsplit(answer).query)["code"][0]

    def exchanged(code: str, verifier: str) -> tokens.Granted:
        client, back = tokens.registered(desk.box), "http://localhost:8000" + reverse("mailroom:consented")
        return tokens.exchange(client, code=code, verifier=verifier, redirect=back, now=now)

    code = code_of(at_the_provider(desk.go()))
    with pytest.raises(ServerProblem):
        exchanged(code, "not-its-proof")
    code = code_of(at_the_provider(desk.go()))
    verifier = opened(ConsentAsked.objects.get().sealed_verifier)
    assert exchanged(code, verifier).refresh_token
    with pytest.raises(ServerProblem):
        exchanged(code, verifier)


# What the mailbox holds


@pytest.mark.parametrize(
    ("code", "host", "said"),
    [
        ("microsoft", "login.microsoftonline.com", {"scope": ["offline_access"]}),
        ("google", "accounts.google.com", {"access_type": ["offline"], "prompt": ["consent"]}),
    ],
)
def test_the_large_providers_are_asked_as_their_manuals_say(
    db: None, code: str, host: str, said: dict[str, list[str]]
) -> None:
    box = a_mailbox(oauth_client_id="coulisse", **PRESETS[code].values)
    parts = urlsplit(authorization_address(box, state="s", verifier="v"))
    query = parse_qs(parts.query)
    assert (parts.scheme, parts.hostname) == ("https", host)
    for name, values in said.items():
        assert query[name][0].split()[:1] == values
    assert provider_of(box.oauth_authorize_url).name == PRESETS[code].company
    assert not provider_of(box.oauth_authorize_url).is_exercised


def test_a_large_provider_is_said_not_to_be_exercised(owner: Browser) -> None:
    box = a_mailbox(oauth_client_id="coulisse", **PRESETS["google"].values)
    page = owner.get(reverse("mailroom:mailbox", args=[box.pk]))
    assert not page.context["box"].consent.is_exercised
    assert (page.context["box"].consent.provider, "Google") == ("Google", "Google")
    assert reverse("mailroom:consent", args=[box.pk]) in page.content.decode()


def test_without_a_client_nobody_is_sent_anywhere(owner: Browser, fake: TokenServer) -> None:
    with a_desk(owner, fake, oauth_client_id="") as desk:
        assert reverse("mailroom:consent", args=[desk.box.pk]) not in owner.get(desk.page).content.decode()
        landed = owner.post(reverse("mailroom:consent", args=[desk.box.pk]))
        assert landed.headers["Location"] == desk.page
    assert not ConsentAsked.objects.exists()


def test_a_mailbox_without_access_says_where_it_is_given(desk: Desk) -> None:
    with pytest.raises(ServerProblem, match="no-access"):
        tokens.access_token(desk.box, now=now)
    assert desk.fake.asked == []


def typed(fake: TokenServer, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": "Médiation",
        "address": "mediation@meuse.example",
        "desk": "audience",
        "language": "fr",
        "smtp_host": "127.0.0.1",
        "smtp_security": "none",
        "imap_security": "tls",
        "sign_in": "xoauth2",
        "oauth_client_id": "coulisse",
        "client_secret": "client-secret",
        "oauth_authorize_url": fake.authorize_url,
        "oauth_token_url": fake.token_url,
        "copy": "bcc",
        "per_minute": 30,
    }
    return values | fields


def test_a_mailbox_is_added_before_anybody_has_signed_in(owner: Browser, fake: TokenServer) -> None:
    assert owner.post(reverse("mailroom:mailbox_add"), typed(fake)).status_code == 302
    box = Mailbox.objects.get()
    assert (box.oauth_authorize_url, box.sealed_refresh_token) == (fake.authorize_url, "")
    assert fake.asked == []
    assert reverse("mailroom:consented") in owner.get(reverse("mailroom:mailbox_add")).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"oauth_authorize_url": ""}, "refresh_token"),
        ({"oauth_authorize_url": "http://login.example/authorize"}, "oauth_authorize_url"),
        ({"oauth_authorize_url": "javascript:alert(1)"}, "oauth_authorize_url"),
        ({"oauth_authorize_url": "https://[::1"}, "oauth_authorize_url"),
        ({"oauth_authorize_url": PRESETS["microsoft"].values["oauth_authorize_url"]}, "oauth_authorize_url"),
        ({"oauth_token_url": PRESETS["microsoft"].values["oauth_token_url"]}, "oauth_token_url"),
        ({"oauth_token_url": ""}, "oauth_token_url"),
    ],
)
def test_what_nobody_can_be_sent_to_is_refused_beside_its_field(
    owner: Browser, fake: TokenServer, fields: dict[str, str], field: str
) -> None:
    answer = owner.post(reverse("mailroom:mailbox_add"), typed(fake, **fields))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Mailbox.objects.exists()


def test_a_stored_access_is_forgotten_for_another_client_only_if_one_says_so(
    owner: Browser, fake: TokenServer
) -> None:
    with a_desk(owner, fake, stored="of-before") as desk:
        edit = reverse("mailroom:mailbox_edit", args=[desk.box.pk])
        values = typed(fake, address=desk.box.address, oauth_client_id="another", read_version=1)
        assert owner.post(edit, values).status_code == 422  # the old token is not this client's
        assert opened(desk.fresh().sealed_refresh_token) == "of-before"
        assert owner.post(edit, values | {"forget_access": "on"}).status_code == 302
        assert (desk.fresh().sealed_refresh_token, desk.box.oauth_client_id) == ("", "another")


def test_a_client_secret_does_not_follow_to_another_token_address(owner: Browser, fake: TokenServer) -> None:
    with a_desk(owner, fake) as desk:
        edit = reverse("mailroom:mailbox_edit", args=[desk.box.pk])
        moved = typed(
            fake,
            address=desk.box.address,
            client_secret="",
            oauth_token_url="https://elsewhere.example/",
            read_version=1,
        )
        answer = owner.post(edit, moved)
        assert answer.status_code == 422
        assert "client_secret" in answer.context["form"].errors
