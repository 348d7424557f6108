"""Writing the index. A room's actions call it in the transaction of the change.

A room has a `searchable.py` with `findable(pks: Iterable[int] | None) -> Iterator[Findable]` (None: all of them);
its actions end in `index(findable([row.pk]))`, and the house rebuilds the whole index from these functions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from coulisse.foundation.search.models import Item
from coulisse.foundation.search.writing import plain

BATCH: Final = 1000
LONGEST: Final = 240


@dataclass(frozen=True, slots=True)
class Findable:
    """One object as the index wants it. Private facts (diets, pay, health) never come here."""

    kind: str
    pk: int
    title: str
    address: str
    subtitle: str = ""
    keywords: str = ""
    production: int | None = None
    client: int | None = None
    desk: str = ""


def index(found: Iterable[Findable]) -> int:
    """Write or rewrite the items of these objects; returns how many."""
    source, count = iter(found), 0
    while batch := list(islice(source, BATCH)):
        Item.objects.bulk_create(
            [_item(one) for one in batch],
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=[
                "title",
                "subtitle",
                "address",
                "words",
                "more",
                "production_id",
                "client_id",
                "desk",
            ],
        )
        count += len(batch)
    return count


def forget(kind: str, pks: Iterable[int]) -> None:
    """Take objects out of the index."""
    Item.objects.filter(kind=kind, object_id__in=list(pks)).delete()


def _item(one: Findable) -> Item:
    return Item(
        kind=one.kind,
        object_id=one.pk,
        title=one.title[:LONGEST],
        subtitle=one.subtitle[:LONGEST],
        address=one.address,
        words=plain(one.title),
        more=plain(f"{one.subtitle} {one.keywords}"),
        production_id=one.production,
        client_id=one.client,
        desk=one.desk,
    )
