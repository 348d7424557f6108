"""Reading the places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet

from coulisse.foundation.accounts.models import User
from coulisse.foundation.places.models import Place
from coulisse.foundation.search.writing import plain

SORTS: Final = {"name": "sort_key", "town": "city", "postcode": "postcode", "kind": "kind"}
ALIKE: Final = 0.45
"""From this trigram similarity on, two names in one postcode are shown as perhaps the same place."""


def visible_to(user: User) -> QuerySet[Place]:
    """All places for members of the house; none for a client's people."""
    return Place.objects.all() if user.is_active and user.may("read") else Place.objects.none()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of the list asks for."""

    words: str = ""
    kind: str = ""
    archived: bool = False
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    id: int
    name: str
    name_nl: str
    kind: str
    within: str
    postcode: str
    city: str
    has_position: bool
    hospital: str
    contact: str
    phone: str


def listed(user: User, wanted: Wanted) -> QuerySet[Place]:
    found = visible_to(user).select_related("inside").filter(archived_at__isnull=not wanted.archived)
    for word in plain(wanted.words).split():
        found = found.filter(folded__contains=word)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    falling, name = wanted.sort.startswith("-"), wanted.sort.removeprefix("-")
    column = SORTS.get(name, "sort_key")
    return found.order_by(f"-{column}" if falling else column, "sort_key", "pk")


def rows(places: Iterable[Place]) -> list[Row]:
    return [
        Row(
            id=place.pk,
            name=place.name,
            name_nl=place.name_nl,
            kind=place.get_kind_display(),
            within=place.inside.name if place.inside else "",
            postcode=place.postcode,
            city=place.city,
            has_position=place.latitude is not None,
            hospital=place.hospital_name,
            contact=place.contact_name,
            phone=place.contact_phone,
        )
        for place in places
    ]


@dataclass(frozen=True, slots=True)
class Twin:
    """A place that may be the same one."""

    id: int
    name: str
    city: str


def perhaps_the_same(name: str, postcode: str, *, but: int | None = None) -> list[Twin]:
    """Places of the same postcode (any, when not known) whose name is nearly this one, the nearest first."""
    alike = TrigramSimilarity("sort_key", plain(name))
    found = Place.objects.filter(archived_at__isnull=True).annotate(alike=alike)
    found = found.filter(alike__gte=ALIKE)
    if but is not None:
        found = found.exclude(pk=but)
    if postcode:
        found = found.filter(postcode__in=(postcode, ""))
    return [Twin(place.pk, place.name, place.city) for place in found.order_by("-alike", "pk")[:5]]


def rooms_of(place: Place) -> list[Place]:
    """The places within it."""
    return list(Place.objects.filter(inside=place, archived_at__isnull=True))


def in_language(place: Place, language: str | None) -> tuple[str, str, str]:
    """Name, street and town for a reader: the Dutch ones in Dutch where there are any."""
    if language == "nl":
        return place.name_nl or place.name, place.street_nl or place.street, place.city_nl or place.city
    return place.name, place.street, place.city
