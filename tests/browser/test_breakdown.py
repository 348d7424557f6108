"""The breakdown in a browser: words of the page become elements, by mouse and by keys, and only when asked."""

import pytest
from playwright.sync_api import Locator, Page, expect

from coulisse.desks.floor.breakdown.models import Tag
from coulisse.desks.floor.script.models import Scene
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.cast import Cast
from tests.desks.floor.script.screenplays import received, scene

pytestmark = IN_A_BROWSER
MIDDLE = """(piece, word) => {
  const range = document.createRange(), at = piece.firstChild.data.indexOf(word);
  range.setStart(piece.firstChild, at);
  range.setEnd(piece.firstChild, at + word.length);
  const box = range.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.fixture
def cabin(cast: Cast) -> Scene:
    received(cast)
    return scene(cast, "34")


def choose(page: Page, piece: Locator, word: str) -> None:
    """A double click on one word of the page."""
    piece.scroll_into_view_if_needed()
    page.mouse.dblclick(*piece.evaluate(MIDDLE, word))


def states(cabin: Scene) -> dict[str, str]:
    return dict(Tag.objects.filter(scene=cabin).values_list("element__name", "state"))


def test_chosen_words_get_their_category_by_mouse_and_by_key(page_at: PageAt, cast: Cast, cabin: Scene) -> None:
    page = page_at(DESKTOP, user=cast.bastien)
    page.goto(f"/floor/breakdown/scenes/{cabin.pk}")
    choose(page, page.locator("p.action:not(.other) span").last, "ouvert")
    expect(page.locator("form.picker [data-words]")).to_have_text("ouvert")
    page.locator("form.picker button[value=note]").click()
    expect(page.locator("#cat-note a.chip")).to_have_text(["ouvert"])
    expect(page.locator("#toasts .toast")).to_contain_text("ouvert")

    page.locator(".pg").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("a")
    expect(page.locator("#cat-prop a.chip")).to_have_text(["Une"])
    assert states(cabin)["Une"] == "confirmed"
    page.keyboard.press("j")
    page.wait_for_url(f"**/scenes/{scene(cast, '35').pk}")


def test_on_a_telephone_proposals_are_read_and_answered(page_at: PageAt, cast: Cast, cabin: Scene) -> None:
    page = page_at(PHONE, user=cast.bastien)
    page.goto(f"/floor/breakdown/scenes/{cabin.pk}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    chips = page.locator("#cat-prop .chip.new")
    expect(chips).to_have_count(2)
    chips.filter(has_text="lampe à pétrole").locator("button.ok").tap()
    expect(page.locator("#cat-prop a.chip")).to_have_text(["lampe à pétrole"])
    page.locator("#cat-prop .chip.new button").last.tap()
    expect(page.locator("#cat-prop .chip.new")).to_have_count(0)
    found = states(cabin)
    assert (found["lampe à pétrole"], found["registre des crues"]) == ("confirmed", "declined")
