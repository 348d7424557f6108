import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.foundation.accounts.models import User
from coulisse.foundation.places import actions as places
from tests.cast import AT, Cast
from tests.desks.floor.script.screenplays import PINK, WHITE, received, scene

pytestmark = pytest.mark.django_db


def browser(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def dropped(user: User, content: bytes, name: str = "script.fountain") -> str:
    typed = {"file": SimpleUploadedFile(name, content), "paper": "white", "dated_on": "2027-01-11"}
    return browser(user).post("/floor/script/", typed, follow=True).content.decode()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"Rien.\n", b"<html/>"])
def test_a_file_that_is_no_screenplay_is_refused_in_place(cast: Cast, content: bytes) -> None:
    page = dropped(cast.bastien, content)
    assert "errline" in page and not Draft.objects.exists()


def test_who_only_reads_drops_nothing(cast: Cast) -> None:
    typed = {"file": SimpleUploadedFile("a.fountain", WHITE.encode()), "paper": "white", "dated_on": "2027-01-11"}
    assert browser(cast.nadia).post("/floor/script/", typed).status_code == 403
    assert 'type="file"' not in browser(cast.nadia).get("/floor/script/").content.decode()


def test_what_the_reader_stumbled_over_is_told_with_its_line(cast: Cast) -> None:
    received(cast)
    draft = received(cast, WHITE + "\n/* coupé\n")
    page = browser(cast.bastien).get(f"/floor/script/drafts/{draft.pk}/compare").content.decode()
    assert "boneyard" not in page and str(WHITE.count("\n") + 2) in page


def test_numbers_that_clash_are_shown_and_what_was_typed_stays(cast: Cast) -> None:
    received(cast)
    draft = received(cast, PINK)
    answer = browser(cast.bastien).post(
        f"/floor/script/drafts/{draft.pk}/compare", {"act": "merge", "number-2": "34"}
    )
    assert answer.status_code == 400 and 'value="34"' in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).state == "waiting"


def test_a_renumbered_scene_is_asked_about(cast: Cast) -> None:
    received(cast)
    draft = received(cast, WHITE.replace("#35#", "#40#"))
    page = browser(cast.bastien).get(f"/floor/script/drafts/{draft.pk}/compare").content.decode()
    assert 'name="number-3" value="35"' in page and 'name="apart"' in page
    page = browser(cast.bastien).get(f"/floor/script/drafts/{draft.pk}/compare?apart=3").content.decode()
    assert 'name="number-3" value="40"' in page


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", ["32", "33", "34", "35"]),
        ("q=34", ["34"]),
        ("q=p%C3%A9niche", ["35"]),
        ("int_ext=EXT", ["33", "35"]),
        ("effect=night", ["34"]),
        ("state=new", []),
        ("state=nonsense&set=x", ["32", "33", "34", "35"]),
    ],
)
def test_scenes_are_filtered(cast: Cast, asked: str, numbers: list[str]) -> None:
    received(cast)
    page = browser(cast.nadia).get(f"/floor/script/scenes?{asked}").content.decode()
    shown = [one.number for one in Scene.objects.order_by("order") if f'scenes/{one.pk}">{one.number}<' in page]
    assert shown == numbers


def test_a_scene_is_edited_in_the_writing_of_the_trade(cast: Cast) -> None:
    received(cast)
    cabin = scene(cast, "34")
    typed = {
        "number": "34",
        "int_ext": "INT",
        "effect": "night",
        "set_name": cabin.set.name,
        "eighths": "1 3/8",
        "seconds": "1'05\"",
        "minutes": "1 h 40",
        "story_day": "3",
        "version": cabin.version,
    }
    bastien = browser(cast.bastien)
    assert bastien.post(f"/floor/script/scenes/{cabin.pk}/edit", typed).status_code == 302
    cabin.refresh_from_db()
    assert (cabin.eighths, cabin.seconds, cabin.minutes) == (11, 65, 100)
    page = bastien.get(f"/floor/script/scenes/{cabin.pk}/edit").content.decode()
    assert "1 3/8" in page and "1&#x27;05&quot;" in page and "1 h 40" in page
    stale = bastien.post(f"/floor/script/scenes/{cabin.pk}/edit", {**typed, "story_day": "4"})
    assert stale.status_code == 409
    wrong = {**typed, "version": cabin.version, "eighths": "1 9/8", "seconds": "long"}
    assert bastien.post(f"/floor/script/scenes/{cabin.pk}/edit", wrong).status_code == 400


def test_a_set_gets_its_place(cast: Cast) -> None:
    received(cast)
    place = places.add(values={"name": "Dinant, écluse n° 1"}, by=cast.bastien, at=AT)
    one = Set.objects.get(name="Écluse")
    typed = {"name": "Écluse", "place": place.pk, "version": one.version}
    page = browser(cast.bastien).post(f"/floor/script/sets/{one.pk}/edit", typed, follow=True).content.decode()
    assert "Dinant, écluse n° 1" in page


def test_the_script_leaves_in_both_formats(cast: Cast) -> None:
    received(cast)
    for form, begins in (("fountain", b"Title: La Drache"), ("fdx", b"<?xml")):
        answer = browser(cast.nadia).get(f"/floor/script/export/{form}")
        assert answer.content.startswith(begins) and f".{form}" in answer.headers["Content-Disposition"]
    assert browser(cast.nadia).get("/floor/script/export/pdf").status_code == 404
