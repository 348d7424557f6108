"""The house without a mouse: the keys of its help page do what it says, and rest where one writes."""

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from coulisse.foundation.people.actions.contacts import create_contact
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.cast import AT, Cast

pytestmark = IN_A_BROWSER

OUTLINE: Final = "() => getComputedStyle(document.activeElement).outlineStyle"
DESKS: Final = [
    ("a", "/office/budget/begin"),
    ("p", "/floor/schedule/"),
    ("u", r"/audience/inbox/\?production=\d+"),
    ("c", r"/community/calendar/\?production=\d+"),
]


@pytest.fixture
def page(page_at: PageAt, cast: Cast) -> Page:
    """The contacts of the house, three of them, at a desk."""
    for name in ("Albert", "Babette", "Corneel"):
        card = {"kind": "person", "first_name": name, "last_name": "Maes"}
        create_contact(values=card, by=cast.nadia, at=AT)
    page = page_at(DESKTOP, user=cast.odile)
    page.goto("/people/")
    return page


def at_row(page: Page) -> str:
    return page.locator("main tr.at .row-link").inner_text()


def test_the_question_mark_opens_the_list_of_keys_and_escape_closes_it(page: Page) -> None:
    page.keyboard.press("?")
    keys = page.locator("dialog#keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_role("heading", name="Clavier")).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_g_and_a_letter_go_to_each_desk_and_back_to_the_morning(page: Page) -> None:
    for letter, address in DESKS:
        page.keyboard.press("g")
        page.keyboard.press(letter)
        expect(page).to_have_url(re.compile(f"{address}$"))
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("nav.rail a.tab.matin")).to_have_attribute("aria-current", "page")


def test_j_and_k_walk_the_rows_and_enter_opens_one(page: Page) -> None:
    page.keyboard.press("j")
    first = at_row(page)
    page.keyboard.press("j")
    second = at_row(page)
    assert first != second
    page.keyboard.press("k")
    assert at_row(page) == first
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(second)


def test_single_letters_rest_in_a_field(page: Page) -> None:
    field = page.locator("[name=q]")
    field.focus()
    page.keyboard.type("gpjk?")
    expect(field).to_have_value("gpjk?")
    expect(page).to_have_url(re.compile("/people/$"))
    expect(page.locator("dialog#keys")).to_be_hidden()
    expect(page.locator("main tr.at")).to_have_count(0)


def test_single_letters_rest_for_whoever_switched_them_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("main tr.at")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator("dialog#palette")).to_be_visible()


def test_the_palette_is_walked_by_arrows_and_left_by_escape(page: Page) -> None:
    page.keyboard.press("Control+k")
    field = page.locator("dialog#palette input")
    expect(field).to_be_focused()
    chosen = page.locator("dialog#palette [role=option][aria-selected=true]")
    before = chosen.inner_text()
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_count(1)
    expect(chosen).not_to_have_text(before)
    page.keyboard.press("Escape")
    expect(page.locator("dialog#palette")).to_be_hidden()


def test_the_first_stop_of_tab_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main#content")).to_be_focused()


@pytest.mark.parametrize("address", ["/", "/people/", "/people/add"])
def test_every_stop_of_tab_shows_where_it_stands(address: str, page: Page) -> None:
    page.goto(address)
    unseen = []
    for _stop in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if page.evaluate(OUTLINE) == "none":
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page) -> None:
    menu = page.locator("summary.ava")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_hidden()
    expect(menu).to_be_focused()


def test_targets_are_large_enough_for_a_thumb(page_at: PageAt, cast: Cast) -> None:
    """What a thumb goes to most: the five tabs, the bar, the buttons of a page."""
    page = page_at(PHONE, user=cast.nadia)
    page.goto("/people/")
    for selector in ("nav.rail a.tab", ".bar summary.ava", ".bar button.only-phone", "main a.btn.pri"):
        for box in [one.bounding_box() for one in page.locator(selector).all()]:
            assert box is not None
            assert min(box["width"], box["height"]) >= 44, (selector, box)
