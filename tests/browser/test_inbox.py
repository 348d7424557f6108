"""The inbox in a browser: three of the twelve by the keyboard alone, a telephone, two themes, no script."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coulisse.desks.audience.intake.models import Conversation, Family, Message
from coulisse.desks.audience.intake.presence import hold
from tests.browser.axe import findings
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt, Theme
from tests.cast import AT, Cast
from tests.desks.audience.families.rows import a_broadcast, a_family, items, members, somebody
from tests.desks.audience.scene import a_conversation

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = IN_A_BROWSER

TWELVE: Final = (
    ("Hubert L.", "image_right", "On me voit à l’image, je n’ai rien signé"),
    ("Anne Delcourt, Le Courrier de la Senne", "press", "Questions avant bouclage, 11 h"),
    ("Me Sofie Claes", "legal", "Ingebrekestelling namens mijn cliënt"),
    ("Lina, 14 ans", "minor", "J’ai regardé avec mon petit frère"),
    ("Paul Wauters", "complaint", "Sous-titres en retard de deux secondes"),
    ("Groupe sourds de Liège", "criticism", "Pas de traduction gestuelle hier"),
    ("M. et Mme Hennaux", "praise", "Bravo pour le sujet sur les éclusiers"),
    ("Kris Maes", "question", "Waar kan ik de uitzending herbekijken?"),
)


@pytest.fixture
def night(cast: Cast) -> list[Conversation]:
    """A family of forty, and nine that are handled one by one, one of them folded."""
    slot = a_broadcast(cast)
    items(slot, "Titres", "Les éclusiers de la Meuse", "Archives de la rue Haute", "Débat en plateau")
    family = a_family(cast, title="archives de la rue Haute, sans avertissement", broadcast=slot)
    members(cast, family, 40)
    Family.objects.filter(pk=family.pk).update(last_at=AT)  # they wrote until the morning
    made = [
        a_conversation(
            cast,
            "Bonjour,\n\nHier soir à 20 h 43 on me voit en gros plan. Personne ne m’a demandé mon accord.",
            writer=somebody(name),
            at=AT - timedelta(hours=1, minutes=10 * n),
            last_at=AT - timedelta(hours=1, minutes=10 * n),
            kind=kind,
            subject=subject,
            language="nl" if kind in {"legal", "question"} else "fr",
            broadcast=slot,
            on_air_at=slot.starts_at + timedelta(minutes=20),
        )
        for n, (name, kind, subject) in enumerate(TWELVE)
    ]
    a_conversation(
        cast,
        "horreurindicible",
        writer=somebody("X"),
        at=AT - timedelta(hours=1, minutes=5),
        last_at=AT - timedelta(hours=1, minutes=5),
        kind="threat",
        is_folded=True,
        gist="threat",
    )
    return made


def test_three_of_them_without_a_mouse(page_at: PageAt, cast: Cast, night: list[Conversation]) -> None:
    page = page_at(DESKTOP, user=cast.marc_olivier)
    page.goto("/audience/inbox/")
    expect(page.locator(".fam h2")).to_contain_text("archives de la rue Haute")
    expect(page.locator(".fh-words")).to_contain_text("9 à part")
    expect(page.locator("#open .thread-head h2")).to_contain_text("On me voit à l’image")
    assert Conversation.objects.get(pk=night[0].pk).is_new, "shown at once, and still new"

    expect(page.locator(".m.at")).to_contain_text("Hubert L.")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/audience/inbox/{night[0].pk}$"))
    page.keyboard.press("a")
    expect(page.locator("#toasts .toast")).to_contain_text("1 échange attribué")
    page.keyboard.press("n")
    page.keyboard.type("Appelé : il rappelle à 9 h.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".entry.note")).to_contain_text("il rappelle à 9 h")
    page.keyboard.press("l")
    expect(page.locator("#toasts .toast")).to_contain_text("1 échange clos")
    assert states(night[:1]) == ["closed"]

    page.goto("/audience/inbox/")
    expect(page.locator("#open .thread-head h2")).to_contain_text("Questions avant bouclage")
    expect(page.locator(".m.at")).to_contain_text("Anne Delcourt")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#selection .count")).to_have_text("2 cochés")

    page.keyboard.press("o")
    expect(page.locator("#open .thread-head h2")).to_contain_text("Ingebrekestelling")
    page.keyboard.press("#")
    dialog = page.locator("dialog#ask-spam")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("l")
    expect(page.locator("#toasts .toast")).to_contain_text("1 échange clos")
    assert states(night[:3]) == ["closed", "open", "closed"]
    page.keyboard.press("Control+z")
    expect(page.locator("#toasts .toast")).to_contain_text("comme avant")
    assert states(night[:3]) == ["closed", "open", "open"]


def test_a_folded_text_never_reaches_the_browser(page_at: PageAt, cast: Cast, night: list[Conversation]) -> None:
    page = page_at(DESKTOP, user=cast.marc_olivier)
    page.goto("/audience/inbox/")
    expect(page.locator(".m.fold")).to_contain_text("Menace repliée")
    page.locator(".m.fold").click(position={"x": 300, "y": 40})
    expect(page.locator("#open .cover")).to_be_visible()
    assert "horreurindicible" not in page.content()


def test_somebody_else_answers_already(page_at: PageAt, cast: Cast, night: list[Conversation]) -> None:
    hold(night[0], by=cast.odile, at=timezone.now())
    page = page_at(DESKTOP, user=cast.marc_olivier)
    page.goto(f"/audience/inbox/{night[0].pk}")
    expect(page.locator("[data-held]")).to_contain_text("Odile Renard répond")
    assert page.locator("[data-editor]").get_attribute("inert") is not None
    page.locator("[data-take] button").click()
    expect(page.locator("[data-held]")).to_be_hidden()
    assert page.locator("[data-editor]").get_attribute("inert") is None


def test_a_telephone_shows_the_list_then_the_thread(
    page_at: PageAt, cast: Cast, night: list[Conversation]
) -> None:
    page = page_at(PHONE, user=cast.marc_olivier)
    page.goto("/audience/inbox/")
    expect(page.locator("#open")).to_be_hidden()
    page.get_by_role("link", name="Paul Wauters").click()
    expect(page.locator("#open .thread-head h2")).to_contain_text("Sous-titres")
    expect(page.locator("#rows")).to_be_hidden()
    page.locator("[data-context]").click()
    expect(page.locator("#context .min .hit")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="La liste").click()
    expect(page.locator("#rows")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_it_is_accessible(
    page_at: PageAt, cast: Cast, night: list[Conversation], width: int, theme: Theme
) -> None:
    page = page_at(width, user=cast.marc_olivier, theme=theme)
    family = (
        night[0].production_id
        and Conversation.objects.filter(family__isnull=False).values_list("family", flat=True)[0]
    )
    for address in (
        "/audience/inbox/",
        f"/audience/inbox/{night[0].pk}",
        f"/audience/inbox/{night[0].pk}/sort",
        "/audience/families/",
        f"/audience/families/{family}",
    ):
        page.goto(address)
        settle(page, width, address)
        assert findings(page) == [], address


def settle(page: Page, width: int, address: str) -> None:
    if width == DESKTOP and address == "/audience/inbox/":
        expect(page.locator("#open .thread-head h2")).to_be_visible()


def states(rows: list[Conversation]) -> list[str]:
    return [Conversation.objects.get(pk=row.pk).state for row in rows]


def test_the_pages_work_without_a_script(
    page_at: PageAt, cast: Cast, night: list[Conversation], live_server: "LiveServer"
) -> None:
    told = page_at(DESKTOP, user=cast.marc_olivier).context
    bare = told.browser
    assert bare is not None
    context = bare.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="fr-BE", storage_state=told.storage_state()
    )
    page = context.new_page()
    page.goto("/audience/inbox/")
    page.get_by_role("link", name="Lina, 14 ans").click()
    expect(page.locator("#open .thread-head h2")).to_contain_text("petit frère")
    page.get_by_role("button", name="Clore l’échange").click()
    expect(page.locator("#toasts .toast")).to_contain_text("1 échange clos")
    assert states([night[3]]) == ["closed"]
    assert not Message.objects.filter(direction="out").exists()
    context.close()
