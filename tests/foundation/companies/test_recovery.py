"""What part of its VAT a company recovers: by date, through its page."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from coulisse.foundation.companies.actions import set_recovery
from coulisse.foundation.companies.models import VatRecovery
from coulisse.foundation.companies.queries import recovery_on
from coulisse.foundation.journal.models import Entry
from coulisse.kernel import Rate
from tests.cast import AT, Cast


@pytest.fixture
def owner(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.odile)
    return browser


@pytest.mark.django_db
def test_all_of_it_comes_back_until_something_else_is_said(cast: Cast) -> None:
    assert recovery_on(cast.company, date(2027, 3, 16)) == Rate.percent(100)


@pytest.mark.django_db
def test_each_rate_holds_from_its_day_until_the_next(cast: Cast) -> None:
    for day, percent in ((date(2027, 1, 1), "80"), (date(2027, 4, 1), "62.5")):
        set_recovery(company=cast.company, starts_on=day, percent=Decimal(percent), by=cast.odile, at=AT)
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 1))
    found = [recovery_on(cast.company, day) for day in days]
    assert found == [Rate.percent(percent) for percent in ("100", "80", "80", "62.5")]


@pytest.mark.django_db
def test_the_owner_sets_it_as_belgians_write_and_takes_it_back(owner: Client, cast: Cast) -> None:
    address = f"/companies/{cast.company.pk}/"
    owner.post(f"{address}recovery", {"starts_on": "2027-01-01", "percent": "62,5", "note": "Prorata général"})
    assert "62,5" in owner.get(address).content.decode()
    assert Entry.objects.filter(kind="foundation.companies.recovery-set").count() == 1
    owner.post(f"/companies/recoveries/{VatRecovery.objects.get().pk}/remove")
    assert not VatRecovery.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["101", "-1", "beaucoup", "33,333"])
def test_a_part_that_is_none_is_refused(owner: Client, cast: Cast, typed: str) -> None:
    page = owner.post(f"/companies/{cast.company.pk}/recovery", {"starts_on": "2027-01-01", "percent": typed})
    assert page.status_code == 422
    assert not VatRecovery.objects.exists()
