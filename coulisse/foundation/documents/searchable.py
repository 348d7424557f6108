"""What the index of the house holds of documents. Private ones and those in the trash never enter it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from django.urls import reverse

from coulisse.foundation.documents.models import Document
from coulisse.foundation.search.actions import Findable, forget, index

KIND: Final = "documents.document"
SIGNS_OF_TEXT: Final = 30_000


def findable(pks: Iterable[int] | None) -> Iterator[Findable]:
    documents = Document.objects.filter(private=False, trashed_at__isnull=True)
    if pks is not None:
        documents = documents.filter(pk__in=list(pks))
    for document in documents.select_related("current", "production", "client").order_by("pk").iterator(500):
        yield _findable(document)


def _findable(document: Document) -> Findable:
    current = document.current
    words = [*document.tags, document.note]
    if current is not None:
        words += [current.name, current.text[:SIGNS_OF_TEXT]]
    return Findable(
        kind=KIND,
        pk=document.pk,
        title=document.title,
        address=reverse("documents:detail", args=[document.pk]),
        subtitle=str(document.production or document.client or ""),
        keywords=" ".join(words),
        production=document.production_id,
        client=document.client_id,
        desk=document.desk,
    )


def reindex(pks: Collection[int]) -> None:
    """Write these documents anew in the index, and take out those that may not be found any more."""
    found = list(findable(pks))
    forget(KIND, set(pks) - {one.pk for one in found})
    index(found)
