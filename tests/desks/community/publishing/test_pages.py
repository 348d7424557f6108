"""Publications and accounts through the screens."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.vault import RowVault
from tests.cast import AT, Cast, give, person
from tests.desks.community.publishing.rows import an_account, armed

pytestmark = pytest.mark.django_db
STATE = Publication.State
HERE = "/community/publishing/"
ACCOUNTS = "/community/accounts/"


@pytest.fixture
def ines(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def test_by_hand_from_the_draft_to_the_proof(ines: Client, cast: Cast) -> None:
    ines.post(
        f"{ACCOUNTS}add",
        {"network": "instagram", "handle": "pleinjour", "way": "hand", "owner": f"production-{cast.drache.pk}"},
    )
    account = NetworkAccount.objects.get()
    ines.post(
        f"{HERE}add?production={cast.drache.pk}",
        {
            "production": cast.drache.pk,
            "account": account.pk,
            "text": "Ce soir à 20 h 25 : « La Drache » <en tournage> #LaDrache",
            "language": "fr",
            "due_at": "2027-04-18T19:25",
        },
    )
    row = Publication.objects.get()
    assert (row.state, row.due_at.isoformat()) == (STATE.DRAFT, "2027-04-18T17:25:00+00:00")
    page = ines.get(f"{HERE}{row.pk}")
    assert "&lt;en tournage&gt;" in page.content.decode()
    assert "Armer" in words(page.content)
    ines.post(f"{HERE}{row.pk}/act", {"act": "arm"})
    assert Publication.objects.get().state == STATE.ARMED
    ines.post(f"{HERE}{row.pk}/act", {"act": "by-hand"})
    pack = zipfile.ZipFile(io.BytesIO(ines.get(f"{HERE}{row.pk}/pack.zip").content))
    assert pack.read("text.txt").decode() == row.text
    refused = ines.post(f"{HERE}{row.pk}/prove", {"address": "http://instagram.example/p/1"})
    assert refused.status_code == 422
    assert Publication.objects.get().state == STATE.BY_HAND, "without a proof nothing is published"
    ines.post(f"{HERE}{row.pk}/prove", {"address": "https://instagram.example/p/1"})
    proved = Publication.objects.get()
    assert (proved.state, proved.proved_by) == (STATE.CONFIRMED, cast.ines)
    assert "preuve donnée par Inès Ouali" in words(ines.get(f"{HERE}{row.pk}").content)


def test_a_text_too_long_for_its_network_says_by_how_much(ines: Client, cast: Cast) -> None:
    account = an_account(production=cast.drache, way=NetworkAccount.Way.BY_HAND)
    data = {"account": account.pk, "text": "é" * 301, "language": "fr", "due_at": "2027-04-18T19:25"}
    answer = ines.post(f"{HERE}add?production={cast.drache.pk}", data)
    assert answer.status_code == 422
    assert "301 sur 300 sur Bluesky" in words(answer.content)
    assert not Publication.objects.exists()


def test_the_brake_of_a_production_stops_what_is_armed_and_nothing_else(ines: Client, cast: Cast) -> None:
    ours = an_account(production=cast.drache)
    other = an_account(production=cast.gel, handle="gel.test")
    rows = [armed(ours, production=cast.drache, text=f"{number}") for number in range(3)]
    elsewhere = armed(other, production=cast.gel)
    page = ines.get(f"{HERE}pause?production={cast.drache.pk}")
    assert "Mettre 3 publications de La Drache en pause" in words(page.content)
    answer = ines.post(f"{HERE}pause", {"production": cast.drache.pk, "why": "Crise"}, follow=True)
    assert "3 publications en pause. Pensez aux publicités payantes" in words(answer.content)
    states = set(Publication.objects.filter(pk__in=[row.pk for row in rows]).values_list("state", flat=True))
    assert states == {STATE.PAUSED}
    assert Publication.objects.get(pk=elsewhere.pk).state == STATE.ARMED


def test_secrets_are_sealed_never_shown_and_an_empty_field_keeps_them(ines: Client, cast: Cast) -> None:
    data = {
        "network": "bluesky",
        "handle": "pleinjour.bsky.social",
        "way": "itself",
        "owner": f"production-{cast.drache.pk}",
        "password": "abcd-efgh-ijkl",
    }
    ines.post(f"{ACCOUNTS}add", data)
    row = NetworkAccount.objects.get()
    assert "abcd" not in row.secrets
    page = ines.get(f"{ACCOUNTS}{row.pk}").content.decode()
    assert "abcd-efgh-ijkl" not in page
    assert row.secrets not in page
    ines.post(f"{ACCOUNTS}{row.pk}", {**data, "password": "", "read_version": row.version})
    assert RowVault().read(str(row.pk)).password == "abcd-efgh-ijkl"


def test_by_itself_needs_something_that_opens_it(ines: Client, cast: Cast) -> None:
    data = {"network": "mastodon", "handle": "x", "way": "itself", "owner": f"production-{cast.drache.pk}"}
    answer = ines.post(f"{ACCOUNTS}add", data)
    assert answer.status_code == 422
    told = words(answer.content)
    assert "a son propre serveur" in told.replace("Chaque compte de ce réseau ", "")
    assert "la maison a besoin d’un mot de passe ou d’un jeton" in told


def test_an_account_with_work_is_not_closed(ines: Client, cast: Cast) -> None:
    account = an_account(production=cast.drache)
    row = armed(account, production=cast.drache)
    answer = ines.post(f"{ACCOUNTS}{account.pk}/close", follow=True)
    assert "1 publication l’attend" in words(answer.content)
    ines.post(f"{HERE}{row.pk}/act", {"act": "cancel"})
    ines.post(f"{ACCOUNTS}{account.pk}/close")
    closed = NetworkAccount.objects.get()
    assert closed.closed_at is not None
    assert closed.secrets == ""


def test_a_client_is_walled_from_another(cast: Cast, ines: Client) -> None:
    account = an_account(client=cast.client)
    row = armed(account)
    assert ines.get(f"{HERE}{row.pk}").status_code == 200
    stranger = Client()
    stranger.force_login(cast.pascaline, backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.get(f"{HERE}{row.pk}").status_code == 404


def test_whoever_works_for_the_production_alone_does_not_speak_in_the_name_of_another_account(cast: Cast) -> None:
    """A publication of one production on the account of another one is read by the first, and changed by both."""
    account = an_account(production=cast.gel, handle="gel.test")
    row = armed(account, production=cast.drache)
    someone = person("Lou Adam", "lou@meuse.example")
    give(someone, "community_manager", production=cast.drache)
    client = Client()
    client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"{HERE}{row.pk}")
    assert page.status_code == 200
    assert "Mettre en pause" not in words(page.content)
    assert client.get(f"{HERE}{row.pk}/edit").status_code == 403
    assert client.post(f"{HERE}{row.pk}/act", {"act": "cancel"}).status_code == 403
    assert Publication.objects.get(pk=row.pk).state == STATE.ARMED


def test_a_moment_gone_by_says_that_arming_publishes_now(ines: Client, cast: Cast) -> None:
    account = an_account(production=cast.drache)
    gone = armed(account, production=cast.drache, due_at=AT - timedelta(days=400), state=STATE.PAUSED)
    coming = armed(account, production=cast.drache, due_at=AT + timedelta(days=4000), state=STATE.PAUSED)
    assert "Publier maintenant" in words(ines.get(f"{HERE}{gone.pk}").content)
    assert "Publier maintenant" not in words(ines.get(f"{HERE}{coming.pk}").content)


@pytest.mark.parametrize("path", [HERE, ACCOUNTS])
def test_the_lists_ask_the_same_number_of_questions_whatever_they_hold(
    path: str, ines: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    account = an_account(production=cast.drache)
    address = f"{path}?production={cast.drache.pk}"
    armed(account, production=cast.drache)
    ines.get(address)
    with CaptureQueriesContext(connection) as few:
        ines.get(address)
    for number in range(12):
        other = an_account(production=cast.drache, handle=f"autre-{number}.test")
        armed(other, production=cast.drache, due_at=AT + timedelta(minutes=number))
    with django_assert_num_queries(len(few)):
        ines.get(address)
