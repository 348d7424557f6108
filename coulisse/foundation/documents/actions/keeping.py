"""A file becomes a document; a document gets another content, or an earlier one again."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import models, transaction

from coulisse.foundation.documents.actions.attaching import attach
from coulisse.foundation.documents.actions.telling import tell
from coulisse.foundation.documents.facts import DocumentKept, VersionAdded, VersionRestored
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.names import clean_name, title_of
from coulisse.foundation.documents.searchable import reindex
from coulisse.foundation.documents.sniffing import sniff
from coulisse.foundation.documents.subjects import Place, desk_of, place_of
from coulisse.foundation.documents.tags import clean_tags
from coulisse.foundation.documents.vault import Content, Stored, vault
from coulisse.foundation.journal.worker_queue import defer

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

EXAMINE: Final = "documents.examine"


class SameContent(Exception):
    """The content is the one that the document has already."""


class InTheTrash(Exception):
    """A document in the trash is taken back before it is changed."""


def keep(
    content: Content,
    *,
    name: str,
    by: "User | None",
    at: datetime,
    title: str = "",
    production: int | None = None,
    client: int | None = None,
    about: models.Model | None = None,
    private: bool = False,
    desk: str = "",
    tags: Sequence[str] = (),
    language: str = "",
    note: str = "",
) -> Document:
    """Keep a file, as bytes or piece by piece, and attach it to `about`.

    Without production and client it belongs where `about` does; with a desk only that desk reads it.
    Raises `vault.EmptyFile`, `vault.FileTooLarge`.
    """
    stored = vault().store(content)
    place = Place(production, client)
    if about is not None and place == Place():
        place = place_of(about)
    if about is not None and not desk:
        desk = desk_of(about)
    with transaction.atomic():
        document = Document.objects.create(
            title=(title.strip() or title_of(name))[:200],
            production_id=place.production,
            client_id=None if place.production is not None else place.client,
            private=private,
            desk=desk,
            tags=clean_tags(tags),
            language=language,
            note=note,
            kept_by=by,
            kept_at=at,
            changed_at=at,
        )
        version = _write_version(document, stored, number=1, name=name, note="", by=by, at=at)
        fact = DocumentKept(
            document_id=document.pk, title=document.title, sha256=version.sha256, document_kind=document.kind
        )
        tell(fact, document, by=by, at=at)
        if about is not None:
            attach(document=document, row=about, by=by, at=at)
        reindex([document.pk])
    return document


def add_version(
    content: Content, *, document: Document, name: str, by: "User | None", at: datetime, note: str = ""
) -> Version:
    """Another content becomes the current one. Raises `SameContent`, `InTheTrash` and what `keep` raises."""
    stored = vault().store(content)
    with transaction.atomic():
        fresh = _locked(document)
        if fresh.current is not None and fresh.current.sha256 == stored.sha256:
            raise SameContent(fresh.pk)
        number = _next_number(fresh)
        version = _write_version(fresh, stored, number=number, name=name, note=note, by=by, at=at)
        fact = VersionAdded(document_id=fresh.pk, title=fresh.title, number=number, sha256=stored.sha256)
        tell(fact, fresh, by=by, at=at)
        reindex([fresh.pk])
    return version


def restore_version(*, version: Version, by: "User", at: datetime) -> Version:
    """Take an earlier content up again, as a new version. Raises `SameContent` and `InTheTrash`."""
    with transaction.atomic():
        fresh = _locked(version.document)
        if fresh.current is not None and fresh.current.sha256 == version.sha256:
            raise SameContent(fresh.pk)
        restored, number = version.number, _next_number(fresh)
        copy = Version.objects.get(pk=version.pk)
        copy.pk, copy.number, copy.note = None, number, ""
        copy.uploaded_by, copy.uploaded_at = by, at
        copy.save(force_insert=True)
        _make_current(fresh, copy, at=at)
        fact = VersionRestored(
            document_id=fresh.pk, title=fresh.title, number=number, restored=restored, sha256=copy.sha256
        )
        tell(fact, fresh, by=by, at=at)
        reindex([fresh.pk])
    return copy


def _locked(document: Document) -> Document:
    fresh = Document.objects.select_for_update(of=("self",)).select_related("current").get(pk=document.pk)
    if fresh.trashed_at is not None:
        raise InTheTrash(fresh.title)
    return fresh


def _next_number(document: Document) -> int:
    last = document.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _write_version(
    document: Document, stored: Stored, *, number: int, name: str, note: str, by: "User | None", at: datetime
) -> Version:
    """Write the row, make it the current one, and have it examined by the worker."""
    version = Version.objects.create(
        document=document,
        number=number,
        sha256=stored.sha256,
        size=stored.size,
        media_type=sniff(stored.head).media_type,
        name=clean_name(name),
        note=note[:300],
        uploaded_by=by,
        uploaded_at=at,
    )
    _make_current(document, version, at=at, kind=sniff(stored.head).kind)
    defer(EXAMINE, queue="jobs", version_id=version.pk)
    return version


def _make_current(document: Document, version: Version, *, at: datetime, kind: str | None = None) -> None:
    with vault().open(version.sha256) as content:
        document.kind = kind or sniff(content.read(64 * 1024)).kind
    document.current, document.changed_at = version, at
    document.save(update_fields=["kind", "current", "changed_at"])
