"""The owner's pages: the team, invitations, roles, clients."""

import re
from datetime import date

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.foundation.accounts.models import Client as Customer
from coulisse.foundation.accounts.models import Grant, Invitation, User
from tests.cast import Cast, give, person


@pytest.fixture
def owner(cast: Cast) -> Client:
    cache.clear()
    browser = Client()
    browser.force_login(cast.odile)
    return browser


def test_inviting_posts_a_letter_in_its_language_and_shows_the_address_once(owner: Client, cast: Cast) -> None:
    asked = {"email": "lotte@meuse.example", "name": "Lotte Claes", "language": "nl"}
    asked |= {"role": "production_assistant", "where": f"production:{cast.drache.pk}"}
    page = owner.post("/team/invite", asked)
    [letter] = mail.outbox
    assert letter.subject == "Werk met ons mee op Coulisse"
    assert "Dag Lotte Claes" in letter.body
    address = re.search(r"/join/\S+/", str(letter.body))
    assert address is not None
    assert address.group() in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert address.group() not in owner.get("/team/").content.decode()

    guest = Client()
    form = guest.get(address.group())
    assert "Bij het huis komen" in form.content.decode()
    short = guest.post(address.group(), {"name": "Lotte Claes", "language": "nl", "password": "short"})
    assert short.status_code == 200
    assert not User.objects.filter(email="lotte@meuse.example").exists()
    joined = guest.post(address.group(), {"name": "Lotte Claes", "language": "nl", "password": "een-lange-zin"})
    assert joined.headers["Location"] == "/me/welcome"
    assert "Een passkey toevoegen" in guest.get("/me/welcome").content.decode()
    lotte = User.objects.get(email="lotte@meuse.example")
    assert lotte.may("change", desk="floor", production=cast.drache.pk)
    assert guest.get(address.group()).status_code == 410


def test_an_address_that_signs_in_already_is_refused_in_place(owner: Client, cast: Cast) -> None:
    page = owner.post(
        "/team/invite", {"email": cast.nadia.email, "language": "fr", "role": "reader", "where": "house"}
    )
    assert "Adresse refusée\u00a0: nadia@meuse.example" in page.content.decode()
    assert not Invitation.objects.exists()


def test_an_owner_of_one_production_is_refused_in_place(owner: Client, cast: Cast) -> None:
    asked = {"role": "owner", "where": f"production:{cast.drache.pk}"}
    page = owner.post(f"/team/{cast.nadia.pk}/roles", asked)
    assert "toute la maison" in page.content.decode()
    assert Grant.objects.filter(user=cast.nadia).count() == 1


def test_a_role_until_a_day_narrowed_to_a_desk(owner: Client, cast: Cast) -> None:
    asked = {"role": "reader", "where": f"client:{cast.client.pk}", "desk": "community", "ends_on": "2099-12-31"}
    owner.post(f"/team/{cast.achille.pk}/roles", asked)
    held = Grant.objects.get(user=cast.achille)
    assert (held.client, held.desk, held.ends_on) == (cast.client, "community", date(2099, 12, 31))
    assert "31/12/2099" in owner.get("/team/").content.decode()


def test_taking_a_role_back_can_be_undone_from_the_toast(owner: Client, cast: Cast) -> None:
    held = Grant.objects.get(user=cast.bastien)
    page = owner.post(f"/team/roles/{held.pk}/revoke", follow=True)
    assert f"/team/roles/{held.pk}/restore" in page.content.decode()
    owner.post(f"/team/roles/{held.pk}/restore")
    assert User.objects.get(pk=cast.bastien.pk).may("change", desk="floor", production=cast.drache.pk)


def test_the_last_owner_is_refused_with_the_reason(owner: Client, cast: Cast) -> None:
    page = owner.post(f"/team/{cast.odile.pk}/off", follow=True)
    assert "plus de propriétaire" in page.content.decode()
    assert User.objects.get(pk=cast.odile.pk).is_active


def test_closing_an_access_ends_it_in_the_next_request(owner: Client, cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.nadia)
    assert browser.get("/me/").status_code == 200
    owner.post(f"/team/{cast.nadia.pk}/off")
    assert "/account/login/" in browser.get("/me/").headers["Location"]


def test_the_team_costs_the_same_number_of_queries_at_any_size(owner: Client, cast: Cast) -> None:
    owner.get("/team/")
    with CaptureQueriesContext(connection) as few:
        assert owner.get("/team/").context["page"].paginator.count == 9
    for number in range(30):
        give(person(f"Figurant {number}", f"figurant{number}@meuse.example"), "reader", production=cast.gel)
    with CaptureQueriesContext(connection) as many:
        assert owner.get("/team/").context["page"].paginator.count == 39
    assert len(many) == len(few)


def test_the_team_is_filtered(owner: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.ines.pk).update(is_active=False)
    assert [member.name for member in owner.get("/team/?q=verhaeg").context["members"]] == ["Nadia Verhaeghen"]
    assert [member.name for member in owner.get("/team/?state=off").context["members"]] == ["Inès Ouali"]


def test_clients_are_added_renamed_archived_and_brought_back(owner: Client) -> None:
    owner.post("/clients/add", {"name": "Brasserie du Canal"})
    added = Customer.objects.get(name="Brasserie du Canal")
    assert "porte déjà" in owner.post("/clients/add", {"name": "Brasserie du Canal"}).content.decode()
    owner.post(f"/clients/{added.pk}/", {"name": "Brasserie des Deux Canaux"})
    owner.post(f"/clients/{added.pk}/archive")
    assert "Deux Canaux" not in owner.get("/clients/").context["page"].object_list.values_list("name", flat=True)
    assert "Brasserie des Deux Canaux" in owner.get("/clients/?state=archived").content.decode()
    owner.post(f"/clients/{added.pk}/reopen")
    assert Customer.objects.get(pk=added.pk).archived_at is None


def test_people_of_a_client_see_their_own_only(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.kobe)
    page = browser.get("/clients/").content.decode()
    assert "Festival Cap Sambre" in page
    assert "Confiserie Lamby" not in page


def test_a_profile_changes_its_language_at_once(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.nadia)
    page = browser.post("/me/", {"name": "Nadia V.", "language": "nl", "theme": "dark"}, follow=True)
    assert "Profiel opgeslagen" in page.content.decode()
    changed = User.objects.get(pk=cast.nadia.pk)
    assert (changed.name, changed.theme, changed.single_keys) == ("Nadia V.", "dark", False)


def test_another_browser_is_signed_out(cast: Cast) -> None:
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/account/login/", {"login": cast.nadia.email, "password": "une-drache-en-mars"})
    other = UserSession.objects.exclude(session_key=here.session.session_key).get(user=cast.nadia)
    here.post(f"/me/sessions/{other.pk}/end")
    assert "/account/login/" in there.get("/me/").headers["Location"]
    assert here.get("/me/").status_code == 200
