"""The call log by two clicks, and the form of the public as anybody meets it, on a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from coulisse.desks.audience.intake import topic_sets
from coulisse.desks.audience.intake.calls.models import Call
from coulisse.desks.audience.intake.forms_public import forms as forms_module
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.actions import writer_for
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.cast import AT, Cast
from tests.desks.audience.intake.forms_public.forming import a_form

pytestmark = IN_A_BROWSER

COUNT_CLICKS = """() => {
  const kept = sessionStorage.getItem('clicks');
  sessionStorage.setItem('clicks', String(Number(kept || 0)));
  document.addEventListener('pointerdown', () => {
    sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks')) + 1));
  }, true);
}"""


def test_a_call_takes_two_clicks_and_the_keyboard(page_at: PageAt, cast: Cast) -> None:
    topic_sets.bring_shipped()
    known = writer_for(name="Paul Wauters", phone="0470 12 34 56", at=AT)
    page = page_at(DESKTOP, user=cast.marc_olivier)
    page.add_init_script(f"({COUNT_CLICKS})()")
    page.goto("/audience/people/")
    page.get_by_role("link", name="Noter un appel").click()
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("waut")
    option = page.get_by_role("option", name=re.compile("Paul Wauters"))
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#id_phone")).to_have_value("0470 12 34 56")
    page.locator(".chips label").first.click()
    page.locator("#id_text").focus()
    page.keyboard.type("Les sous-titres étaient en retard hier soir")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/audience/inbox/"))
    assert page.evaluate("sessionStorage.getItem('clicks')") == "2"
    call = Call.objects.get()
    assert call.conversation.writer == known
    assert call.conversation.topic is not None


def test_the_letter_t_opens_the_call_from_any_page(page_at: PageAt, cast: Cast) -> None:
    page = page_at(DESKTOP, user=cast.marc_olivier)
    page.goto("/audience/people/")
    page.keyboard.press("t")
    page.wait_for_url(re.compile("/audience/channels/calls/new/"))


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_form_of_the_public_is_clean_for_everybody(page_at: PageAt, cast: Cast, language: str) -> None:
    form = a_form(
        cast, asks=dict.fromkeys(("name", "email", "phone", "postal", "subject", "moment", "files"), "must")
    )
    page = page_at(PHONE)
    page.goto(f"/audience/channels/forms/{form.slug}/?lang={language}")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_somebody_writes_from_a_telephone(page_at: PageAt, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_module, "SOONEST", 0)
    form = a_form(cast)
    page = page_at(PHONE)
    _write(page, form.slug)
    assert Conversation.objects.get().reference in page.locator("main").inner_text()
    assert findings(page) == []


def _write(page: Page, slug: str) -> None:
    page.goto(f"/audience/channels/forms/{slug}/")
    page.locator("#id_text").fill("Pourquoi pas d’avertissement ?")
    page.locator("#id_email").fill("lea@public.example")
    page.get_by_role("button", name="Envoyer le message").click()
    page.wait_for_url(re.compile("/thanks/"))
