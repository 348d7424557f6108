from typing import Any

import pytest

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.places import actions
from coulisse.foundation.places.models import Place
from coulisse.foundation.search.models import Item
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def added(cast: Cast, name: str, **values: Any) -> Place:
    return actions.add(values={"name": name, **values}, by=cast.bastien, at=AT)


def found_in_palette(place: Place) -> bool:
    return Item.objects.filter(kind="places.place", object_id=place.pk).exists()


def test_a_place_is_added_searched_and_told(cast: Cast) -> None:
    place = added(cast, "Théâtre des Deux Écluses", name_nl="Theater", city="Bruxelles-Ville")
    assert (place.sort_key, place.folded) == (
        "theatre des deux ecluses",
        "theatre des deux ecluses theater bruxelles ville",
    )
    assert found_in_palette(place)
    assert Entry.objects.get(subject="places.place").payload == {
        "place_id": place.pk,
        "name": "Théâtre des Deux Écluses",
    }


def test_two_people_edit_one_place(cast: Cast) -> None:
    place = added(cast, "Ferme")
    values = {"parking": "12 places, chemin de terre"}
    written = actions.edit(place=place, values=values, read_version=1, by=cast.bastien, at=AT)
    assert (written.version, written.sort_key) == (2, "ferme")
    with pytest.raises(StaleWrite) as refusal:
        actions.edit(place=place, values={"parking": "aucun"}, read_version=1, by=cast.nadia, at=AT)
    assert refusal.value.differences[0].stored == "12 places, chemin de terre"


def test_a_new_name_is_searched_under_its_new_name(cast: Cast) -> None:
    place = added(cast, "Ferme", city="Durbuy")
    written = actions.edit(place=place, values={"name": "Grange"}, read_version=1, by=cast.bastien, at=AT)
    assert written.folded == "grange durbuy"


def test_a_place_never_lies_within_itself(cast: Cast) -> None:
    farm = added(cast, "Ferme")
    kitchen = added(cast, "Cuisine", inside=farm)
    pantry = added(cast, "Office", inside=kitchen)
    for inside in (farm, kitchen, pantry):
        with pytest.raises(actions.WithinItself):
            actions.edit(place=farm, values={"inside": inside}, read_version=1, by=cast.bastien, at=AT)


def test_archive_and_restore(cast: Cast) -> None:
    place = added(cast, "Ferme")
    actions.archive(place=place, by=cast.bastien, at=AT)
    assert not found_in_palette(place)
    with pytest.raises(actions.ArchivedAlready):
        actions.archive(place=place, by=cast.bastien, at=AT)
    assert actions.restore(place=place, by=cast.bastien, at=AT).archived_at is None
    assert found_in_palette(place)
    with pytest.raises(actions.NotArchived):
        actions.restore(place=place, by=cast.bastien, at=AT)


def test_an_import_is_one_line_of_the_journal(cast: Cast) -> None:
    rows = [{"name": f"Lieu {number}"} for number in range(3)]
    places = actions.add_many(rows=rows, source="lieux.xlsx", by=cast.bastien, at=AT)
    assert [place.sort_key for place in places] == ["lieu 0", "lieu 1", "lieu 2"]
    assert all(found_in_palette(place) for place in places)
    assert Entry.objects.get(kind="foundation.places.imported").payload == {"count": 3, "file": "lieux.xlsx"}
