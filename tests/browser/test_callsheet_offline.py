"""The call sheet in a valley without network: read whole, answered once, and never an old hour for a new one."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coulisse.desks.floor.callsheets.actions import sending, validating
from coulisse.desks.floor.callsheets.models import CallSheet, Delivery
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.journal.models import Entry
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.browser.witness import Witness
from tests.cast import Cast
from tests.desks.floor.callsheets.drache import EVE, Stage, complete, stage
from tests.desks.floor.callsheets.test_actions import MORNING, rectify

pytestmark = IN_A_BROWSER
KEPT = "html[data-kept=yes]"


@pytest.fixture
def j15(cast: Cast) -> Stage:
    return stage(cast)


@pytest.fixture
def sheet(j15: Stage) -> CallSheet:
    made = complete(j15)
    revision = validating.validate(sheet=made, job="Directrice de production", by=j15.cast.solange, at=EVE)
    sending.send(revision=revision, by=j15.cast.solange, at=EVE)
    return made


@pytest.fixture
def address(j15: Stage, sheet: CallSheet) -> str:
    """Victor's own link."""
    victor = Delivery.objects.get(name="Yvan Grosjean")
    shared = sending.share(delivery=victor, by=j15.cast.bastien, at=EVE)
    return "/" + shared.address.split("/", 3)[3]


@pytest.fixture
def page(page_at: PageAt, address: str) -> Page:
    """Opened once with a network, then kept."""
    page = page_at(PHONE)
    page.goto(address)
    expect(page.locator(KEPT)).to_be_attached()
    return page


@pytest.fixture
def cut(page: Page, witness: Witness) -> Page:
    """The network is gone, and the page is opened again."""
    witness.foresee("net::ERR_INTERNET_DISCONNECTED")
    witness.foresee("net::ERR_FAILED")
    page.context.set_offline(True)
    page.reload()
    return page


def victor() -> Delivery:
    return Delivery.objects.get(name="Yvan Grosjean", revision__number=0)


def test_the_sheet_is_read_without_network_with_its_style_and_its_hours(cut: Page) -> None:
    expect(cut.locator(".call .h")).to_have_text("07:05")
    for words in ("CHU UCL Namur – site de Dinant", "Salle du Collège", "Solange De Backer"):
        expect(cut.locator("main")).to_contain_text(words)
    assert cut.locator(".call .h").evaluate("one => getComputedStyle(one).fontSize") == "72px"
    bar = cut.locator("#offline")
    expect(bar).to_be_visible()
    expect(bar).to_have_text(re.compile(r"\d\d:\d\d"))
    received = cut.locator(".kept-page").get_attribute("data-offline-words")
    expect(bar).to_contain_text(received or "—")


def test_a_receipt_pressed_without_network_leaves_once_when_it_is_back(cut: Page) -> None:
    cut.locator("[data-receipt] button").click()
    expect(cut.locator("[data-receipt] button")).to_be_disabled()
    waits = cut.locator(".kept-page").get_attribute("data-queued-words")
    expect(cut.locator("#offline")).to_contain_text(waits or "—")
    cut.reload()
    expect(cut.locator("[data-receipt] button")).to_be_disabled()
    assert victor().acknowledged_at is None
    cut.context.set_offline(False)
    expect(cut.locator(".ack .got")).to_be_visible()
    assert victor().acknowledged_at is not None
    assert Entry.objects.filter(kind="floor.callsheets.receipt-given").count() == 1
    cut.reload()
    assert Entry.objects.filter(kind="floor.callsheets.receipt-given").count() == 1


def test_with_a_network_the_newest_version_is_read_never_the_kept_one(
    page: Page, j15: Stage, sheet: CallSheet
) -> None:
    sending.send(revision=rectify(j15, sheet), by=j15.cast.solange, at=MORNING)
    page.reload()
    expect(page.locator(".steps li").first).to_contain_text("06:50")
    expect(page.locator("s.num").first).to_be_visible()


def test_a_link_taken_back_is_not_kept_either(page: Page, witness: Witness) -> None:
    GuestLink.objects.update(revoked_at=EVE)
    for words in ("410 GET", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED"):
        witness.foresee(words)
    page.reload()
    expect(page.locator(".call .h")).to_have_count(0)
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        page.reload()


def test_the_crew_reads_it_offline_too(page_at: PageAt, witness: Witness, j15: Stage, sheet: CallSheet) -> None:
    page = page_at(PHONE, user=j15.cast.bastien)
    page.goto(reverse("floor:callsheets:read", args=[sheet.pk]))
    expect(page.locator(KEPT)).to_be_attached()
    for words in ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED"):
        witness.foresee(words)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("main")).to_contain_text("CHU UCL Namur – site de Dinant")
    expect(page.locator("#offline")).to_be_visible()


def test_hours_are_typed_in_place_on_the_office_sheet(page_at: PageAt, j15: Stage) -> None:
    made = complete(j15)
    page = page_at(DESKTOP, user=j15.cast.bastien)
    page.goto(reverse("floor:callsheets:sheet", args=[made.pk]))
    page.locator("#block-hours a[hx-get]").click()
    page.locator("#block-hours input[name=pat]").fill("08:30")
    page.locator("#block-hours button.pri").click()
    expect(page.locator("#block-hours dd").nth(1)).to_have_text("08:30")
    expect(page.locator("#block-scenes tbody tr").first).to_contain_text("08:30")
    page.locator(f"#role-{j15.roles[2].pk} a[hx-get]").click()
    page.locator(f"#role-{j15.roles[2].pk} input[name=pick_up]").fill("06:50")
    page.locator(f"#role-{j15.roles[2].pk} button.pri").click()
    expect(page.locator(f"#role-{j15.roles[2].pk}")).to_contain_text("06:50 gare de Dinant")
