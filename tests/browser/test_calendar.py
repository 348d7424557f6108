"""The calendar in a browser: the festival's week, a publication beside it, another day by dragging and by key."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from coulisse.desks.community.publishing.models import Publication
from coulisse.kernel.times import to_brussels
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt
from tests.desks.community.calendar.scene import set_the_calendar
from tests.stories.plein_jour import Stage

pytestmark = IN_A_BROWSER


@pytest.fixture
def stage(db: None) -> Stage:
    return set_the_calendar()


def week(stage: Stage, view: str = "week", day: str = "2027-05-06") -> str:
    return f"/community/calendar/?production={stage.theatre.pk}&view={view}&day={day}"


def day_of(text: str) -> date:
    return to_brussels(Publication.objects.get(text__startswith=text).due_at).date()


def test_the_week_its_pane_and_another_day_by_dragging(page_at: PageAt, stage: Stage) -> None:
    page = page_at(DESKTOP, user=stage.people["ines"])
    page.goto(week(stage))
    expect(page.locator(".cal-wk-day")).to_have_count(7)
    ascension = page.locator("[data-day='2027-05-06']")
    expect(ascension).to_contain_text("Ascension")
    expect(ascension).to_contain_text("Inès Ouali")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"
    assert findings(page) == []

    card = page.locator("[data-post]", has_text="Trois films, trois avis")
    card.click()
    pane = page.locator("[data-pane-place]")
    expect(pane).to_contain_text("la rédaction jeune a vu les courts")
    assert findings(page) == []
    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    expect(card).to_be_focused()

    afternoon = page.locator("[data-day='2027-05-07'] .cal-wk-part").nth(1)
    page.locator("[data-post]", has_text="Trois films, trois avis").drag_to(afternoon)
    expect(page.locator("[data-day='2027-05-07']")).to_contain_text("Trois films, trois avis")
    assert day_of("Trois films") == date(2027, 5, 7)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_by_keyboard_a_publication_gets_another_hour(page_at: PageAt, stage: Stage, width: int) -> None:
    page = page_at(width, user=stage.people["ines"])
    row = Publication.objects.get(text__startswith="La salle s’est levée")
    page.goto(f"/community/calendar/publications/{row.pk}")
    assert findings(page) == []
    page.locator("#id_hour").fill("23:10")
    page.locator("#id_hour").press("Enter")
    expect(page.locator("main")).to_contain_text("06/05/2027, 23:10")
    expect(page.locator("main")).to_contain_text("06/05/2027, 22:15 → 06/05/2027, 23:10")


@pytest.mark.parametrize("view", ["month", "week", "day"])
def test_on_a_telephone_it_is_an_agenda(page_at: PageAt, stage: Stage, view: str) -> None:
    page = page_at(PHONE, user=stage.people["ines"])
    page.goto(week(stage, view))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"
    assert findings(page) == []
    page.locator("[data-post]", has_text="La salle s’est levée").click()
    expect(page.locator("h1")).to_contain_text("La salle s’est levée")


@pytest.mark.parametrize(("view", "day"), [("month", "2027-05-06"), ("day", "2027-04-18")])
def test_the_month_and_the_day_with_everything_on_air(page_at: PageAt, stage: Stage, view: str, day: str) -> None:
    page = page_at(DESKTOP, user=stage.people["ines"])
    production = stage.theatre if view == "month" else stage.production
    page.goto(f"/community/calendar/?production={production.pk}&view={view}&day={day}")
    expect(page.locator("main")).to_contain_text("fête du Travail" if view == "month" else "Le Journal")
    assert findings(page) == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_by_keyboard_a_screening_without_a_post_gets_one(page_at: PageAt, stage: Stage, width: int) -> None:
    page = page_at(width, user=stage.people["ines"])
    page.goto(week(stage))
    page.get_by_role("link", name=re.compile("sans publication.*Séance des familles")).press("Enter")
    expect(page.get_by_label("Idée")).to_have_value("Séance des familles")
    expect(page.locator("#id_due_at")).to_have_value("2027-05-08T15:00")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"
    assert findings(page) == []
    page.locator("#id_account").select_option(label="Instagram · festivalcapsambre")
    page.get_by_role("button", name="Enregistrer").press("Enter")
    page.wait_for_url("**/variants/*")
    row = Publication.objects.get(idea__title="Séance des familles")
    assert (row.broadcast is not None, row.offset_minutes) == (True, -60)


def test_the_tables_behind_it(page_at: PageAt, stage: Stage) -> None:
    for width in (DESKTOP, PHONE):
        page = page_at(width, user=stage.people["ines"])
        for name in ("slots", "on-call", "lent"):
            page.goto(f"/community/calendar/{name}?production={stage.theatre.pk}")
            assert findings(page) == []
