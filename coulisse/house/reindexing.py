"""The search index made anew from the rooms: after a restore, or when a release writes it otherwise."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from django.db import transaction

from coulisse.desks.floor.breakdown.searchable import findable as elements
from coulisse.desks.floor.script.searchable import findable as scenes
from coulisse.foundation.companies.searchable import findable as companies
from coulisse.foundation.documents.searchable import findable as documents
from coulisse.foundation.grid.searchable import findable as programmes
from coulisse.foundation.parameters.searchable import findable as parameters
from coulisse.foundation.people.searchable import findable as people
from coulisse.foundation.places.searchable import findable as places
from coulisse.foundation.productions.searchable import findable as productions
from coulisse.foundation.search.actions import Findable, index
from coulisse.foundation.search.models import Item
from coulisse.foundation.tasks.searchable import findable as tasks

ROOMS: Final[tuple[Callable[[Iterable[int] | None], Iterator[Findable]], ...]] = (
    people,
    places,
    productions,
    companies,
    documents,
    tasks,
    programmes,
    parameters,
    scenes,
    elements,
)


def reindex() -> int:
    """Write every item again; returns how many there are."""
    with transaction.atomic():
        Item.objects.all().delete()
        return sum(index(room(None)) for room in ROOMS)
