"""Writing the places."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.versions import StaleWrite, differences_of
from coulisse.foundation.places.facts import (
    PlaceAdded,
    PlaceArchived,
    PlaceEdited,
    PlaceRestored,
    PlacesImported,
)
from coulisse.foundation.places.models import Place
from coulisse.foundation.places.searchable import findable
from coulisse.foundation.search.actions import forget, index
from coulisse.foundation.search.writing import plain

NAMED: Final = ("name", "name_nl", "street", "street_nl", "postcode", "city", "city_nl")
DEEPEST: Final = 20


class WithinItself(Exception):
    """A place cannot lie, directly or through others, within itself."""


class ArchivedAlready(Exception):
    """The place is in the archive."""


class NotArchived(Exception):
    """The place is not in the archive."""


def add(*, values: Mapping[str, Any], by: User, at: datetime) -> Place:
    """A new place from the fields of the model."""
    with transaction.atomic():
        place = Place.objects.create(**_complete(values), created_at=at)
        announce(PlaceAdded(place_id=place.pk, name=place.name), by=by, at=at, about=place)
        index(findable([place.pk]))
    return place


def edit(*, place: Place, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Place:
    """Write the given fields. Raises `WithinItself`, and `StaleWrite` if somebody saved in between."""
    with transaction.atomic():
        stored = Place.objects.select_for_update().get(pk=place.pk)
        if stored.version != read_version:
            raise StaleWrite(stored, differences_of(stored, values))
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        if "inside" in changed:
            _refuse_circle(stored, values["inside"])
        named = {name: getattr(stored, name) for name in NAMED} | dict(values)
        written = place.write(_complete(named | dict(values)), read_version=read_version)
        if changed:
            fact = PlaceEdited(place_id=written.pk, name=written.name, fields=changed)
            announce(fact, by=by, at=at, about=written)
            index(findable([written.pk]))
    return written


def archive(*, place: Place, by: User, at: datetime) -> Place:
    """Out of the list; what refers to it keeps its name. Raises `ArchivedAlready`."""
    with transaction.atomic():
        stored = Place.objects.select_for_update().get(pk=place.pk)
        if stored.archived_at is not None:
            raise ArchivedAlready(stored.name)
        written = stored.write({"archived_at": at}, read_version=stored.version)
        announce(PlaceArchived(place_id=written.pk, name=written.name), by=by, at=at, about=written)
        forget("places.place", [written.pk])
    return written


def restore(*, place: Place, by: User, at: datetime) -> Place:
    """Back into the list. Raises `NotArchived`."""
    with transaction.atomic():
        stored = Place.objects.select_for_update().get(pk=place.pk)
        if stored.archived_at is None:
            raise NotArchived(stored.name)
        written = stored.write({"archived_at": None}, read_version=stored.version)
        announce(PlaceRestored(place_id=written.pk, name=written.name), by=by, at=at, about=written)
        index(findable([written.pk]))
    return written


def add_many(*, rows: Iterable[Mapping[str, Any]], source: str, by: User, at: datetime) -> list[Place]:
    """Places of one import: all of them or none, one line in the journal."""
    with transaction.atomic():
        places = Place.objects.bulk_create(
            (Place(**_complete(row), created_at=at) for row in rows), batch_size=1000
        )
        announce(PlacesImported(count=len(places), file=source), by=by, at=at)
        index(findable([place.pk for place in places]))
    return places


def _complete(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with what is computed from them."""
    named = " ".join(str(values.get(name) or "") for name in NAMED)
    return {**values, "folded": plain(named), "sort_key": plain(str(values.get("name", "")))[:160]}


def _refuse_circle(place: Place, inside: Place | None) -> None:
    above, steps = inside, 0
    while above is not None and steps < DEEPEST:
        if above.pk == place.pk:
            raise WithinItself(place.name)
        above, steps = above.inside, steps + 1
    if steps == DEEPEST:
        raise WithinItself(place.name)
