"""The curve of the cash in a browser: another scenario at once, the table twin by its key, a week by a click."""

import pytest
from playwright.sync_api import expect

from coulisse.desks.office.cashflow.actions.scenarios import save_scenario
from coulisse.desks.office.financing.models import Tranche
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.cast import AT, Cast
from tests.desks.office.cashflow.drache import cash_of_la_drache

pytestmark = IN_A_BROWSER
CASH = "/office/cash/"


@pytest.fixture
def tranches(cast: Cast) -> dict[str, Tranche]:
    found = cash_of_la_drache(cast)
    for name, source in (
        ("Canal : +4 semaines", "Ateliers du Canal"),
        ("Tax Shelter : +4 semaines", "Tax Shelter"),
    ):
        changes = [{"do": "shift", "key": f"tranche:{found[source].pk}", "days": 28}]
        save_scenario(production=cast.drache, name=name, changes=changes, by=cast.nadia, at=AT)
    return found


def test_a_scenario_names_the_new_first_negative_week_at_once(
    page_at: PageAt, cast: Cast, tranches: dict[str, Tranche]
) -> None:
    page = page_at(DESKTOP, user=cast.nadia)
    page.goto(CASH)
    finding = page.locator(".curve.wide .finding")
    expect(finding).to_have_text(["S21, première semaine négative", "−38 412,60 €"])
    assert findings(page) == []

    page.evaluate("window.stayed = true")
    page.locator(".scenarios a", has_text="Canal").click()
    expect(finding).to_have_text(["S18, première semaine négative", "−31 900,00 €"])
    expect(page.locator("h1")).to_have_text("La caisse tient sept semaines")
    expect(page.locator("#cash-said")).to_contain_text("S18 (3–9 mai)")
    expect(page.locator(".scenarios a", has_text="Canal")).to_be_focused()
    assert page.evaluate("window.stayed") is True, "the page was not loaded again"
    assert findings(page) == []

    page.locator(".scenarios a", has_text="Tax Shelter").press("Enter")
    expect(finding).to_have_text(["S21, première semaine négative", "−38 412,60 €"])
    expect(page.locator("#hole .note")).to_contain_text("295 500,00")
    page.go_back()
    expect(finding.first).to_have_text("S18, première semaine négative")


def test_the_table_twin_and_the_lines_of_a_week_open_by_key(
    page_at: PageAt, cast: Cast, tranches: dict[str, Tranche]
) -> None:
    page = page_at(DESKTOP, user=cast.nadia)
    page.goto(CASH)
    page.keyboard.press("t")
    rows = page.locator("#twin tbody tr")
    expect(rows).to_have_count(15)
    expect(rows.nth(10)).to_contain_text("−38 412,60")
    page.locator("#twin a", has_text="S21").press("Enter")
    expect(page.locator("#lines-title")).to_be_focused()
    expect(page.locator("#lines")).to_contain_text("Postproduction image, acompte")
    assert findings(page) == []

    page.locator("#lines .sims a", has_text="2 × 50").click()
    expect(page.locator("h1")).to_contain_text("La caisse tient")
    expect(page.locator(".tried")).to_contain_text("Postproduction image, acompte")
    page.locator(".tried [name=name]").fill("Acompte en deux fois")
    page.locator(".tried button").click()
    expect(page.locator(".scenarios [aria-current]")).to_have_text("Acompte en deux fois")


def test_on_a_telephone_the_curve_is_read_without_scrolling_sideways(
    page_at: PageAt, cast: Cast, tranches: dict[str, Tranche]
) -> None:
    page = page_at(PHONE, user=cast.nadia)
    page.goto(CASH)
    expect(page.locator(".curve.small .finding").first).to_have_text("S21, première négative")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.locator(".scenarios a", has_text="Canal").tap()
    expect(page.locator(".curve.small .finding").first).to_have_text("S18, première négative")
    assert findings(page) == []
