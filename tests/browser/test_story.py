"""A morning at the house, from signing in to signing out, at a desk and on a telephone."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.models import Contact
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.browser.witness import Witness
from tests.cast import AT, PASSWORD, Cast

pytestmark = IN_A_BROWSER

CARDS: Final = """\
BEGIN:VCARD
VERSION:4.0
N:Lambiotte;Célestine;;;
FN:Célestine Lambiotte
EMAIL;TYPE=work:celestine@mosane.example
TEL;TYPE=cell:+32 470 12 34 56
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Vandersmissen;Joris;;;
FN:Joris Vandersmissen
EMAIL:joris@schelde.example
END:VCARD
"""


def known_person(by: User, first_name: str, last_name: str, **values: Any) -> Contact:
    card = {"kind": "person", "first_name": first_name, "last_name": last_name, **values}
    return create_contact(values=card, by=by, at=AT)


def open_menu(page: Page) -> None:
    page.locator("summary.ava").click()


def go_to_people(page: Page) -> None:
    page.locator('nav.slices a[href="/people/"]').click()
    expect(page).to_have_url(re.compile(r"/people/$"))


def sign_in(page: Page, user: User, *, secret: str) -> None:
    page.goto("/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    counter = max(yield_hotp_counters_from_time())  # of the codes that hold now, the one that holds longest
    page.locator("[name=code]").fill(format_hotp_value(hotp_value(secret, counter)))
    page.locator("main button.pri").click()
    expect(page).to_have_url(re.compile(r"^http://[^/]+/$"))


def switch_language(page: Page, code: str, name: str, *, width: int) -> None:
    if width == DESKTOP:
        page.locator(f".bar .lang button[value={code}]").click()
    else:
        open_menu(page)
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", f"{code}-BE")


def find(page: Page, words: str, *, width: int) -> None:
    """Type into the palette and open what it puts first."""
    if width == DESKTOP:
        page.keyboard.press("Control+k")
    else:
        page.locator(".bar button.only-phone").click()
    expect(page.locator("dialog#palette")).to_be_visible()
    page.locator("dialog#palette input").fill(words)


def two_steps(user: User) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_morning_from_signing_in_to_signing_out(
    width: int, page_at: PageAt, cast: Cast, tmp_path: Path, witness: Witness
) -> None:
    elise = known_person(cast.nadia, "Élise", "Thonon", skills=["camera"])
    bruno = known_person(cast.nadia, "Bruno", "Lambinon", emails=[{"label": "", "value": "bruno@orval.example"}])
    known_person(cast.nadia, "Bruno", "Lambinnon", phones=[{"label": "", "value": "+32470998877"}])
    page = page_at(width)

    # Two steps at the door.
    sign_in(page, cast.nadia, secret=two_steps(cast.nadia))
    first_tab = page.locator("nav.rail a.tab").first
    expect(first_tab).to_have_text("Matin")

    # Dutch, and back.
    switch_language(page, "nl", "Nederlands", width=width)
    expect(first_tab).to_have_text("Ochtend")
    switch_language(page, "fr", "Français", width=width)
    expect(first_tab).to_have_text("Matin")

    # Somebody whose name one does not quite remember.
    find(page, "elise tonon", width=width)
    option = page.locator("dialog#palette [role=option]").filter(has_text="Élise Thonon")
    expect(option).to_have_attribute("aria-selected", "true")
    if width == DESKTOP:
        page.keyboard.press("Enter")
    else:
        option.tap()
    expect(page).to_have_url(re.compile(f"/people/{elise.pk}$"))
    expect(page.locator("h1")).to_have_text("Élise Thonon")

    # Two cards from somebody's telephone.
    file = tmp_path / "equipe.vcf"
    file.write_text(CARDS)
    go_to_people(page)
    page.locator('main a[href="/people/import"]').first.click()
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main button.pri").click()
    preview = page.locator("main table.mapping").last
    expect(preview).to_contain_text("Célestine Lambiotte")
    expect(preview).to_contain_text("joris@schelde.example")
    assert not Contact.objects.filter(last_name="Lambiotte").exists()
    page.locator("main button[name=import]").click()
    expect(page.locator("h1")).to_contain_text("2")
    assert Contact.objects.filter(last_name__in=["Lambiotte", "Vandersmissen"]).count() == 2

    # Two cards of one person become one, and two again.
    go_to_people(page)
    page.locator('main a[href="/people/duplicates"]').click()
    page.locator('main a[href^="/people/merge/"]').first.click()
    page.locator("main button.pri").click()
    toast = page.locator("#toasts .toast")
    expect(toast).to_contain_text("Lambin")
    assert Contact.objects.filter(first_name="Bruno").count() == 1
    toast.get_by_role("button", name="Annuler").click()
    expect(page.locator("#toasts .toast")).to_be_visible()
    assert set(Contact.objects.filter(first_name="Bruno").values_list("last_name", flat=True)) == {
        "Lambinon",
        "Lambinnon",
    }

    # The same card open twice: the second to save sees what the first one wrote.
    page.goto(f"/people/{bruno.pk}/edit")
    beside = page.context.new_page()
    beside.goto(f"/people/{bruno.pk}/edit")
    beside.locator("[name=notes]").fill("Rappeler après dix heures.")
    beside.locator("main button.pri").click()
    expect(beside).to_have_url(re.compile(f"/people/{bruno.pk}$"))
    witness.foresee(f"409 POST {page.url}")
    page.locator("[name=notes]").fill("Préfère le train.")
    page.locator("main button.pri").click()
    compared = page.locator("table.compare tbody tr")
    expect(compared).to_have_count(1)
    expect(compared).to_contain_text("Rappeler après dix heures.")
    expect(compared).to_contain_text("Préfère le train.")
    bruno.refresh_from_db()
    assert bruno.notes == "Rappeler après dix heures."
    compared.locator("input[value=mine]").check()
    page.locator("main button.pri").click()
    expect(page).to_have_url(re.compile(f"/people/{bruno.pk}$"))
    bruno.refresh_from_db()
    assert bruno.notes == "Préfère le train."

    # Out.
    open_menu(page)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(re.compile("/account/login/"))
    page.goto(f"/people/{bruno.pk}")
    expect(page).to_have_url(re.compile("/account/login/"))
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {
        "foundation.accounts.signed-in",
        "foundation.people.contacts-imported",
        "foundation.people.contacts-merged",
        "foundation.people.merge-undone",
    } <= kinds
