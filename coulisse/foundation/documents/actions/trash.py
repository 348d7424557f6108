"""Out of sight for thirty days, then gone; and the contents that nothing points to any more."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string

from coulisse.foundation.documents import previews
from coulisse.foundation.documents.actions.telling import tell
from coulisse.foundation.documents.facts import DocumentPurged, DocumentTakenBack, DocumentTrashed
from coulisse.foundation.documents.holders import held
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.searchable import reindex
from coulisse.foundation.documents.vault import GRACE, vault

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

KEPT: Final = timedelta(days=30)
AT_ONCE: Final = 1000
"""Documents of one night."""


def trash(*, documents: Collection[Document], by: "User", at: datetime) -> list[Document]:
    """Put documents in the trash; returns those that were not there yet."""
    with transaction.atomic():
        rows = _locked(documents, trashed=False)
        for row in rows:
            _move(row, at, by)
            tell(DocumentTrashed(document_id=row.pk, title=row.title), row, by=by, at=at)
        reindex([row.pk for row in rows])
    return rows


def take_back(*, documents: Collection[Document], by: "User", at: datetime) -> list[Document]:
    """The inverse of `trash`."""
    with transaction.atomic():
        rows = _locked(documents, trashed=True)
        for row in rows:
            _move(row, None, None)
            tell(DocumentTakenBack(document_id=row.pk, title=row.title), row, by=by, at=at)
        reindex([row.pk for row in rows])
    return rows


def purge(*, at: datetime) -> int:
    """Delete what has been in the trash for thirty days and nothing holds. Returns how many documents.

    What is held stays in the trash, however long, and its page tells by what; it keeps no other from going.
    """
    with transaction.atomic():
        old = Document.objects.select_for_update().filter(~held(), trashed_at__lt=at - KEPT)
        rows = list(old.order_by("pk")[:AT_ONCE])
        for row in rows:
            tell(DocumentPurged(document_id=row.pk, title=row.title), row, by=None, at=at)
        Document.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def collect(*, grace: float = GRACE) -> int:
    """Delete the contents that no version points to, and nobody else of the house holds. Returns how many."""
    store = vault()
    holders = [import_string(path) for path in getattr(settings, "COULISSE_CONTENT_HOLDERS", ())]
    store.discard_unfinished(grace=grace)
    gone = 0
    for sha256 in list(store.every()):
        if Version.objects.filter(sha256=sha256).exists() or any(holds(sha256) for holds in holders):
            continue
        if store.discard(sha256, grace=grace):
            previews.forget(sha256)
            gone += 1
    return gone


def _locked(documents: Collection[Document], *, trashed: bool) -> list[Document]:
    wanted = Document.objects.select_for_update().filter(pk__in=[document.pk for document in documents])
    return list(wanted.filter(trashed_at__isnull=not trashed).order_by("pk"))


def _move(row: Document, at: datetime | None, by: "User | None") -> None:
    Document.objects.filter(pk=row.pk).update(trashed_at=at, trashed_by=by, version=F("version") + 1)
