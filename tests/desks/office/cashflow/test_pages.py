"""Trésorerie through the door: the finding, the table twin, the ways out, what is typed, what is taken along."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.cashflow.models import BalanceReading, CashSettings, PlannedMovement, Scenario
from coulisse.desks.office.financing.models import Tranche
from coulisse.formats.tabular import read_workbook
from coulisse.foundation.accounts.models import User
from coulisse.papers.press import page_count
from tests.cast import Cast
from tests.desks.office.cashflow.drache import cash_of_la_drache

CASH = "/office/cash/"


@pytest.fixture
def tranches(cast: Cast) -> dict[str, Tranche]:
    return cash_of_la_drache(cast)


def signed_in(user: User, language: str = "en") -> Client:
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    text = re.sub(r"<script.*?</script>", " ", content.decode(), flags=re.DOTALL)
    return re.sub(r"[\s\u00a0]+", " ", re.sub(r"<[^>]*>", " ", text))


def test_the_title_is_the_finding_and_the_week_is_named(cast: Cast, tranches: dict[str, Tranche]) -> None:
    page = words(signed_in(cast.nadia).get(CASH))
    assert "The cash lasts ten weeks" in page
    assert "It goes below zero in W21 (24–30 May) , one week before tranche 1 of the Tax Shelter." in page
    assert "W21, first negative week" in page
    assert "−€38,412.60" in page
    assert "€38,412.60 is missing for 7 days. Biggest payment of W21: Postproduction image, acompte." in page
    assert "Bring Tax Shelter, tranche 1 forward by one week" in page


def test_the_table_twin_holds_every_week(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    assert 'id="twin"' not in client.get(CASH).content.decode()
    page = client.get(f"{CASH}?table=1").content.decode()
    twin = page[page.index('id="twin"') :]
    assert [f"W{number}</a>" in twin for number in range(11, 26)] == [True] * 15


def test_a_way_out_is_simulated_before_it_is_kept_under_a_name(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    tried = f"shift~tranche:{tranches['Tax Shelter'].pk}~-7"
    page = words(client.get(CASH, {"try": tried}))
    assert "The cash lasts up to W25" in page
    assert "Being tried" in page
    assert not Scenario.objects.exists()
    answer = client.post(reverse("office:cash:save-scenario"), {"try": tried, "name": "Avancée"}, follow=True)
    assert "The cash lasts up to W25" in words(answer)
    (kept,) = Scenario.objects.all()
    assert (kept.name, kept.changes[0]["days"]) == ("Avancée", -7)
    assert "The cash lasts ten weeks" in words(client.get(CASH))


def test_a_scenario_without_name_or_change_is_refused(cast: Cast) -> None:
    client = signed_in(cast.nadia)
    address = reverse("office:cash:save-scenario")
    assert "Give the scenario a name" in words(client.post(address, {"try": "drop~tranche:1"}, follow=True))
    assert "Nothing is tried yet" in words(client.post(address, {"name": "Rien"}, follow=True))
    assert not Scenario.objects.exists()


def test_a_point_opens_on_its_lines(cast: Cast, tranches: dict[str, Tranche]) -> None:
    page = words(signed_in(cast.nadia).get(CASH, {"open": "2027-21"}))
    assert "W21 (24–30 May), line by line" in page
    assert "Planned by hand" in page
    assert "2 × 50 %" in page


def test_another_day_for_a_tranche_is_in_the_curve_at_once(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    tranche = tranches["Ateliers du Canal"]
    address = reverse("office:cash:move", args=[tranche.pk])
    answer = client.post(address, {"due_on": "2027-05-10", "version": tranche.version}, follow=True)
    assert "It goes below zero in W18 (3–9 May)" in words(answer)
    stale = client.post(address, {"due_on": "2027-06-10", "version": tranche.version})
    assert stale.status_code == 409
    tranche.refresh_from_db()
    assert tranche.due_on == date(2027, 5, 10)


def test_what_makes_no_sense_in_an_address_is_said_and_left_out(cast: Cast, tranches: dict[str, Tranche]) -> None:
    asked = {"try": ["shift~tranche:999~7", "fly"], "scenario": "x", "by": "day", "length": "9", "open": "'"}
    answer = signed_in(cast.nadia).get(CASH, asked)
    assert answer.status_code == 200
    assert "Part of this scenario could not be applied" in words(answer)


def test_months_and_farther(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    page = words(client.get(CASH, {"by": "month", "table": "1", "open": "2027-05"}))
    assert "May 2027 (1–31 May), line by line" in page
    assert client.get(CASH, {"length": "52"}).status_code == 200


def test_a_movement_is_planned_and_its_refusals_say_what_to_do(cast: Cast) -> None:
    client = signed_in(cast.nadia, "fr")
    typed = {
        "is_in": "out",
        "kind": "supplier",
        "label": "Caméra",
        "net": "1.234,56",
        "vat": "259,26",
        "recoverable": "259,26",
        "day": "2027-04-10",
        "terms": "eom30",
        "every": "once",
        "is_certain": "on",
    }
    assert client.post(reverse("office:cash:add"), typed).status_code == 302
    row = PlannedMovement.objects.get()
    assert (row.net_cents, row.vat_cents, row.recoverable_cents, row.is_in) == (123_456, 25_926, 25_926, False)
    for wrong in (
        {"net": "12,345"},
        {"net": "0"},
        {"recoverable": "300"},
        {"every": "week"},
        {"until": "2027-01-01"},
    ):
        answer = client.post(reverse("office:cash:add"), {**typed, **wrong})
        assert answer.status_code == 422
    assert PlannedMovement.objects.count() == 1

    address = reverse("office:cash:edit", args=[row.pk])
    assert client.post(address, {**typed, "net": "2000", "version": "1"}).status_code == 302
    assert client.post(address, {**typed, "net": "3000", "version": "1"}).status_code == 409
    row.refresh_from_db()
    assert row.net_cents == 200_000


def test_a_balance_is_typed_and_taken_back(cast: Cast) -> None:
    client = signed_in(cast.nadia)
    typed = {"amount": "-12.34", "day": "2026-03-01", "time": "18:00", "account": ""}
    answer = client.post(reverse("office:cash:balances"), typed, follow=True)
    assert "The cash is below zero" in words(answer)
    row = BalanceReading.objects.get()
    client.post(reverse("office:cash:drop-balance", args=[row.pk]))
    assert "No balance of the bank was typed" in words(client.get(CASH))
    client.post(reverse("office:cash:restore-balance", args=[row.pk]))
    assert client.post(reverse("office:cash:balances"), {**typed, "day": "2199-01-01"}).status_code == 422


def test_the_threshold_warns(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    typed = {"version": "0", "threshold": "100000", "vat_months": "1"}
    answer = client.post(reverse("office:cash:watch"), typed, follow=True)
    assert "Below your threshold of €100,000.00 from W20 (17–23 May): €70,500.00." in words(answer)
    assert CashSettings.objects.get().threshold_cents == 10_000_000


def test_a_bridging_credit_is_priced_and_seen_in_the_curve(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    asked = {"amount": "38412.60", "first": "2027-05-24", "last": "2027-05-31", "rate": "6", "fee": ""}
    page = client.get(reverse("office:cash:bridge"), asked)
    assert "It costs €44.20" in words(page)
    found = re.search(r'href="/office/cash/(\?try=[^"#]+)', page.content.decode())
    assert found is not None
    assert "The cash lasts up to W25" in words(client.get(CASH + found[1].replace("&amp;", "&")))


def test_two_scenarios_side_by_side(cast: Cast, tranches: dict[str, Tranche]) -> None:
    client = signed_in(cast.nadia)
    tried = f"shift~tranche:{tranches['Ateliers du Canal'].pk}~28"
    client.post(reverse("office:cash:save-scenario"), {"try": tried, "name": "Canal +4"})
    page = words(client.get(reverse("office:cash:compare")))
    assert "W21 (24–30 May) W18 (3–9 May)" in page
    assert "€38,412.60 €31,900.00" in page


def test_the_balances_of_the_workbook_are_formulas_over_its_lines(
    cast: Cast, tranches: dict[str, Tranche]
) -> None:
    content = signed_in(cast.nadia).get(reverse("office:cash:workbook")).content
    cash = read_workbook(content).records
    assert (cash.rows[0].cells[0], cash.rows[0].cells[6]) == ("Balance of the bank", Decimal("214880.12"))
    named = {row.cells[0]: row.cells for row in cash.rows}
    assert named["W21"][6] == Decimal("-38412.6")


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_paper_is_one_page_on_its_side(cast: Cast, tranches: dict[str, Tranche], language: str) -> None:
    content = signed_in(cast.nadia, language).get(reverse("office:cash:paper")).content
    assert content.startswith(b"%PDF")
    assert page_count(content) == 1


def test_the_page_takes_the_same_queries_whatever_there_is(
    cast: Cast, tranches: dict[str, Tranche], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.nadia)
    client.get(CASH)
    with django_assert_num_queries(23):
        client.get(CASH)


def test_whoever_only_reads_sees_no_way_to_change(cast: Cast, tranches: dict[str, Tranche]) -> None:
    assert signed_in(cast.bastien).get(CASH).status_code in (403, 404)
    assert signed_in(cast.solange).get(CASH).status_code == 200
