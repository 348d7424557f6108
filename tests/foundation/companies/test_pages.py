"""The companies of the house, through their pages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.foundation.companies.models import Company
from coulisse.foundation.journal.models import Entry
from tests.cast import Cast, give

GOOD = {
    "name": "Plein Jour",
    "legal_form": "SA",
    "vat": "0403.019.261",
    "street": "Rue du Pont 4",
    "postcode": "5000",
    "city": "Namur",
    "country": "be",
    "iban": "be71 0961 2345 6769",
    "ledger": "WinBooks",
}


@pytest.fixture
def owner(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.odile)
    return browser


def change(browser: Client, company: Company, **values: object) -> Any:
    return browser.post(
        f"/companies/{company.pk}/change",
        {**GOOD, "name": company.name, "read_version": company.version, **values},
    )


def test_numbers_are_typed_as_people_write_them_and_shown_as_belgians_do(owner: Client) -> None:
    owner.post("/companies/add", GOOD)
    added = Company.objects.get(name="Plein Jour")
    assert (added.vat, added.iban, added.country) == ("BE0403019261", "BE71096123456769", "BE")
    page = owner.get(f"/companies/{added.pk}/").content.decode()
    assert "BE 0403.019.261" in page
    assert "BE71 0961 2345 6769" in page


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("vat", "0403.019.262", "Numéro de TVA refusé\u00a0: BE 0403.019.262."),
        ("iban", "BE71 0961 2345 6768", "IBAN refusé\u00a0: BE71 0961 2345 6768."),
        ("bic", "GEBABEBBX", "BIC refusé\u00a0: GEBABEBBX."),
    ],
)
def test_a_wrong_number_is_refused_in_place_with_its_value(
    owner: Client, field: str, typed: str, shown: str
) -> None:
    page = owner.post("/companies/add", {**GOOD, field: typed})
    assert shown in page.content.decode()
    assert not Company.objects.filter(name="Plein Jour").exists()


def test_a_stale_write_is_refused_and_both_values_are_shown(owner: Client, cast: Cast) -> None:
    change(owner, cast.company, city="Liège")
    page = change(owner, cast.company, city="Huy")
    assert page.status_code == 409
    text = page.content.decode()
    assert "<ins>Huy</ins>" in text
    assert ">Liège</td>" in text
    assert Company.objects.get(pk=cast.company.pk).city == "Liège"
    fresh = Company.objects.get(pk=cast.company.pk)
    change(owner, fresh, city="Huy")
    assert Company.objects.get(pk=cast.company.pk).city == "Huy"


def test_the_journal_says_which_fields_changed_and_never_the_bank_data(owner: Client, cast: Cast) -> None:
    change(owner, cast.company)
    told = Entry.objects.get(kind="foundation.companies.changed")
    assert "iban" in told.payload["fields"]
    assert "BE71" not in str(told.payload)


def test_members_read_the_company_without_its_bank(cast: Cast) -> None:
    Company.objects.filter(pk=cast.company.pk).update(iban="BE71096123456769")
    browser = Client()
    browser.force_login(cast.nadia)
    assert "BE71" not in browser.get(f"/companies/{cast.company.pk}/").content.decode()
    assert browser.get(f"/companies/{cast.company.pk}/change").status_code == 403


def test_the_office_of_the_whole_house_manages_companies(cast: Cast) -> None:
    give(cast.achille, "production_administrator")
    browser = Client()
    browser.force_login(cast.achille)
    assert browser.get(f"/companies/{cast.company.pk}/change").status_code == 200


def test_an_archived_company_leaves_the_list_and_comes_back(owner: Client, cast: Cast) -> None:
    owner.post(f"/companies/{cast.company.pk}/archive")
    assert owner.get("/companies/").context["lines"] == []
    archived = owner.get("/companies/?state=archived").context["lines"]
    assert [line.name for line in archived] == ["Meuse & Fils Films SRL"]
    owner.post(f"/companies/{cast.company.pk}/reopen")
    assert [line.productions for line in owner.get("/companies/").context["lines"]] == [2]


@pytest.mark.parametrize("search", ["meuse", "liège", "0403.019"])
def test_the_list_is_searched_by_name_town_or_number(owner: Client, cast: Cast, search: str) -> None:
    Company.objects.filter(pk=cast.company.pk).update(vat="BE0403019261")
    Company.objects.create(name="Ailleurs", city="Mons")
    assert [line.pk for line in owner.get("/companies/", {"q": search}).context["lines"]] == [cast.company.pk]


def test_the_list_costs_the_same_number_of_queries_at_any_size(owner: Client) -> None:
    owner.get("/companies/")
    with CaptureQueriesContext(connection) as few:
        assert len(owner.get("/companies/").context["lines"]) == 1
    for number in range(30):
        Company.objects.create(name=f"Société {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(owner.get("/companies/").context["lines"]) == 31
    assert len(many) == len(few)
