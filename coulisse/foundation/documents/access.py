"""The only ways to a document and its versions."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.subjects import Place, place_of, readable

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def access_document(user: "User", pk: int, *, to: str = "read", trashed: bool = False) -> Document:
    """A document: whoever reads its scope, or an object that it is attached to; changed by its scope alone.

    One of a desk is for the people of that desk, whatever it is attached to. A private one asks besides for the
    right to read such things there. One in the trash is reached only with
    `trashed`, by whoever may change it.
    """
    document = (
        Document.objects.select_related("current", "production", "client", "kept_by", "trashed_by")
        .filter(pk=pk)
        .first()
    )
    if document is None or not may_see(user, document):
        raise Http404
    if document.trashed_at is not None and not (trashed and may_change(user, document)):
        raise Http404
    if to != "read" and not may_change(user, document, to=to):
        raise PermissionDenied
    return document


def access_version(user: "User", pk: int, number: int, *, to: str = "read") -> Version:
    document = access_document(user, pk, to=to)
    version = document.versions.select_related("uploaded_by").filter(number=number).first()
    if version is None:
        raise Http404
    version.document = document
    return version


def may_see(user: "User", document: Document) -> bool:
    if document.private and not may_read_private(user, document):
        return False
    place = Place(document.production_id, document.client_id)
    if user.may("read", desk=document.desk or None, production=place.production, client=place.client):
        return True
    return not document.desk and user.is_active and _reached_by_subject(user, document, place)


def may_change(user: "User", document: Document, *, to: str = "change") -> bool:
    at = document.desk or None
    return user.may(to, desk=at, production=document.production_id, client=document.client_id)


def may_read_private(user: "User", document: Document) -> bool:
    """What a client's people keep private is read by roles on the whole house only."""
    scope = user.scope()
    if document.client_id is not None:
        return scope.may_private(production=0)
    return scope.may_private(production=document.production_id)


def _reached_by_subject(user: "User", document: Document, place: Place) -> bool:
    """Through an object that it is about; a card of the common books opens no production's papers."""
    for attachment in document.attachments.all()[:50]:
        row = readable(user, attachment.subject, attachment.subject_id)
        if row is not None and place_of(row).opens(place):
            return True
    return False
