"""The queue of approvals at a desk and on a telephone; the client approves by a link, without an account."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coulisse.desks.community.approving.actions import inviting
from coulisse.desks.community.approving.models import RoleDecision, Submission
from coulisse.desks.community.approving.standing import approval_of
from coulisse.engines.approval import Outcome
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.browser.witness import Witness
from tests.cast import Cast
from tests.desks.community.approving.rows import (
    Campaign,
    all_before_the_client,
    campaign,
    handed_in,
    show,
)

pytestmark = IN_A_BROWSER
HERE = "/community/approving/"


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def looks_well(page: Page) -> None:
    assert overflow(page) <= 0
    assert findings(page) == []


@pytest.fixture
def made(cast: Cast) -> Campaign:
    made = campaign(cast)
    show(cast, made.french)
    return made


@pytest.fixture
def row(cast: Cast, made: Campaign) -> Submission:
    return handed_in(cast, made, at=timezone.now() - timedelta(hours=1))


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_role_answers_its_queue_by_keyboard_or_thumb(
    page_at: PageAt, row: Submission, made: Campaign, witness: Witness, width: int
) -> None:
    witness.foresee("422 POST")
    page = page_at(width, user=made.wannes)
    page.goto(f"{HERE}queue")
    looks_well(page)
    page.get_by_role("link", name="Cap Sambre, les passes").click()
    expect(page.locator("#decide")).to_be_visible()
    looks_well(page)
    # What this role answers for is marked; the money is not its own.
    assert page.locator(".apub.mine p.my").count() == 2
    assert not page.get_by_text("Namur + 50 km").is_visible()

    page.locator("button[value=refused]").click()
    expect(page.locator(".problems")).to_be_visible()
    assert not RoleDecision.objects.exists(), "whoever refuses says why"
    page.locator("textarea[name=reason]").fill("Kassa, niet kas")
    page.locator("button[value=refused]").click()
    page.wait_for_url(f"**{HERE}{row.pk}")
    assert RoleDecision.objects.get().reason == "Kassa, niet kas"
    expect(page.locator(".abar .is-refused")).to_contain_text("Kassa, niet kas")
    looks_well(page)

    # Another word of the same role lifts it: taken back, then approved, by one key on a keyboard.
    page.goto(f"{HERE}{row.pk}/as/writer")
    page.locator("button[value=withdrawn]").click()
    page.wait_for_url(f"**{HERE}{row.pk}")
    page.goto(f"{HERE}{row.pk}/as/writer")
    if width == DESKTOP:
        page.keyboard.press("a")
    else:
        page.locator("button[value=approved]").click()
    page.wait_for_url(f"**{HERE}{row.pk}")
    expect(page.locator(".abar .is-approved")).to_have_count(1)
    assert list(RoleDecision.objects.values_list("verdict", flat=True)) == ["refused", "withdrawn", "approved"]


def test_the_client_approves_on_a_telephone_without_an_account(
    page_at: PageAt, cast: Cast, row: Submission, made: Campaign, witness: Witness
) -> None:
    witness.foresee("422 POST")
    all_before_the_client(row, made)
    seat = row.guests.get(role="client")
    address = inviting.lend(seat, by=cast.ines, at=timezone.now())
    page = page_at(PHONE)
    page.goto(address[address.index("/g/") :])
    looks_well(page)
    picture = page.locator(".apics img")
    expect(picture).to_have_count(1)
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.apics img').naturalWidth > 0")

    page.locator(".aguest details.more > summary").first.click()
    page.locator("button[value=refused]").click()
    expect(page.locator(".problems")).to_be_visible()
    page.locator("button[value=approved]").click()
    expect(page.locator(".note.ok")).to_be_visible()
    decision = RoleDecision.objects.get(role="client")
    assert (decision.by_name, decision.is_guest, decision.by) == ("Kaat Vermeulen", True, None)
    assert approval_of(row, at=decision.at).state.outcome is Outcome.APPROVED
    looks_well(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_pages_of_the_author_fit(
    page_at: PageAt, cast: Cast, row: Submission, made: Campaign, width: int
) -> None:
    page = page_at(width, user=cast.ines)
    step = made.route.steps.get(role="designer")
    for address in (
        f"{HERE}?production={cast.drache.pk}",
        f"{HERE}hand-in",
        f"{HERE}{row.pk}",
        f"{HERE}{row.pk}/log",
        f"{HERE}{row.pk}/change",
        f"{HERE}routes",
        f"{HERE}routes/{made.route.pk}",
        f"{HERE}steps/{step.pk}",
    ):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        assert overflow(page) <= 0, address
        assert findings(page) == [], address
