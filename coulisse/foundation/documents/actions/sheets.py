"""What is written about a document: its title, its scope, its tags."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from coulisse.foundation.documents.actions.keeping import InTheTrash
from coulisse.foundation.documents.actions.telling import tell
from coulisse.foundation.documents.facts import DocumentEdited, DocumentTagged, DocumentUntagged
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.searchable import reindex
from coulisse.foundation.documents.tags import clean_tags

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def edit(
    *, document: Document, values: Mapping[str, Any], read_version: int, by: "User", at: datetime
) -> Document:
    """Write the sheet as read at `read_version`. Raises `InTheTrash`, and `StaleWrite` when it moved since."""
    with transaction.atomic():
        stored = Document.objects.select_for_update().get(pk=document.pk)
        if stored.trashed_at is not None:
            raise InTheTrash(stored.title)
        changed = tuple(name for name, value in values.items() if getattr(stored, name) != value)
        written = document.write({**values, "changed_at": at}, read_version=read_version)
        if changed:
            fact = DocumentEdited(document_id=written.pk, title=written.title, fields=changed)
            tell(fact, written, by=by, at=at)
        reindex([written.pk])
    return written


def tag(*, documents: Collection[Document], tag: str, by: "User", at: datetime) -> list[Document]:
    """Put one tag on several documents; returns those that did not bear it yet."""
    with transaction.atomic():
        bare = [row for row in _locked(documents) if tag not in row.tags]
        for row in bare:
            row.tags = clean_tags([*row.tags, tag])
            _write_tags(row, at)
            tell(DocumentTagged(document_id=row.pk, title=row.title, tag=tag), row, by=by, at=at)
        reindex([row.pk for row in bare])
    return bare


def untag(*, documents: Collection[Document], tag: str, by: "User", at: datetime) -> list[Document]:
    """The inverse of `tag`."""
    with transaction.atomic():
        bearing = [row for row in _locked(documents) if tag in row.tags]
        for row in bearing:
            row.tags = [one for one in row.tags if one != tag]
            _write_tags(row, at)
            tell(DocumentUntagged(document_id=row.pk, title=row.title, tag=tag), row, by=by, at=at)
        reindex([row.pk for row in bearing])
    return bearing


def _locked(documents: Collection[Document]) -> list[Document]:
    wanted = Document.objects.select_for_update().filter(pk__in=[document.pk for document in documents])
    return list(wanted.filter(trashed_at__isnull=True).order_by("pk"))


def _write_tags(row: Document, at: datetime) -> None:
    Document.objects.filter(pk=row.pk).update(tags=row.tags, changed_at=at, version=F("version") + 1)
