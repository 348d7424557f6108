"""The pictures of the user guide, taken from the sample house when `COULISSE_SCREENSHOTS` names a folder.

Without it nothing is written, and the guide is held to its word all the same: each page shows what its picture is
of, and each picture that the guide speaks of is there and light.
"""

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from coulisse.desks.community.strategy.models import Idea
from coulisse.desks.floor.callsheets.actions import preparing, sending, validating
from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Revision
from coulisse.desks.floor.callsheets.queries.compose import compose
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.script.models import Scene
from coulisse.desks.office.costs.impact_models import Impact
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from coulisse.foundation.grid.models import Programme
from coulisse.foundation.jobs.actions import note_pulse
from coulisse.foundation.people.models import Contact, PossibleDouble
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.house.sample import TEAM
from tests.browser.sample import owner_of_the_sample
from tests.browser.screens import DESKTOP, IN_A_BROWSER, PHONE, PageAt

GUIDE: Final = Path(__file__).parents[2] / "docs" / "guide"
PICTURES: Final = GUIDE / "pictures"
LIGHT: Final = 120_000
COLOURS: Final = 128
OFFICE, FLOOR, AUDIENCE, COMMUNITY, GUEST = "nadia", "bastien", "marc_olivier", "ines", ""
"""Whose screen it is: keys of the sample's team; a guest has no account."""

pytestmark = IN_A_BROWSER


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of the guide: where it is, what it must show, and what is done before the picture is taken."""

    name: str
    address: Callable[[], str]
    shows: str
    before: Callable[[Page], None] | None = None


def search_for_somebody(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator("dialog#palette input").fill("elise tonon")
    expect(page.locator("dialog#palette [role=option]").filter(has_text="Contact")).to_contain_text("Élise Thonon")


def bring_contacts(page: Page) -> None:
    rows = "Prénom;Nom;Courriel;GSM;Localité\nMaëlle;Dubuisson;maelle@atelier.example;0470 55 66 77;Namur\n"
    rows += "Sander;Goossens;sander@atelier.example;0470 55 66 78;Gent\n"
    file = {"name": "renforts.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("main button.pri").click()
    expect(page.locator("main table.mapping").last).to_contain_text("Maëlle Dubuisson")


def page_of(route: str, **arguments: object) -> Callable[[], str]:
    return lambda: reverse(route, kwargs=arguments)


def of_plein_jour(route: str) -> Callable[[], str]:
    return lambda: f"{reverse(route)}?production={Production.objects.get(code='plein-jour').pk}"


def of_cap_sambre(route: str, further: str = "") -> Callable[[], str]:
    return lambda: f"{reverse(route)}?production={Production.objects.get(code='capsambre').pk}{further}"


def poster_idea() -> str:
    return reverse("community:composing:idea", kwargs={"pk": Idea.objects.get(title="L’affiche, cinq visages").pk})


def contact_page() -> str:
    return reverse("people:contact", kwargs={"pk": Contact.objects.get(name="Élise Thonon").pk})


def merge_page() -> str:
    pair = PossibleDouble.objects.earliest("pk")
    return reverse("people:merge", kwargs={"kept": pair.one_id, "gone": pair.other_id})


def la_drache() -> Production:
    return Production.objects.get(code="drache")


def production_page() -> str:
    return reverse("productions:detail", kwargs={"pk": la_drache().pk})


def place_page() -> str:
    return reverse("places:detail", kwargs={"pk": Place.objects.get(name__startswith="La Croisette").pk})


def document_page() -> str:
    return reverse("documents:detail", kwargs={"pk": Document.objects.get(title="Liste de contacts La Drache").pk})


def programme_page() -> str:
    return reverse("grid:programme", kwargs={"pk": Programme.objects.get(key="plein jour").pk})


def day_numbered(number: int) -> Day:
    return Day.objects.get(board__production=la_drache(), board__state=Board.State.APPROVED, number=number)


def scene_page() -> str:
    scene = Scene.objects.get(production=la_drache(), number="27")
    return reverse("floor:breakdown:scene", kwargs={"pk": scene.pk})


def flagged_strip() -> str:
    strip = Strip.objects.get(day=day_numbered(16), scene__number="41")
    return f"{reverse('floor:schedule:board')}?strip={strip.pk}#strip-{strip.pk}"


def comparison() -> str:
    other = Board.objects.filter(production=la_drache(), state=Board.State.DRAFT).latest("number")
    return f"{reverse('floor:schedule:compare')}?with={other.pk}"


def sheet_of(number: int) -> CallSheet:
    return preparing.prepare(day=day_numbered(number), by=member(FLOOR), at=timezone.now())


def sheet_page() -> str:
    return reverse("floor:callsheets:sheet", kwargs={"pk": sheet_of(16).pk})


def sent_sheet() -> Revision:
    """The fifteenth day's, with its meals ordered; as the sample has it if it was sent there."""
    sheet, manager, at = sheet_of(15), member("solange"), timezone.now()
    if sheet.state == CallSheet.State.DRAFT:
        meals = compose(sheet, at=at).now.catering
        assert meals is not None
        ordered = replace(meals, ordered=meals.counted)
        preparing.type_block(sheet=sheet, kind="catering", content=ordered, read_version=0, by=manager, at=at)
        validating.validate(sheet=sheet, job="Directrice de production", reason="exemple", by=manager, at=at)
    revision = sheet.revisions.latest("number")
    if revision.sent_at is None:
        sending.send(revision=revision, by=manager, at=at)
    return revision


def page_without_account() -> str:
    victor = Delivery.objects.get(revision=sent_sheet(), name="Yvan Grosjean")
    return urlsplit(sending.share(delivery=victor, by=member(FLOOR), at=timezone.now()).address).path


def day_fifteen() -> str:
    return f"{reverse('floor:dailies:today')}?day={day_numbered(15).date.isoformat()}"


def report_page() -> str:
    return reverse("floor:reports:report", kwargs={"pk": day_numbered(15).pk})


def budget_account() -> str:
    return f"{reverse('office:budget:grid')}?account=31"


def ring_up_the_vat(page: Page) -> None:
    page.get_by_role("button", name="Calculettes", exact=True).click()
    drawer = page.locator("dialog#budget-tape")
    drawer.locator("[name=amount]").fill("1.210,00")
    drawer.get_by_role("button", name="Calculer", exact=True).click()
    expect(drawer.locator("[data-insert]")).to_have_count(1)


def impact_page() -> str:
    return reverse("office:costs:impact", kwargs={"pk": Impact.objects.get(production=la_drache()).pk})


DESK_PICTURES: Final = (
    Picture("matin", page_of("matin"), "Matin"),
    Picture("chercher", page_of("matin"), "Matin", search_for_somebody),
    Picture("personne", contact_page, "Élise Thonon"),
    Picture("importer", page_of("people:import"), "lignes à importer", bring_contacts),
    Picture("fusionner", merge_page, "deviennent une seule fiche"),
    Picture("production", production_page, "La Drache"),
    Picture("lieu", place_page, "La Croisette"),
    Picture("taches", page_of("tasks:list"), "tâche"),
    Picture("document", document_page, "Liste de contacts La Drache"),
    Picture("emission", programme_page, "Plein Jour"),
    Picture("parametres", page_of("parameters:list"), "à confirmer"),
    Picture("journal", page_of("journal:list"), "Ce qui s’est passé"),
)
FLOOR_PICTURES: Final = (
    Picture("scenario", page_of("floor:script:drafts"), "séquences"),
    Picture("depouillement", scene_page, "Séquence 27"),
    Picture("plan-de-travail", page_of("floor:schedule:board"), "Plan de travail"),
    Picture("plan-drapeau", flagged_strip, "Plan de travail"),
    Picture("plan-comparer", comparison, "v9"),
    Picture("dood", page_of("floor:schedule:dood"), "DOOD"),
    Picture("equipe", page_of("floor:crew:list"), "feu rouge"),
    Picture("feuille-de-service", sheet_page, "16"),
    Picture("rapport", report_page, "2 2/8 pages"),
)
OFFICE_PICTURES: Final = (
    Picture("budget", budget_account, "Récapitulatif"),
    Picture("calculettes", budget_account, "Récapitulatif", ring_up_the_vat),
    Picture("financement", page_of("office:financing:plan"), "Le plan est bouclé"),
    Picture("tresorerie", page_of("office:cash:forecast"), "La caisse tient"),
    Picture("cout", page_of("office:costs:report"), "sous le budget"),
    Picture("impact", impact_page, "24 116,00"),
    Picture("grand-livre", page_of("office:ledger:list"), "écritures"),
    Picture("depenses", page_of("office:spending:yesterday"), "dépenses à valider"),
)
AUDIENCE_PICTURES: Final = (
    Picture("boite", of_plein_jour("audience:inbox:list"), "Boîte"),
    Picture("familles", of_plein_jour("audience:families:list"), "familles attendent"),
    Picture("reponses", of_plein_jour("audience:answers:list"), "Textes"),
    Picture("crise", of_plein_jour("audience:crisis:cockpit"), "412 messages en une nuit"),
    Picture("syntheses", of_plein_jour("audience:reports:list"), "rapports à préparer"),
    Picture("rencontres", of_plein_jour("audience:meetings:list"), "places prises"),
    Picture("personnes-publics", of_plein_jour("audience:relations:list"), "Qui nous écrit"),
    Picture("vie-privee", of_plein_jour("audience:privacy:home"), "Aucune demande"),
    Picture("canaux", of_plein_jour("audience:intake:channels"), "486 échanges"),
)
COMMUNITY_PICTURES: Final = (
    Picture("calendrier", of_cap_sambre("community:calendar:board", "&day=2027-05-03"), "3 – 9 mai 2027"),
    Picture("strategie", of_cap_sambre("community:strategy:tree"), "Stratégie"),
    Picture("atelier", poster_idea, "L’affiche, cinq visages"),
    Picture("validation", of_cap_sambre("community:approving:list"), "validations en cours"),
    Picture("moderation", of_plein_jour("community:moderation:list"), "Commentaires"),
    Picture("animation", of_plein_jour("community:animation:list"), "Qui a volé la cloche"),
    Picture(
        "chiffres",
        of_cap_sambre("community:performance:home", "&first=2027-01-16&last=2027-04-18"),
        "207 posts",
    ),
)
PHONE_PICTURES: Final = (
    Picture("matin-telephone", page_of("matin"), "Matin"),
    Picture("taches-telephone", page_of("tasks:list"), "tâche"),
    Picture("depenses-telephone", page_of("office:spending:yesterday"), "dépenses à valider"),
)
FLOOR_PHONE_PICTURES: Final = (Picture("journee-telephone", day_fifteen, "19:35"),)
GUEST_PICTURES: Final = (Picture("feuille-telephone", page_without_account, "Bonjour"),)

SCREENS: Final = (
    (DESKTOP, OFFICE, DESK_PICTURES),
    (DESKTOP, OFFICE, OFFICE_PICTURES),
    (DESKTOP, FLOOR, FLOOR_PICTURES),
    (DESKTOP, AUDIENCE, AUDIENCE_PICTURES),
    (DESKTOP, COMMUNITY, COMMUNITY_PICTURES),
    (PHONE, OFFICE, PHONE_PICTURES),
    (PHONE, FLOOR, FLOOR_PHONE_PICTURES),
    (PHONE, GUEST, GUEST_PICTURES),
)


def member(key: str) -> User:
    return User.objects.get(email=next(person.email for person in TEAM if person.key == key))


def test_guide_pictures(page_at: PageAt) -> None:
    owner_of_the_sample()
    note_pulse(at=timezone.now())  # a house at work: its worker gives signs of life
    for width, who, pictures in SCREENS:
        page = page_at(width, user=member(who) if who else None)
        if who:
            page.goto(f"/?production={la_drache().pk}")
        for picture in pictures:
            page.goto(picture.address())
            if picture.before is not None:
                picture.before(page)
            expect(page.locator("main h1").first).to_contain_text(picture.shows)
            keep(page, picture.name)


def keep(page: Page, name: str) -> None:
    """Write the picture with few colours, if pictures are asked for."""
    folder = os.environ.get("COULISSE_SCREENSHOTS")
    if not folder:
        return
    page.wait_for_load_state("networkidle")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = taken.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    Path(folder).mkdir(parents=True, exist_ok=True)
    few.save(Path(folder) / f"{name}.png", optimize=True)


def test_guide_and_pictures_hold_together() -> None:
    """No text of the guide points at a page or a picture that is not there; no picture is heavy or forgotten."""
    texts = {path: path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md")}
    targets = {
        (path.parent / target).resolve()
        for path, text in texts.items()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    }
    assert [target for target in sorted(targets) if not target.exists()] == []
    taken = {f"{picture.name}.png" for _width, _who, pictures in SCREENS for picture in pictures}
    assert {path.name for path in PICTURES.glob("*.png")} == taken
    assert {target.name for target in targets if target.suffix == ".png"} == taken
    assert [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > LIGHT] == []
