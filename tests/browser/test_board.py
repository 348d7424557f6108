"""The board in a browser: dragged with the mouse, moved with the keys, taken back, shared with somebody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from coulisse.desks.floor.schedule.actions.strips import move
from coulisse.desks.floor.schedule.models import Strip
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.browser.witness import Witness
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache, permit_missing, shoot

pytestmark = IN_A_BROWSER


@pytest.fixture
def drache(cast: Cast) -> Drache:
    return shoot(cast)


@pytest.fixture
def page(page_at: PageAt, cast: Cast, drache: Drache) -> Iterator[Page]:
    """The approved board, at a desk; left before the house is emptied, for it asks for news every two seconds."""
    page = page_at(DESKTOP, user=cast.bastien)
    page.goto("/floor/schedule/")
    yield page
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")


def strip(page: Page, drache: Drache, scene: str) -> Locator:
    return page.locator(f"#strip-{drache.strip(drache.v8, scene).pk}")


def scenes(page: Page, drache: Drache, day: int) -> Locator:
    return page.locator(f"#day-{drache.day(drache.v8, day).pk} .strip .no")


def drag(page: Page, what: Locator, onto: Locator) -> None:
    # In the middle: near its edges the board rolls along under the pointer.
    onto.evaluate("(row) => row.scrollIntoView({ block: 'center' })")
    start, end = what.bounding_box(), onto.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + 60, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 4, steps=15)
    page.mouse.up()


def test_a_strip_is_dragged_a_red_light_appears_and_undo_puts_it_back(
    page: Page, drache: Drache, cast: Cast
) -> None:
    """Adèle has no permit from 18 March: her scene may go to the 17th, and is red on the 19th."""
    permit_missing(drache)
    drag(page, strip(page, drache, "43"), strip(page, drache, "34"))
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "43", "34"])
    expect(page.locator("#toasts .toast")).to_contain_text("J15")
    assert drache.numbers(drache.v8, 15) == ["27", "28", "33A", "43", "34"]
    drag(page, strip(page, drache, "43"), strip(page, drache, "38"))
    red = strip(page, drache, "43")
    expect(red).to_have_class("strip ej bad sel")
    expect(red.locator(".c3 b")).to_have_text("3")
    expect(page.locator(f"#day-{drache.day(drache.v8, 17).pk} .dayend .al")).to_contain_text("Aminata Sarr")
    page.keyboard.press("Control+z")
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "43", "34"])
    expect(strip(page, drache, "43").locator(".c3 b")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(scenes(page, drache, 16)).to_have_text(["41", "42", "43"])
    assert drache.numbers(drache.v8, 16) == ["41", "42", "43"]
    page.keyboard.press("Control+Shift+z")
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "43", "34"])


def test_several_strips_are_chosen_and_dragged_together(page: Page, drache: Drache) -> None:
    strip(page, drache, "41").locator(".syn").click()
    strip(page, drache, "43").locator(".syn").click(modifiers=["Shift"])
    expect(page.locator(".strip.sel")).to_have_count(3)
    strip(page, drache, "42").locator(".syn").click(modifiers=["Control"])
    expect(page.locator(".strip.sel")).to_have_count(2)
    drag(page, strip(page, drache, "41"), strip(page, drache, "28"))
    expect(scenes(page, drache, 15)).to_have_text(["27", "41", "43", "28", "33A", "34"])
    expect(scenes(page, drache, 16)).to_have_text(["42"])


def test_the_board_without_a_mouse(page: Page, drache: Drache) -> None:
    strip(page, drache, "41").locator(".syn").click()
    page.keyboard.press("ArrowDown")
    expect(strip(page, drache, "42")).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".strip.sel")).to_have_count(2)
    page.keyboard.press("Control+x")
    expect(page.locator(".strip.cut")).to_have_count(2)
    for _step in range(4):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+v")
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "42", "43", "34"])
    page.keyboard.press("Alt+ArrowDown")
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "34", "42", "43"])
    page.keyboard.press("Alt+ArrowDown")
    expect(scenes(page, drache, 16)).to_have_text(["42", "43", "41"])
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "34"])


def test_enter_opens_the_inspector_and_escape_comes_back(page: Page, drache: Drache) -> None:
    chosen = strip(page, drache, "27")
    chosen.locator(".syn").click()
    pane = page.get_by_role("complementary")
    expect(pane.locator("h2")).to_contain_text("27")
    page.keyboard.press("Enter")
    expect(pane).to_be_focused()
    page.keyboard.press("Escape")
    expect(chosen).to_be_focused()


def test_what_somebody_else_moves_arrives_by_itself(page: Page, drache: Drache, cast: Cast) -> None:
    expect(scenes(page, drache, 16)).to_have_text(["41", "42", "43"])
    move(
        board=drache.v8,
        strips=[drache.strip(drache.v8, "41").pk],
        day=drache.day(drache.v8, 15).pk,
        by=cast.solange,
        at=AT,
    )
    expect(scenes(page, drache, 16)).to_have_text(["42", "43"])
    expect(page.locator("#toasts .toast")).to_contain_text("Solange De Backer")


def test_a_move_that_comes_too_late_is_compared_and_may_be_made_again(
    page: Page, drache: Drache, cast: Cast, witness: Witness
) -> None:
    witness.foresee("409 POST")
    page.route("**/changes?*", lambda route: route.abort())
    witness.foresee("net::ERR_FAILED")
    move(
        board=drache.v8,
        strips=[drache.strip(drache.v8, "41").pk],
        day=drache.day(drache.v8, 3).pk,
        by=cast.solange,
        at=AT,
    )
    drag(page, strip(page, drache, "41"), strip(page, drache, "34"))
    note = page.locator("[data-notes] .note.warn")
    expect(note).to_contain_text("Solange De Backer")
    expect(note).to_contain_text("J3")
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "34"])
    note.get_by_role("button").last.click()
    expect(scenes(page, drache, 15)).to_have_text(["27", "28", "33A", "41", "34"])
    assert Strip.objects.get(pk=drache.strip(drache.v8, "41").pk).day == drache.day(drache.v8, 15)


def test_the_filter_shows_the_scenes_of_a_role(page: Page, drache: Drache) -> None:
    page.keyboard.press("/")
    page.get_by_label("Décor, séquence ou mots").fill("croisette")
    expect(page.locator(".strip:visible .no")).to_have_text(["27"])
    page.locator("[data-filters] [type=reset]").click()
    page.locator("[data-filters] select").select_option(str(drache.roles[3].pk))
    expect(page.locator(".strip:visible .no")).to_have_text(["41", "42", "43", "66", "67", "76", "77"])


def test_on_the_phone_a_strip_is_moved_from_its_sheet(page_at: PageAt, drache: Drache, cast: Cast) -> None:
    page = page_at(PHONE, user=cast.bastien)
    page.goto("/floor/schedule/")
    strip(page, drache, "27").tap()
    sheet = page.get_by_role("complementary")
    expect(sheet.locator("h2")).to_contain_text("27")
    sheet.locator("[name=day]").select_option("reserve")
    sheet.locator("[data-move-form] button").tap()
    expect(page.locator("[data-day=reserve] .strip .no")).to_have_text(["32", "33", "40", "53", "27"])


def test_without_a_script_the_inspector_s_form_moves_the_strip(
    page_at: PageAt, drache: Drache, cast: Cast
) -> None:
    page = page_at(DESKTOP, user=cast.bastien)
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/floor/schedule/")
    strip(page, drache, "41").locator(".no a").click()
    expect(page.get_by_role("complementary").locator("h2")).to_contain_text("41")
    page.locator("[data-move-form] [name=day]").select_option("reserve")
    page.locator("[data-move-form] button").click()
    expect(page.locator("[data-day=reserve] .strip .no")).to_have_text(["32", "33", "40", "53", "41"])
