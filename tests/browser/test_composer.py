"""The composer on a desk and on a telephone: counts follow the typing, what is too long is refused and kept, a
picture is cut by its frame, and a refused picture lists every post that it is in."""

import re

import pytest
from playwright.sync_api import Page, expect

from coulisse.desks.community.publishing.models import Crop, Publication
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.browser.witness import Witness
from tests.cast import Cast
from tests.desks.community.composing.rows import a_variant, account, an_idea, picture
from tests.desks.office.rights.rows import poster

pytestmark = IN_A_BROWSER
BOTH = pytest.mark.parametrize("width", [DESKTOP, PHONE])


def open_variant(page: Page, row: Publication) -> None:
    page.goto(f"/community/composing/variants/{row.pk}")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")


@BOTH
def test_counts_follow_the_typing_and_what_is_too_long_is_refused_with_its_words_kept(
    width: int, page_at: PageAt, witness: Witness, cast: Cast
) -> None:
    witness.foresee("422 POST")
    idea = an_idea(cast)
    row = a_variant(cast, picture(cast), idea=idea)
    a_variant(cast, idea=idea, language="nl")
    page = page_at(width, user=cast.ines)
    open_variant(page, row)
    assert findings(page) == []
    text = page.locator("form[data-composer] [name=text]")
    text.fill("Été 🎬 #PleinJour")
    expect(page.locator("[data-length]")).to_have_text(re.compile(r"^16 / 300$"))
    expect(page.locator("[data-preview] .post-hashtag")).to_have_text("#PleinJour")
    expect(page.locator("[data-bytes]")).to_contain_text("21")

    text.fill("é" * 301)
    expect(page.locator("[data-findings] li.stop")).to_contain_text("301")
    page.locator("form[data-composer] .btn.pri").click()
    expect(page.locator(".problems")).to_contain_text("301")
    expect(text).to_have_value("é" * 301)

    text.fill("Les passes sont en vente : ")
    page.locator("[data-tag]").click()
    expect(text).to_have_value(re.compile(r"en vente : https://\S+utm_source=bluesky"))
    page.locator("form[data-composer] .btn.pri").click()
    expect(page.locator("#toasts .toast")).to_be_visible()
    row.refresh_from_db()
    assert row.text.startswith("Les passes sont en vente : https://")


@BOTH
def test_a_picture_is_cut_by_its_frame(width: int, page_at: PageAt, cast: Cast) -> None:
    whole = picture(cast)
    page = page_at(width, user=cast.ines)
    page.goto(f"/community/composing/media/{whole.pk}")
    assert findings(page) == []
    page.goto(f"/community/composing/media/{whole.pk}/crop")
    frame = page.locator("[data-frame]")
    expect(frame).to_be_visible()
    before = frame.bounding_box()
    page.locator("[data-crop=part]").fill("50")
    page.locator("[data-crop=across]").fill("100")
    after = frame.bounding_box()
    assert before is not None and after is not None
    assert after["width"] < before["width"] and after["x"] > before["x"]
    assert findings(page) == []
    page.locator("form[data-cutting] .btn.pri").click()
    expect(page.locator("h1")).to_contain_text("1:1")
    made = Crop.objects.get()
    assert (made.left, made.width, made.height) == (100, 60, 60)


@BOTH
def test_arming_a_refused_picture_lists_every_post_that_it_is_in(width: int, page_at: PageAt, cast: Cast) -> None:
    visual, _crop, _volunteer = poster(cast)
    document = picture(cast, work=visual)
    picture(cast, "quai.png", color=3)
    on = account(cast)
    posts = [a_variant(cast, document, on=on, idea=an_idea(cast)) for _number in range(6)]
    page = page_at(width, user=cast.ines)
    page.goto(f"/community/publishing/{posts[0].pk}")
    page.locator("button[value=arm]").click()
    expect(page).to_have_url(re.compile(r"/refused$"))
    expect(page.locator("input[name=publications]")).to_have_count(6)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert findings(page) == []
    assert Publication.objects.filter(state=Publication.State.DRAFT).count() == 6


def test_a_file_that_is_chosen_brings_what_is_usually_said_of_it(page_at: PageAt, cast: Cast) -> None:
    document = picture(cast)
    a_variant(cast, document)
    row = a_variant(cast)
    page = page_at(DESKTOP, user=cast.ines)
    open_variant(page, row)
    page.locator("[name=file_1]").select_option(str(document.pk))
    expect(page.locator("[name=alt_1]")).to_have_value(document.title)
