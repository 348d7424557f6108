"""Yesterday’s spending by the keyboard: J, K walk, V validates, R asks why; a telephone does it by touch."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.spending.actions.expenses import validate
from coulisse.desks.office.spending.models import Expense
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.cast import AT, Cast
from tests.desks.office.spending.rows import ticket

pytestmark = IN_A_BROWSER


@pytest.fixture
def tickets(cast: Cast) -> list[Expense]:
    """Three that wait, the last of which was posted before as n° 0311."""
    known = ticket(cast, "Station Marche-en-Famenne", 6140, number=311, day=date(2027, 3, 12))
    validate(expense=known, by=cast.nadia, at=AT)
    return [
        ticket(cast, "Brico Marche", 18240),
        ticket(cast, "Locason Namur", 9857),
        ticket(cast, "Station-service Marche-en-Famenne", 6140),
    ]


def at_row(page: Page) -> str:
    return page.locator("#tickets tr.at .row-link").inner_text()


def states() -> list[str]:
    return list(Expense.objects.exclude(number=311).order_by("number").values_list("state", flat=True))


def test_a_morning_without_a_mouse(page_at: PageAt, cast: Cast, tickets: list[Expense]) -> None:
    page = page_at(DESKTOP, user=cast.nadia)
    page.goto("/office/spending/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert at_row(page) == "Locason Namur"
    page.keyboard.press("k")
    assert at_row(page) == "Brico Marche"

    page.keyboard.press("v")
    expect(page.locator("#toasts .toast")).to_contain_text("0312")
    expect(page.locator("#tickets tbody tr")).to_have_count(2)
    assert at_row(page) == "Locason Namur", "the cursor stands where the decided row stood"
    page.keyboard.press("v")
    expect(page.locator("#tickets tbody tr")).to_have_count(1)
    assert states() == ["posted", "posted", "to-validate"]

    page.keyboard.press("r")
    dialog = page.locator("dialog#refuse")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Motif")).to_have_value("Doublon du n°\u00a00311")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert states()[-1] == "to-validate", "nothing is refused without the reason being sent"
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("#tickets")).to_have_count(0)
    refused = Expense.objects.get(pk=tickets[2].pk)
    assert (refused.state, refused.reason) == ("refused", "Doublon du n°\u00a00311")
    assert Posting.objects.count() == 3

    page.keyboard.press("Control+z")
    expect(page.locator("#tickets tbody tr")).to_have_count(1)
    assert states()[-1] == "to-validate"


def test_the_letters_rest_while_one_writes(page_at: PageAt, cast: Cast, tickets: list[Expense]) -> None:
    page = page_at(DESKTOP, user=cast.nadia)
    page.goto("/office/spending/")
    page.keyboard.press("r")
    page.get_by_label("Motif").fill("vrr")
    page.keyboard.type("v")
    expect(page.get_by_label("Motif")).to_have_value("vrrv")
    assert states() == ["to-validate"] * 3


def test_on_a_telephone_it_is_done_by_touch(page_at: PageAt, cast: Cast, tickets: list[Expense]) -> None:
    page = page_at(PHONE, user=cast.nadia)
    page.goto("/office/spending/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    row = page.locator(f"#ticket-{tickets[0].pk}")
    expect(row).to_contain_text("182,40")
    row.get_by_role("button", name="Valider le n°\u00a00312").tap()
    expect(page.locator("#tickets tbody tr")).to_have_count(2)
    page.locator(f"#ticket-{tickets[2].pk} [data-refuse]").tap()
    page.locator("dialog#refuse").get_by_role("button", name="Refuser").tap()
    expect(page.locator("#tickets tbody tr")).to_have_count(1)
    assert states() == ["posted", "to-validate", "refused"]
