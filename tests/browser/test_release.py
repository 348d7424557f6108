"""A release signed with a finger on a telephone, without an account; then the poster is cleared."""

import pytest
from playwright.sync_api import Page, expect

from coulisse.desks.office.rights.models import Consent, Release
from coulisse.desks.office.rights.queries.clearing import clearance_of
from coulisse.engines.clearance import Cleared
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.browser.witness import Witness
from tests.cast import Cast
from tests.desks.office.rights.rows import person, poster, release, use

pytestmark = IN_A_BROWSER


def path(address: str) -> str:
    return address[address.index("/g/") :]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def draw(page: Page) -> None:
    canvas = page.locator("[data-signature] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 20 + 30 * step, box["y"] + (20 if step % 2 else 80))
    page.mouse.up()


def test_signing_on_a_telephone_clears_the_poster(page_at: PageAt, cast: Cast, witness: Witness) -> None:
    witness.foresee("422 POST")
    visual, crop, volunteer = poster(cast)
    asked = release(cast, volunteer, work=visual)
    page = page_at(PHONE)
    page.goto(path(asked.address))
    expect(page.locator("h1")).to_have_text("Votre image")
    assert overflow(page) <= 0
    assert findings(page) == []
    assert page.locator("input[type=checkbox]:checked").count() == 0, "nothing is ticked for them"

    page.get_by_role("button", name="Signer").click()
    expect(page.locator(".problems")).to_be_visible()
    assert not Consent.objects.filter(person=volunteer).exists()

    page.get_by_label("J’accepte d’être photographié").check()
    page.get_by_label("Promotion sur les réseaux").check()
    page.get_by_label("Votre nom").fill("Lucie Hanquet")
    page.get_by_label("J’ai lu et j’accepte").check()
    draw(page)
    page.get_by_role("button", name="Signer").click()
    expect(page.locator("h1")).to_have_text("Signé, merci")
    assert overflow(page) <= 0

    signed = Release.objects.get()
    assert signed.signed_by == "Lucie Hanquet" and signed.agreed == ["promo"] and len(signed.sha256) == 64
    assert len(signed.drawn.split(" ")) > 4
    found = clearance_of([visual.pk, crop.pk], use(on=signed.starts_on))
    assert all(isinstance(one, Cleared) for one in found.values())


def test_a_drawing_is_cleared_and_one_may_say_no(page_at: PageAt, cast: Cast) -> None:
    asked = release(cast, person(cast))
    page = page_at(PHONE)
    page.goto(path(asked.address))
    draw(page)
    assert page.locator("input[name=drawn]").input_value() != ""
    page.get_by_role("button", name="Effacer").click()
    assert page.locator("input[name=drawn]").input_value() == ""
    page.get_by_role("button", name="Je ne suis pas d’accord").click()
    expect(page.locator("h1")).to_have_text("C’est noté : vous n’êtes pas d’accord".replace(" :", "\u00a0:"))
    assert not Consent.objects.exists()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_register_s_pages_fit(page_at: PageAt, cast: Cast, width: int) -> None:
    visual, crop, volunteer = poster(cast)
    page = page_at(width, user=cast.nadia)
    for address in (
        "/office/rights/",
        f"/office/rights/works/{crop.pk}/",
        f"/office/rights/people/{volunteer.pk}/",
    ):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        assert overflow(page) <= 0, address
        assert findings(page) == [], address
    page.goto(f"/office/rights/works/{visual.pk}/")
    expect(page.locator("#verdict")).to_contain_text("Bénévole 2026")
