"""Comments in a browser: by the keyboard alone, an abusive text not in the page before the click, a telephone."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.models import Comment, CommentExposure, CommentTransfer, PublicAnswer
from coulisse.house.sample.community.night import the_night
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt, Theme
from tests.cast import Cast
from tests.desks.community.moderation.rows import CRITICISM, HATE, NIGHT, PLAIN, THREAT, by_hand, rules_on, taken

pytestmark = IN_A_BROWSER
HERE = "/community/moderation/"
STATE = Comment.State


@pytest.fixture
def comments(cast: Cast) -> list[Comment]:
    """A threat, a hateful one that a rule would hide, two criticisms, a plain one; the gravest first."""
    rules_on(cast.drache, by=cast.ines)
    taken(by_hand(cast.drache), THREAT, HATE, CRITICISM, "Les sous-titres sont illisibles", PLAIN)
    return list(Comment.objects.order_by("rank", "said_at"))


def state(row: Comment) -> str:
    return Comment.objects.get(pk=row.pk).state


def leads_to(page: Page, following: Comment) -> None:
    """An act on the open comment opens this one next."""
    expect(page.locator("#open [data-next]").first).to_have_value(re.compile(rf"/{following.pk}\b"))


def shot(page: Page, name: str) -> None:
    """A picture for whoever asks for one."""
    folder = os.environ.get("COULISSE_LOOK")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_queue_by_the_keyboard_alone(page_at: PageAt, cast: Cast, comments: list[Comment]) -> None:
    threat, hate, criticism, other, _plain = comments
    page = page_at(DESKTOP, user=cast.ines)
    page.goto(f"{HERE}?production={cast.drache.pk}")
    expect(page.locator("#rows .m")).to_have_count(5)
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("#open")).to_have_attribute("data-pk", str(threat.pk))
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("#open")).to_have_attribute("data-pk", str(hate.pk))
    shot(page, "folded")
    leads_to(page, criticism)
    page.keyboard.press("h")
    expect(page.locator("#open")).to_have_attribute("data-pk", str(criticism.pk))
    assert state(hate) == STATE.BY_HAND
    leads_to(page, other)
    page.keyboard.press("t")
    expect(page.locator("#open")).to_have_attribute("data-pk", str(other.pk))
    assert CommentTransfer.objects.get().comment_id == criticism.pk
    page.keyboard.press("a")
    expect(page.locator("#open textarea[name=text]")).to_be_focused()
    page.keyboard.type("Nous vérifions avec la régie.")
    shot(page, "answer")
    page.locator("#open details[open] form").first.locator("button").click()
    expect(page.locator("#toasts .toast")).to_be_visible()
    assert PublicAnswer.objects.get().text == "Nous vérifions avec la régie."
    page.goto(f"{HERE}{other.pk}")
    page.keyboard.press("l")
    expect(page.locator("#toasts .toast")).to_be_visible()
    assert state(other) == STATE.KEPT


def test_an_abusive_text_is_not_in_the_page_before_it_is_asked_for(
    page_at: PageAt, cast: Cast, comments: list[Comment]
) -> None:
    threat = comments[0]
    page = page_at(DESKTOP, user=cast.ines)
    page.goto(f"{HERE}?production={cast.drache.pk}")
    assert "présentatrice" not in page.content()
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("#open .cover")).to_be_visible()
    assert "présentatrice" not in page.content()
    assert CommentExposure.objects.count() == 0
    page.keyboard.press("v")
    expect(page.locator(".shown-text")).to_contain_text(threat.text)
    assert CommentExposure.objects.count() == 1
    shot(page, "shown")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("#open")).to_have_attribute("data-pk", str(comments[1].pk))
    assert "présentatrice" not in page.content(), "gone with the comment"


def test_a_whole_night_grows_as_one_goes_down(page_at: PageAt, cast: Cast) -> None:
    rules_on(cast.drache, by=cast.ines)
    incoming = [one.comment for one in the_night()]
    take_in(account=by_hand(cast.drache), incoming=incoming, by=None, at=NIGHT + timedelta(hours=3))
    page = page_at(DESKTOP, user=cast.ines)
    page.goto(f"{HERE}?production={cast.drache.pk}")
    shot(page, "night")
    first = page.locator("#rows .m").count()
    page.locator("#rows .more").scroll_into_view_if_needed()
    expect(page.locator("#rows .m")).not_to_have_count(first)
    assert page.locator("#rows .m").count() > first
    page.locator("#rows .m .pick").first.check(force=True)
    expect(page.locator("#selection")).to_be_visible()


def test_a_telephone_shows_the_list_then_the_comment(page_at: PageAt, cast: Cast, comments: list[Comment]) -> None:
    page = page_at(PHONE, user=cast.ines)
    page.goto(f"{HERE}?production={cast.drache.pk}")
    shot(page, "phone-list")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#rows .m a.t").nth(2).click()
    expect(page.locator("#open .let")).to_be_visible()
    shot(page, "phone-comment")
    assert page.evaluate("window.innerWidth") == PHONE
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_it_is_accessible(page_at: PageAt, cast: Cast, comments: list[Comment], width: int, theme: Theme) -> None:
    page = page_at(width, user=cast.ines, theme=theme)
    rule = f"{HERE}rules"
    for name, address in (
        ("list", f"{HERE}?production={cast.drache.pk}"),
        ("comment", f"{HERE}{comments[2].pk}"),
        ("cover", f"{HERE}{comments[0].pk}"),
        ("rules", f"{rule}?production={cast.drache.pk}"),
        ("rule", f"{rule}/add?production={cast.drache.pk}"),
        ("charter", f"{HERE}charter?production={cast.drache.pk}"),
        ("file", f"{HERE}files/add?production={cast.drache.pk}"),
        ("paused", f"{HERE}paused?production={cast.drache.pk}"),
    ):
        page.goto(address)
        shot(page, f"{name}-{width}-{theme}")
        assert page.evaluate("window.innerWidth") == width, address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert findings(page) == [], address
