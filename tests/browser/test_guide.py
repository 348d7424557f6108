"""The pictures of the user guide, taken from the sample house when `COULISSE_SCREENSHOTS` names a folder.

Without it nothing is written, and the guide is held to its word all the same: each page shows what its picture is
of, and each picture that the guide speaks of is there and light.
"""

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

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
NADIA: Final = next(person.email for person in TEAM if person.key == "nadia")

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
PHONE_PICTURES: Final = (
    Picture("matin-telephone", page_of("matin"), "Matin"),
    Picture("taches-telephone", page_of("tasks:list"), "tâche"),
)


def test_guide_pictures(page_at: PageAt) -> None:
    owner_of_the_sample()
    note_pulse(at=timezone.now())  # a house at work: its worker gives signs of life
    nadia = User.objects.get(email=NADIA)
    for width, pictures in ((DESKTOP, DESK_PICTURES), (PHONE, PHONE_PICTURES)):
        page = page_at(width, user=nadia)
        page.goto(f"/?production={la_drache().pk}")
        for picture in pictures:
            page.goto(picture.address())
            if picture.before is not None:
                picture.before(page)
            expect(page.locator("main h1")).to_contain_text(picture.shows)
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
    taken = {f"{picture.name}.png" for picture in (*DESK_PICTURES, *PHONE_PICTURES)}
    assert {path.name for path in PICTURES.glob("*.png")} == taken
    assert {target.name for target in targets if target.suffix == ".png"} == taken
    assert [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > LIGHT] == []
