"""The mailboxes' screens, their secrets, and access by OAuth 2 against a fake token server."""

import ssl
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom import queries
from coulisse.foundation.mailroom.actions import Posting, post_each
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.models import FolderMark, Identity, Mailbox, Recipient, State
from coulisse.foundation.mailroom.problems import ServerProblem
from coulisse.foundation.mailroom.secrets import SealBroken, opened, seal
from coulisse.foundation.mailroom.sending import send_due
from coulisse.foundation.mailroom.tokens import Client, access_token, ask
from coulisse.foundation.mailroom.trying import try_mailbox
from tests.cast import Cast
from tests.doubles.dovecot import PASSWORD, dovecot
from tests.doubles.post_office import post_office
from tests.doubles.token_server import SAYS, TokenServer
from tests.foundation.mailroom.scene import Post, a_mail, a_mailbox, by_token, now, read

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings as SettingsWrapper


def typed(post: Post | None = None, /, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": "Médiation",
        "address": "mediation@meuse.example",
        "sender_name": "La médiation",
        "desk": "audience",
        "language": "fr",
        "imap_host": "127.0.0.1",
        "imap_port": post.dovecot.port if post else 993,
        "imap_security": "none",
        "smtp_host": "127.0.0.1",
        "smtp_port": post.office.port if post else 465,
        "smtp_security": "none",
        "sign_in": "password",
        "password": PASSWORD,
        "copy": "bcc",
        "per_minute": 30,
        "inbox_folder": "INBOX",
    }
    return values | fields


# Secrets


def test_a_secret_is_sealed_and_opens_with_the_houses_key_only(settings: "SettingsWrapper") -> None:
    sealed = seal("gehëim")
    assert "geh" not in sealed
    assert opened(sealed) == "gehëim"
    assert seal("") == opened("") == ""
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    with pytest.raises(SealBroken):
        opened(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert opened(sealed) == "gehëim"


def test_a_mailbox_is_added_and_its_password_is_shown_nowhere(post: Post, owner: Browser) -> None:
    added = owner.post(reverse("mailroom:mailbox_add"), typed(post))
    box = Mailbox.objects.get(address="mediation@meuse.example")
    assert added.headers["Location"] == reverse("mailroom:mailbox", args=[box.pk])
    assert opened(box.sealed_password) == PASSWORD
    assert box.identities.get().name == "La médiation"
    pages = [
        owner.get(reverse("mailroom:mailbox", args=[box.pk])).content.decode(),
        owner.get(reverse("mailroom:mailbox_edit", args=[box.pk])).content.decode(),
        owner.post(reverse("mailroom:mailbox_try", args=[box.pk])).content.decode(),
        str(Entry.objects.filter(kind__contains="mailbox").values_list("payload", flat=True)),
    ]
    for page in pages:
        assert PASSWORD not in page
        assert box.sealed_password not in page


def test_a_password_that_is_not_typed_stays_and_never_follows_to_another_server(
    post: Post, owner: Browser
) -> None:
    address = reverse("mailroom:mailbox_edit", args=[post.mailbox.pk])
    values = typed(post, address=post.mailbox.address, password="", read_version=1)
    assert owner.post(address, values).status_code == 302
    assert opened(post.fresh().sealed_password) == PASSWORD
    moved = owner.post(address, {**values, "imap_host": "localhost", "read_version": 2})
    assert moved.status_code == 422
    assert post.fresh().imap_host == "127.0.0.1"


def test_a_stale_edit_shows_both_values(post: Post, owner: Browser) -> None:
    address = reverse("mailroom:mailbox_edit", args=[post.mailbox.pk])
    values = typed(post, address=post.mailbox.address, password="")
    assert owner.post(address, {**values, "name": "Un", "read_version": 1}).status_code == 302
    refused = owner.post(address, {**values, "name": "Deux", "read_version": 1})
    assert refused.status_code == 409
    assert "Deux" in refused.content.decode()
    assert post.fresh().name == "Un"


def test_another_folder_is_read_from_its_start(post: Post, owner: Browser) -> None:
    fetch(post.mailbox, now=now)
    assert FolderMark.objects.exists()
    values = typed(post, address=post.mailbox.address, inbox_folder="Junk", read_version=1)
    owner.post(reverse("mailroom:mailbox_edit", args=[post.mailbox.pk]), values)
    assert not FolderMark.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"imap_host": "", "smtp_host": ""}, "imap_host"),
        ({"imap_host": "mail.meuse.example", "imap_security": "none"}, "imap_security"),
        ({"imap_host": "mail example"}, "imap_host"),
        ({"imap_host": "mail.example/../"}, "imap_host"),
        ({"imap_user": "a\r\nA1 LOGOUT"}, "imap_user"),
        ({"inbox_folder": "INBOX\x01"}, "inbox_folder"),
        ({"imap_port": "70000"}, "imap_port"),
        ({"address": "pas une adresse"}, "address"),
        ({"sign_in": "xoauth2"}, "oauth_client_id"),
        ({"per_minute": "0"}, "per_minute"),
    ],
)
def test_what_cannot_be_a_mailbox_is_refused_beside_its_field(
    owner: Browser, fields: dict[str, str], field: str
) -> None:
    answer = owner.post(reverse("mailroom:mailbox_add"), typed(None, **fields))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Mailbox.objects.exists()


# Trying, pausing


def test_a_try_says_what_works_and_what_does_not(post: Post, owner: Browser) -> None:
    page = owner.post(reverse("mailroom:mailbox_try", args=[post.mailbox.pk]))
    assert [step.works for step in page.context["steps"]] == [True, True]
    Mailbox.objects.update(sealed_password=seal("faux"))
    page = owner.post(reverse("mailroom:mailbox_try", args=[post.mailbox.pk]))
    assert [step.works for step in page.context["steps"]] == [False, False]
    assert "faux" not in page.content.decode()
    Mailbox.objects.update(sealed_password=seal(PASSWORD), error="sign-in: no", send_error="sign-in: no")
    owner.post(reverse("mailroom:mailbox_try", args=[post.mailbox.pk]))
    assert (post.fresh().error, post.mailbox.send_error) == ("", "")
    assert post.office.taken == []


def test_a_mailbox_is_read_on_demand_and_paused(post: Post, owner: Browser) -> None:
    post.dovecot.put(post.mailbox.address, a_mail(1))
    owner.post(reverse("mailroom:mailbox_fetch", args=[post.mailbox.pk]))
    assert read() == ["Question 1"]
    owner.post(reverse("mailroom:mailbox_pause", args=[post.mailbox.pk]))
    assert not post.fresh().is_active
    owner.post(reverse("mailroom:mailbox_resume", args=[post.mailbox.pk]))
    assert post.fresh().is_active
    assert Entry.objects.filter(kind="foundation.mailroom.mailbox-paused").count() == 1


def test_a_problem_is_told_in_words_on_the_page(post: Post, owner: Browser) -> None:
    Mailbox.objects.update(sealed_password=seal("faux"))
    owner.post(reverse("mailroom:mailbox_fetch", args=[post.mailbox.pk]))
    page = owner.get(reverse("mailroom:mailbox", args=[post.mailbox.pk])).content.decode()
    assert "Le serveur a refusé" in page


def test_an_identity_is_added_edited_and_removed(post: Post, owner: Browser) -> None:
    values = {"name": "Direction", "address": "direction@meuse.example", "signature_nl": "Met groet"}
    owner.post(reverse("mailroom:identity_add", args=[post.mailbox.pk]), values)
    identity = Identity.objects.get(name="Direction")
    assert identity.signatures == {"nl": "Met groet"}
    owner.post(reverse("mailroom:identity", args=[identity.pk]), {**values, "name": "La direction"})
    identity.refresh_from_db()
    assert identity.name == "La direction"
    owner.post(reverse("mailroom:identity_remove", args=[identity.pk]))
    assert not Identity.objects.filter(pk=identity.pk).exists()


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_the_database_once(
    cast: Cast, number: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for each in range(number):
        a_mailbox(address=f"p{each}@meuse.example")
    cast.odile.may("manage")
    with django_assert_num_queries(1):
        assert len(queries.list_mailboxes(cast.odile)) == number


# OAuth 2


def test_mail_is_read_and_sent_with_a_token(db: None, fake: TokenServer, settings: "SettingsWrapper") -> None:
    settings.COULISSE_MAIL_READERS = {"audience": "tests.foundation.mailroom.scene.reader"}
    address = f"publics-{uuid4().hex[:8]}@meuse.example"
    fake.user = address
    with dovecot(token_info_url=fake.info_url) as server, post_office(dovecot=server, local={address}) as office:
        server.put(address, a_mail(1))
        box = a_mailbox(server, office, address=address, **by_token(fake))
        fetched = fetch(box, now=now)
        assert fetched is not None
        assert (fetched.new, fetched.error) == (1, "")
        office.token = next(iter(fake.living))
        box.refresh_from_db()
        posting = Posting("elise@public.example", "Merci", "Bonjour,", mailbox=box)
        post_each([posting], by=None, at=now(), delay=timedelta(0))
        send_due(now=now)
        assert office.count("elise@public.example") == 1
        assert len(fake.asked) == 1  # one token for both
        fake.living = set()
        Mailbox.objects.update(sealed_access_token=seal("withdrawn"))
        fetch(Mailbox.objects.get(), now=now)
        assert Mailbox.objects.get().error.startswith("sign-in")
        fetch(Mailbox.objects.get(), now=now)  # it asks for another
        assert (Mailbox.objects.get().error, len(fake.asked)) == ("", 2)


def test_a_token_is_renewed_a_little_before_it_expires(db: None, fake: TokenServer) -> None:
    box = a_mailbox(**by_token(fake))
    assert access_token(box, now=now) == "access-1"
    assert access_token(Mailbox.objects.get(), now=now) == "access-1"
    assert access_token(Mailbox.objects.get(), now=lambda: timezone.now() + timedelta(minutes=59)) == "access-2"
    assert fake.asked[0]["client_secret"] == ["client-secret"]


def test_a_failed_renewal_leaves_what_stood(db: None, fake: TokenServer) -> None:
    box = a_mailbox(**by_token(fake))
    access_token(box, now=now)
    before = Mailbox.objects.values("sealed_access_token", "sealed_refresh_token").get()
    fake.is_broken = True
    with pytest.raises(ServerProblem, match="token"):
        access_token(Mailbox.objects.get(), now=lambda: timezone.now() + timedelta(hours=2))
    assert Mailbox.objects.values("sealed_access_token", "sealed_refresh_token").get() == before
    fake.is_broken = False
    assert access_token(Mailbox.objects.get(), now=lambda: timezone.now() + timedelta(hours=2)) == "access-3"


def test_a_new_refresh_token_takes_the_place_of_the_old(db: None, fake: TokenServer) -> None:
    fake.rotates = True
    box = a_mailbox(**by_token(fake))
    access_token(box, now=now)
    assert opened(Mailbox.objects.get().sealed_refresh_token) == "refresh-2"
    assert access_token(Mailbox.objects.get(), now=lambda: timezone.now() + timedelta(hours=2)) == "access-2"


def test_a_bad_refresh_token_is_tried_before_it_is_stored(post: Post, owner: Browser, fake: TokenServer) -> None:
    values = typed(post, sign_in="xoauth2", oauth_client_id="coulisse", oauth_token_url=fake.token_url)
    refused = owner.post(reverse("mailroom:mailbox_add"), {**values, "refresh_token": "bad"})
    assert refused.status_code == 422
    assert "refresh_token" in refused.context["form"].errors
    good = owner.post(reverse("mailroom:mailbox_add"), {**values, "refresh_token": fake.refresh_token})
    assert good.status_code == 302
    box = Mailbox.objects.get(address="mediation@meuse.example")
    before = (box.sealed_refresh_token, box.sealed_access_token)
    edit = reverse("mailroom:mailbox_edit", args=[box.pk])
    assert owner.post(edit, {**values, "refresh_token": "bad", "read_version": 1}).status_code == 422
    box.refresh_from_db()
    assert (box.sealed_refresh_token, box.sealed_access_token) == before


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example/token",
        "file:///etc/passwd",
        "https://",
        "ftp://127.0.0.1/",
        "http://127.0.0.1.public.example/",
        "https://[::1",
    ],
)
def test_a_token_is_asked_for_over_encryption_only(url: str) -> None:
    with pytest.raises(ServerProblem):
        ask(Client(url, "a", "b", "c"), now=now)


def test_the_fake_says_that_it_is_one(fake: TokenServer) -> None:
    assert "double" in SAYS
    granted = ask(Client(fake.token_url, "a", "b", fake.refresh_token), now=now)
    assert granted.access_token in fake.living


# Encryption


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    both = folder / "both.pem"
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    written = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *named, *written],
        check=True,
        capture_output=True,
    )
    both.write_bytes((folder / "certificate").read_bytes() + (folder / "key").read_bytes())
    return both


def test_a_certificate_is_checked(db: None, certificate: Path, settings: "SettingsWrapper") -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with dovecot(certificate=certificate) as server, post_office(tls=context) as office:
        secure = {
            "imap_host": "localhost",
            "imap_port": server.tls_port,
            "imap_security": "tls",
            "smtp_host": "localhost",
            "smtp_security": "starttls",
        }
        box = a_mailbox(server, office, **secure)
        server.maildir(box.address)
        steps = try_mailbox(box, now=now)
        assert [step.works for step in steps] == [False, False]
        settings.COULISSE_MAIL_AUTHORITY = str(certificate)
        assert [step.works for step in try_mailbox(box, now=now)] == [True, True]
        box.imap_host, box.smtp_host = "127.0.0.1", "127.0.0.1"  # not the name on the certificate
        assert [step.works for step in try_mailbox(box, now=now)] == [False, False]
        box.imap_host, box.imap_port, box.imap_security = "localhost", server.port, "starttls"
        assert try_mailbox(box, now=now)[0].works


def test_a_mailbox_is_removed_once_its_address_is_typed(owner: Browser, cast: Cast) -> None:
    box = a_mailbox(sealed_password=seal("tres-secret"))
    Identity.objects.create(mailbox=box, name="Publics", address=box.address)
    [sent] = post_each(
        [Posting("x@public.example", "Bonjour", "…", mailbox=box)], by=cast.odile, at=timezone.now()
    )
    page, remove = (reverse(f"mailroom:{name}", args=[box.pk]) for name in ("mailbox", "mailbox_remove"))
    assert remove in owner.get(page).content.decode()
    owner.post(remove, {"address": "autre@meuse.example"})
    assert Mailbox.objects.filter(pk=box.pk).exists()
    owner.post(remove, {"address": box.address.upper()})
    assert Mailbox.objects.filter(pk=box.pk).exists(), "a letter of it has not left"
    Recipient.objects.filter(pk=sent.pk).update(state=State.UNKNOWN)
    owner.post(remove, {"address": box.address})
    assert Mailbox.objects.filter(pk=box.pk).exists(), "nobody knows whether a letter of it has left"
    Recipient.objects.filter(pk=sent.pk).update(state=State.SENT)
    answer = owner.post(remove, {"address": box.address})
    assert answer.headers["Location"] == reverse("mailroom:mailboxes")
    assert not Mailbox.objects.exists() and not Identity.objects.exists()
    sent.letter.refresh_from_db()
    assert sent.letter.mailbox is None and box.address in sent.letter.sender
    assert Entry.objects.filter(kind="foundation.mailroom.mailbox-removed").count() == 1
