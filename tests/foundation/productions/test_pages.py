import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries, Settings

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.models import Task
from tests.cast import Cast, production

pytestmark = pytest.mark.django_db


def browser(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def sheet(cast: Cast, **values: object) -> dict[str, object]:
    return {
        "title": "La Drache",
        "code": "drache",
        "company": cast.company.pk,
        "language": "fr",
        "state": "active",
        "version": 1,
        **values,
    }


def test_a_coproduction_begins_with_its_sheet_and_its_dated_tasks(cast: Cast) -> None:
    nadia = browser(cast.nadia)
    assert "Long métrage en coproduction" in nadia.get("/productions/new").content.decode()
    typed = {
        "title": "Le Canal",
        "company": cast.company.pk,
        "language": "fr",
        "starts_on": "2027-02-25",
        "ends_on": "2027-04-09",
        "detail_shooting_days": "32",
    }
    answer = nadia.post("/productions/new/feature-coproduction", typed, follow=True)
    made = Production.objects.get(code="le-canal")
    assert (made.type, made.details["shooting_days"]) == ("feature", 32)
    page = answer.content.decode()
    assert "Le Canal" in page and "Jours de tournage" in page
    tasks = Task.objects.filter(production=made)
    assert tasks.count() == 16
    assert str(tasks.get(title="Lancer les repérages").due_on) == "2026-12-27"
    assert set(tasks.values_list("person__name", flat=True)) == {"Nadia Verhaeghen", None}


def test_the_form_says_what_it_refuses(cast: Cast) -> None:
    typed = sheet(cast, code="gel", starts_on="2027-04-09", ends_on="2027-02-25")
    answer = browser(cast.odile).post("/productions/new/feature", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Choisissez-en un autre" in page and "précède le premier" in page
    assert Production.objects.count() == 2


def test_a_new_production_is_the_one_of_the_bar(cast: Cast) -> None:
    nadia = browser(cast.nadia)
    nadia.post("/productions/new/short", {"title": "Le Canal", "company": cast.company.pk, "language": "fr"})
    assert nadia.session["production"] == Production.objects.get(code="le-canal").pk


def test_a_stale_sheet_is_shown_beside_the_saved_one_and_chosen_field_by_field(cast: Cast) -> None:
    nadia, solange = browser(cast.nadia), browser(cast.solange)
    address = f"/productions/{cast.drache.pk}/edit"
    mine = sheet(cast, title="L’Averse", detail_shooting_days="32")
    solange.post(address, sheet(cast, title="La Drache (v2)", detail_shooting_days="33"))
    answer = nadia.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "L’Averse" in page and "La Drache (v2)" in page and "Solange De Backer" in page
    assert "Jours de tournage\u00a0: 33" in page and "Jours de tournage\u00a0: 32" in page
    chosen = {"stale-choice-title": "mine", "stale-choice-details": "saved"}
    nadia.post(address, {**mine, **chosen, "version": 2})
    written = Production.objects.get(pk=cast.drache.pk)
    assert (written.title, written.details["shooting_days"]) == ("L’Averse", 33)


def test_closing_shows_what_is_open_and_asks_why(cast: Cast) -> None:
    nadia = browser(cast.nadia)
    Task.objects.create(title="Appeler", production=cast.drache, created_at=cast.drache.created_at)
    address = f"/productions/{cast.drache.pk}/close"
    assert "1 tâche ouverte" in nadia.get(address).content.decode()
    assert nadia.post(address, {"reason": ""}).status_code == 400
    page = nadia.post(address, {"reason": "Copie zéro livrée"}, follow=True).content.decode()
    assert "Copie zéro livrée" in page and "Nadia Verhaeghen" in page
    assert nadia.get(f"/productions/{cast.drache.pk}/edit").status_code == 200
    refused = nadia.post(f"/productions/{cast.drache.pk}/edit", sheet(cast, version=2), follow=True)
    assert "Rouvrez-la" in refused.content.decode()


def test_duplicating_from_the_page(cast: Cast) -> None:
    answer = browser(cast.nadia).post(
        f"/productions/{cast.drache.pk}/duplicate", {"title": "La Drache 2", "parts": ["team", "tasks"]}
    )
    copy = Production.objects.get(code="la-drache-2")
    assert answer.headers["Location"] == f"/productions/{copy.pk}"
    assert copy.grants.count() == 3


def test_the_people_of_a_client_see_the_sheet_without_the_team(cast: Cast) -> None:
    made = production("Cap Sambre 2027", "cap", cast.company, type="festival", client=cast.client)
    page = browser(cast.kobe).get(f"/productions/{made.pk}").content.decode()
    assert "Cap Sambre 2027" in page and "Ploeg" not in page
    assert browser(cast.kobe).get(f"/productions/{made.pk}/edit").status_code == 403


def test_opening_keeps_the_reader_on_this_site(cast: Cast) -> None:
    nadia, address = browser(cast.nadia), f"/productions/{cast.drache.pk}/open"
    assert nadia.post(address, {"next": "https://evil.example/"}).headers["Location"].startswith("/productions/")
    assert nadia.post(address, {"next": "/tasks/?whose=all"}).headers["Location"] == "/tasks/?whose=all"


LIST = 7
DETAIL = 12


@pytest.mark.parametrize("size", [2, 40])
def test_the_pages_ask_a_constant_number_of_queries(
    cast: Cast, size: int, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.COULISSE_SHELL = []  # what other rooms bring to the bar is counted in their tests
    for number in range(size):
        production(f"P{number}", f"p{number}", cast.company, client=cast.client)
        Task.objects.create(title=f"T{number}", production=cast.drache, created_at=cast.drache.created_at)
    odile = browser(cast.odile)
    odile.get("/productions/")
    with django_assert_num_queries(LIST):
        odile.get("/productions/")
    with django_assert_num_queries(DETAIL):
        odile.get(f"/productions/{cast.drache.pk}")
