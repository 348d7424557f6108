"""The quiz of the bell in the browser: whoever leads presses keys, a telephone answers; both fit their screens."""

import re

import pytest
from playwright.sync_api import Page, expect

from coulisse.desks.community.animation.actions import running, settling
from coulisse.desks.community.animation.models import Animation, GameQuestion, Given
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.cast import Cast
from tests.desks.community.animation.scene import LIVE, a_player, a_quiz, an_open_quiz

pytestmark = IN_A_BROWSER


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def fits(page: Page) -> None:
    assert overflow(page) <= 0, page.url
    assert findings(page) == [], page.url


def join(page: Page, row: Animation, name: str) -> None:
    page.goto(f"/community/play/{row.slug}/?lang=fr")
    expect(page.locator("h1")).to_have_text(re.compile("cloche"))
    fits(page)
    page.locator("[name=pseudonym]").fill(name)
    page.locator("[name=birth_year]").fill("1990")
    page.locator("[name=guess]").fill("2 400")
    page.locator("[name=accepts_rules]").check()
    page.locator("form.form .btn.pri").click()
    expect(page.locator("[data-stage=wait]")).to_be_visible()


def test_a_key_releases_and_a_telephone_answers(page_at: PageAt, cast: Cast) -> None:
    row = an_open_quiz(cast)
    telephone = page_at(PHONE)
    join(telephone, row, "Halage")
    host = page_at(DESKTOP, user=cast.ines)
    host.goto(f"/community/animation/{row.pk}/live")
    fits(host)

    host.keyboard.press("Space")
    expect(host.locator(".btn.stop[data-space]")).to_be_visible()
    asked = telephone.locator("[data-stage=open]")
    expect(asked).to_be_visible()
    expect(asked.locator("h2")).to_have_text(re.compile("pendait"))
    expect(asked.locator(".countdown")).to_have_text(re.compile(r"^\d+ s$"))
    fits(telephone)
    asked.locator(".answer").first.click()
    expect(telephone.locator(".ok-line")).to_be_visible()
    assert Given.objects.get().choices == [0]

    host.keyboard.press("Space")
    expect(telephone.locator("[data-stage=closed] .right.chosen")).to_be_visible()
    expect(telephone.locator(".place")).to_have_text(re.compile("1"))
    fits(telephone)
    expect(host.locator(".host-ranking tbody tr").first).to_contain_text("Halage")
    expect(host.locator('[data-number="2"]')).to_be_enabled()  # the page that follows the closing is there
    host.wait_for_load_state()
    host.keyboard.press("2")
    expect(telephone.locator("[data-stage=open] h2")).to_have_text(re.compile("dernier"))
    assert GameQuestion.objects.filter(animation=row, opens_at__isnull=False).count() == 2
    fits(host)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_pages_fit(page_at: PageAt, cast: Cast, width: int) -> None:
    row = an_open_quiz(cast)
    a_player(row, "Cloche du soir")
    a_quiz(cast, slug="brouillon", ways={"fr": "Partagez la publication.", "nl": "Vul in."})
    draft = Animation.objects.get(slug="brouillon")
    page = page_at(width, user=cast.ines)
    for address in (
        f"/community/animation/?production={cast.drache.pk}",
        f"/community/animation/add?production={cast.drache.pk}",
        f"/community/animation/{draft.pk}",
        f"/community/animation/{draft.pk}/rules",
        f"/community/animation/{row.pk}",
        f"/community/animation/{row.pk}/live",
        f"/community/animation/{row.pk}/entrants",
        f"/community/animation/behind/?production={cast.drache.pk}",
    ):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        fits(page)
    running.close(animation=row, by=cast.ines, at=LIVE)
    settling.publish(animation=row, by=cast.ines, at=LIVE)
    for part in ("", "rules"):
        page.goto(f"/community/play/{row.slug}/{part}?lang=nl")
        expect(page.locator("h1")).to_be_visible()
        fits(page)
