"""The places in the palette."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.foundation.places.models import Place
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    """Places as the index wants them; all of them without `pks`."""
    found = Place.objects.order_by("pk")
    for place in (found if pks is None else found.filter(pk__in=list(pks))).iterator(chunk_size=1000):
        yield Findable(
            kind="places.place",
            pk=place.pk,
            title=place.name,
            subtitle=" ".join(part for part in (place.postcode, place.city) if part),
            keywords=" ".join((place.name_nl, place.street, place.street_nl, place.city_nl)),
            address=reverse("places:detail", args=[place.pk]),
        )
