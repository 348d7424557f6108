import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries, Settings

from coulisse.foundation.accounts.models import User
from coulisse.foundation.places import actions, queries
from coulisse.foundation.places.models import Place
from tests.cast import AT, Cast
from tests.foundation.places.test_position import gps, photo

pytestmark = pytest.mark.django_db


def browser(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def typed(**values: object) -> dict[str, object]:
    return {"name": "Place aux Foires", "kind": "location", "country": "be", **values}


def test_a_place_is_added_with_a_pasted_position(cast: Cast) -> None:
    page = browser(cast.bastien).post(
        "/places/new", typed(position="50,3515 ; 5,4567", city="Durbuy"), follow=True
    )
    place = Place.objects.get()
    assert (str(place.latitude), str(place.longitude), place.position_from) == ("50.351500", "5.456700", "typed")
    assert place.country == "BE"
    content = page.content.decode()
    assert 'href="geo:50.351500,5.456700"' in content
    assert "mlat=50.351500&amp;mlon=5.456700" in content and "112" in content


def test_a_photo_gives_the_position(cast: Cast) -> None:
    taken = SimpleUploadedFile("IMG_1.jpg", photo(gps((50.0, 21.0, 5.4), (5.0, 27.0, 24.12))), "image/jpeg")
    browser(cast.bastien).post("/places/new", typed(photo=taken))
    place = Place.objects.get()
    assert (str(place.latitude), place.position_from) == ("50.351500", "photo")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("position", "près du pont", "Position refusée"),
        ("photo", SimpleUploadedFile("a.jpg", b"no"), "aucune position"),
        ("country", "Belgique", "au plus"),
        ("country", "B1", "Deux lettres"),
        ("name", "", "obligatoire"),
    ],
)
def test_a_refusal_stands_in_place(cast: Cast, field: str, value: object, said: str) -> None:
    answer = browser(cast.bastien).post("/places/new", typed(**{field: value}))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Place.objects.exists()


def test_a_place_known_already_is_shown_first(cast: Cast) -> None:
    actions.add(values={"name": "Place aux Foires", "postcode": "6940"}, by=cast.nadia, at=AT)
    bastien, again = browser(cast.bastien), typed(name="Place au Foires", postcode="6940", position="50.35, 5.45")
    answer = bastien.post("/places/new", again)
    assert answer.status_code == 409
    assert "peut-être déjà connu" in answer.content.decode()
    assert Place.objects.count() == 1
    bastien.post("/places/new", {**again, "twins_seen": "on"})
    assert Place.objects.count() == 2


def test_the_same_name_elsewhere_is_another_place(cast: Cast) -> None:
    actions.add(values={"name": "Maison communale", "postcode": "6940"}, by=cast.nadia, at=AT)
    assert queries.perhaps_the_same("Maison communale", "4000") == []
    assert [twin.name for twin in queries.perhaps_the_same("La maison communale", "")] == ["Maison communale"]


def test_a_stale_place_is_shown_and_chosen_field_by_field(cast: Cast) -> None:
    place = actions.add(values={"name": "Ferme", "parking": "dix"}, by=cast.nadia, at=AT)
    address, bastien = f"/places/{place.pk}/edit", browser(cast.bastien)
    saved = typed(name="Ferme", parking="douze", position="50.1, 5.1", version=1)
    mine = typed(name="Ferme", parking="huit", position="50.2, 5.2", power="63 A", version=1)
    browser(cast.nadia).post(address, saved)
    answer = bastien.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "huit" in page and "douze" in page and "Nadia Verhaeghen" in page
    assert "50.1, 5.1" in page and "50.2, 5.2" in page and "stale-choice-folded" not in page
    chosen = {"stale-choice-parking": "mine", "stale-choice-latitude": "saved", "stale-choice-power": "mine"}
    bastien.post(address, {**mine, **chosen, "version": 2})
    place.refresh_from_db()
    assert (place.parking, place.power, str(place.latitude)) == ("huit", "63 A", "50.100000")


def test_brussels_is_read_in_the_language_of_the_reader(cast: Cast) -> None:
    values = {
        "name": "Théâtre des Deux Écluses",
        "name_nl": "Theater van de Twee Sluizen",
        "street": "quai au Foin 1",
        "street_nl": "Hooikaai 1",
        "city": "Bruxelles",
        "city_nl": "Brussel",
    }
    place = actions.add(values=values, by=cast.nadia, at=AT)
    assert queries.in_language(place, "nl") == ("Theater van de Twee Sluizen", "Hooikaai 1", "Brussel")
    assert queries.in_language(place, "fr") == ("Théâtre des Deux Écluses", "quai au Foin 1", "Bruxelles")
    page = browser(cast.nadia).get(f"/places/{place.pk}").content.decode()
    assert "quai au Foin 1" in page and "Hooikaai 1" in page


def test_accents_and_capitals_do_not_matter_in_the_list(cast: Cast) -> None:
    actions.add(values={"name": "Théâtre des Deux Écluses", "city": "Bruxelles"}, by=cast.nadia, at=AT)
    actions.add(values={"name": "Ferme", "city": "Durbuy"}, by=cast.nadia, at=AT)
    page = browser(cast.nadia).get("/places/", {"q": "ECLUSES theatre"}).content.decode()
    assert "Deux Écluses" in page and "Durbuy" not in page


QUERIES = 5


@pytest.mark.parametrize("size", [1, 60])
def test_the_list_asks_a_constant_number_of_queries(
    cast: Cast, size: int, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.COULISSE_SHELL = []  # what other rooms bring to the bar is counted in their tests
    site = actions.add(values={"name": "Site"}, by=cast.nadia, at=AT)
    actions.add_many(
        rows=({"name": f"Lieu {number}", "inside": site} for number in range(size)),
        source="x",
        by=cast.nadia,
        at=AT,
    )
    nadia = browser(cast.nadia)
    nadia.get("/places/")
    with django_assert_num_queries(QUERIES):
        assert nadia.get("/places/", {"sort": "-town"}).status_code == 200
