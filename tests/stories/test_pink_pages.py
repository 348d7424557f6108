"""Wednesday 17 March 2027, 10:00: pink pages arrive (scenes 33A and 34). Nothing that was done is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.script.models import Draft, Scene
from coulisse.foundation.journal.models import Entry
from tests.cast import Cast
from tests.desks.floor.script.screenplays import PINK, WHITE

pytestmark = pytest.mark.django_db


@pytest.fixture
def bastien(cast: Cast) -> Browser:
    found = Browser()
    found.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    return found


def drop(browser: Browser, text: str, name: str, **values: str) -> Any:
    file = SimpleUploadedFile(name, text.encode())
    typed = {"file": file, "paper": "white", "dated_on": "2027-01-11", **values}
    return browser.post("/floor/script/", typed, follow=True)


def names(number: str, state: str) -> set[tuple[str, str, int]]:
    tags = Tag.objects.filter(scene__number=number, state=state).select_related("element")
    return {(tag.element.category, tag.element.name, tag.quantity) for tag in tags}


def test_pink_pages_change_two_scenes_and_lose_nothing(cast: Cast, bastien: Browser) -> None:
    page = drop(bastien, WHITE, "la-drache.fountain").content.decode()
    assert "v1" in page and Draft.objects.get().state == "current"
    assert list(Scene.objects.order_by("order").values_list("number", flat=True)) == ["32", "33", "34", "35"]
    assert Tag.objects.exclude(state="proposed").count() == 0, "nothing is added without agreement"

    # The breakdown of the white draft: roles accepted in one go, then the rest of the scene.
    bastien.post("/floor/breakdown/confirm", {"category": "role"})
    roles = Element.objects.filter(category=Category.ROLE).order_by("number").values_list("number", "name")
    assert list(roles) == [(1, "Noémie"), (2, "Victor"), (3, "L’éclusier"), (4, "La patronne")]
    cabin = Scene.objects.get(number="34")
    bastien.post(f"/floor/breakdown/scenes/{cabin.pk}/confirm")
    bastien.post(f"/floor/breakdown/scenes/{cabin.pk}/tag", {"category": "prop", "name": "cafetière émaillée"})
    bastien.post(f"/floor/breakdown/scenes/{cabin.pk}/review")
    before = names("34", "confirmed")
    assert ("prop", "registre des crues", 1) in before and ("prop", "cafetière émaillée", 1) in before

    # The pink pages wait: they are compared, and nothing has moved yet.
    page = drop(bastien, PINK, "pages-roses.fdx", paper="pink", dated_on="2027-03-17", title="pages roses")
    compared = page.content.decode()
    assert page.redirect_chain[-1][0].endswith("/compare")
    assert "33A" in compared and "<ins>Contre la porte, deux parapluies ruissellent.</ins>" in compared
    assert Scene.objects.count() == 4

    draft = Draft.objects.get(number=2)
    merged = bastien.post(f"/floor/script/drafts/{draft.pk}/compare", {"act": "merge"}, follow=True)
    assert merged.status_code == 200
    entry = Entry.objects.get(kind="floor.script.draft-merged", payload__draft_id=draft.pk)
    assert {name: entry.payload[name] for name in ("new", "changed", "omitted")} == {
        "new": 1,
        "changed": 1,
        "omitted": 0,
    }
    order = Scene.objects.order_by("order").values_list("number", "change")
    assert list(order) == [("32", ""), ("33", ""), ("33A", "new"), ("34", "changed"), ("35", "")]

    # No tag is lost, the scene is the same row, and the umbrellas are proposed by two.
    assert Scene.objects.get(number="34").pk == cabin.pk
    assert names("34", "confirmed") == before
    assert names("34", "proposed") == {("prop", "parapluie", 2)}
    assert Scene.objects.get(number="34").to_review and Scene.objects.get(number="33A").to_review
    dog = {("animal", "chien", 1), ("crew", "dresseur", 1), ("role", "Noémie", 1)}
    assert names("33A", "proposed") == dog

    # On the page: pink paper, a star, « parapluie × 2 » with its two answers; one accepts it.
    page = bastien.get(f"/floor/breakdown/scenes/{cabin.pk}").content.decode()
    assert "rev-pink" in page and "deux parapluies</mark>" in page and "parapluie × 2" in page
    umbrella = Tag.objects.get(scene=cabin, element__name="parapluie")
    bastien.post(f"/floor/breakdown/tags/{umbrella.pk}/confirm")
    assert ("prop", "parapluie", 2) in names("34", "confirmed")
