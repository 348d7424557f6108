"""Every page of the sample house, as its owner: it is accessible, fits a telephone, and its links answer."""

from typing import Final

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now
from playwright.sync_api import Page

from coulisse.desks.floor.callsheets.actions.preparing import prepare
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Broadcast
from tests.browser.axe import findings
from tests.browser.sample import owner_of_the_sample
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt, Theme
from tests.browser.walking import a_page_of_each_route, every_link, navigation
from tests.browser.witness import Witness
from tests.cast import PASSWORD, Cast

pytestmark = IN_A_BROWSER

MUST_BE_MET: Final = {
    "matin",
    "accounts:client",
    "accounts:list",
    "accounts:person",
    "accounts:profile",
    "accounts:welcome",
    "bookings:list",
    "companies:company",
    "companies:list",
    "documents:detail",
    "documents:list",
    "feeds:list",
    "floor:breakdown:element",
    "floor:breakdown:element_edit",
    "floor:breakdown:elements",
    "floor:breakdown:scene",
    "floor:breakdown:scenes",
    "floor:breakdown:tag_edit",
    "floor:callsheets:list",
    "floor:callsheets:sheet",
    "floor:crew:add",
    "floor:crew:add-light",
    "floor:crew:addresses",
    "floor:crew:casting",
    "floor:crew:edit",
    "floor:crew:list",
    "floor:dailies:incident",
    "floor:dailies:person",
    "floor:dailies:scene",
    "floor:dailies:today",
    "floor:dailies:unforeseen",
    "floor:reports:list",
    "floor:reports:report",
    "floor:schedule:add_day",
    "floor:schedule:board",
    "floor:schedule:compare",
    "floor:schedule:create",
    "floor:schedule:cross",
    "floor:schedule:day",
    "floor:schedule:dood",
    "floor:schedule:events",
    "floor:schedule:one_liner",
    "floor:schedule:proposals",
    "floor:schedule:propose",
    "floor:schedule:sets",
    "floor:schedule:settings",
    "floor:script:draft",
    "floor:script:drafts",
    "floor:script:scene_edit",
    "floor:script:scenes",
    "floor:script:set_edit",
    "floor:script:sets",
    "grid:list",
    "grid:programme",
    "jobs:list",
    "journal:deliveries",
    "journal:list",
    "mailroom:letter",
    "mailroom:list",
    "mfa_index",
    "office:budget:compare",
    "office:budget:copy",
    "office:budget:cuts",
    "office:budget:exchange",
    "office:budget:exchange-in",
    "office:budget:explain",
    "office:budget:form",
    "office:budget:grid",
    "office:budget:history",
    "office:budget:lock",
    "office:budget:prices",
    "office:budget:rename",
    "office:budget:table",
    "office:budget:tables",
    "office:budget:versions",
    "office:cash:add",
    "office:cash:balances",
    "office:cash:bridge",
    "office:cash:compare",
    "office:cash:edit",
    "office:cash:forecast",
    "office:cash:move",
    "office:cash:movements",
    "office:cash:tranches",
    "office:cash:watch",
    "office:costs:account",
    "office:costs:add-note",
    "office:costs:close",
    "office:costs:closed",
    "office:costs:edit-note",
    "office:costs:history",
    "office:costs:impact",
    "office:costs:impact-add-cost",
    "office:costs:impact-cost",
    "office:costs:impacts",
    "office:costs:overspends",
    "office:costs:report",
    "office:costs:watch",
    "office:financing:add-call",
    "office:financing:add-source",
    "office:financing:call",
    "office:financing:calls",
    "office:financing:dossier",
    "office:financing:dossiers",
    "office:financing:edit-recoupment",
    "office:financing:new-dossier",
    "office:financing:plan",
    "office:financing:receive-tranche",
    "office:financing:recoupment",
    "office:financing:source",
    "office:financing:tranches",
    "office:financing:version",
    "office:ledger:add",
    "office:ledger:chain",
    "office:ledger:close",
    "office:ledger:list",
    "office:ledger:posting",
    "office:rights:add",
    "office:rights:add-licence",
    "office:rights:add-obligation",
    "office:rights:cue",
    "office:rights:cues",
    "office:rights:edit",
    "office:rights:edit-person",
    "office:rights:licence",
    "office:rights:list",
    "office:rights:obligation",
    "office:rights:obligations",
    "office:rights:offers",
    "office:rights:person",
    "office:rights:work",
    "office:spending:add",
    "office:spending:add-meeting",
    "office:spending:analysis",
    "office:spending:ask",
    "office:spending:expense",
    "office:spending:meeting",
    "office:spending:meetings",
    "office:spending:quotes",
    "office:spending:request",
    "office:spending:yesterday",
    "office:tape:calculators",
    "parameters:list",
    "parameters:parameter",
    "people:contact",
    "people:contacts",
    "people:duplicates",
    "people:edit",
    "people:import",
    "people:merge",
    "places:detail",
    "places:list",
    "productions:detail",
    "productions:list",
    "search:find",
    "tasks:board",
    "tasks:detail",
    "tasks:list",
    "ui:styleguide",
}
"""Routes that a walk through the sample house comes upon; without them it would prove little."""
IN_THE_DARK: Final = {
    "matin",
    "documents:detail",
    "floor:breakdown:scene",
    "floor:callsheets:sheet",
    "floor:crew:list",
    "floor:dailies:today",
    "floor:reports:report",
    "floor:schedule:board",
    "floor:schedule:dood",
    "grid:programme",
    "journal:list",
    "office:budget:compare",
    "office:budget:grid",
    "office:budget:versions",
    "office:cash:forecast",
    "office:costs:impact",
    "office:costs:report",
    "office:financing:plan",
    "office:ledger:list",
    "office:rights:work",
    "office:spending:request",
    "office:spending:yesterday",
    "office:tape:calculators",
    "parameters:parameter",
    "people:contact",
    "people:edit",
    "people:merge",
    "tasks:board",
}
GOES_ON: Final = r"""() => document.querySelector("[hx-trigger*=load]") !== null
    || [...document.scripts].some((one) => one.src && !/\/(theme|shell|palette|table)\b[^/]*\.js/.test(one.src))"""
"""Whether a page still asks the house for something once it has loaded: it has an island of its own."""
NOT_PAGES_OF_OURS: Final = {"api:openapi-view"}
"""The page of the API's own documentation is django-ninja's."""


@pytest.fixture
def owner() -> User:
    return owner_of_the_sample()


def looked_at(page: Page, address: str, *, width: int) -> list[str]:
    """What is wrong with one page at this width."""
    page.goto(address)
    if page.evaluate(GOES_ON):
        page.wait_for_load_state("networkidle")
    wrong = findings(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        wrong.append(f"scrolls sideways: {wide} px on {width}, by {too_wide(page, width)}")
    return [f"{address}: {one}" for one in wrong]


def too_wide(page: Page, width: int) -> str:
    """The innermost elements that reach beyond the edge and that nothing above them clips."""
    return str(
        page.evaluate(
            """(width) => [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > width + 1)
            .filter((one) => !one.parentElement.closest(".ovx, .slices, [hidden]"))
            .slice(-3).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).join(", ")""",
            width,
        )
    )


def doorsteps() -> list[str]:
    """The navigation, and what is reached by a key, a query or a list that is long over in the sample house."""
    first_evening = localtime(Broadcast.objects.earliest("starts_at").starts_at).date()
    return [
        f"{reverse('grid:list')}?day={first_evening}",
        f"{reverse('search:find')}?q=drache",
        reverse("journal:deliveries"),
        reverse("ui:styleguide"),
        reverse("accounts:welcome"),
        reverse("floor:callsheets:sheet", args=[prepared_sheet().pk]),
        *navigation(),
    ]


def prepared_sheet() -> CallSheet:
    """The sheet of the fifteenth day of *La Drache*, as the assistant prepares it from the plan."""
    day = Day.objects.get(board__state=Board.State.APPROVED, board__production__code="drache", number=15)
    return prepare(day=day, by=User.objects.get(email="bastien@meuse.example"), at=now())


def test_no_link_of_the_house_leads_nowhere(owner: User) -> None:
    walk = every_link(owner, starts=doorsteps(), pages_a_route=2, links_a_route=12)
    assert walk.broken == []
    assert len(walk.asked) > 200


def test_every_kind_of_page_is_for_everybody(page_at: PageAt, owner: User) -> None:
    pages = a_page_of_each_route(owner, starts=doorsteps())
    assert set(pages) >= MUST_BE_MET
    themes: dict[Theme, set[str]] = {"light": set(pages) - NOT_PAGES_OF_OURS, "dark": IN_THE_DARK}
    wrong = []
    for theme, chosen in themes.items():
        for width in (DESKTOP, PHONE):
            page = page_at(width, user=owner, theme=theme)
            wrong += [line for route in sorted(chosen) for line in looked_at(page, pages[route], width=width)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_door_and_the_locks_are_for_everybody(
    width: int, page_at: PageAt, cast: Cast, witness: Witness
) -> None:
    """What stands before sign-in, and what asks for the password once more."""
    page = page_at(width)
    witness.foresee("404 GET")
    outside = ["account_login", "account_reset_password", "account_signup"]
    addresses = [reverse(name) for name in outside] + ["/nowhere", "/g/forgotten/", "/join/forgotten/"]
    wrong = [line for address in addresses for line in looked_at(page, address, width=width)]

    page.goto(reverse("account_login"))
    page.locator("[name=login]").fill(cast.odile.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url("/")
    inside = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_index", "account_email", "account_change_password"]
    wrong += [line for name in inside for line in looked_at(page, reverse(name), width=width)]
    assert not wrong, "\n".join(wrong)
