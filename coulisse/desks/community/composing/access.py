"""The only ways to a variant, to the media of an owner, and to saved replies."""

from django.shortcuts import get_object_or_404

from coulisse.desks.community.composing.models import Removal, Snippet
from coulisse.desks.community.composing.queries.media import KINDS
from coulisse.desks.community.current import access_owned
from coulisse.desks.community.publishing.access import access_publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.access import access_document
from coulisse.foundation.documents.models import Document


def access_media(user: User, pk: int, *, to: str = "read") -> Document:
    """A picture, a film or a recording: within reach as a document, and of an owner of this desk."""
    row = access_document(user, pk, to=to)
    if row.kind not in KINDS or row.private:
        return get_object_or_404(Document.objects.none(), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_snippet(user: User, pk: int, *, to: str = "read") -> Snippet:
    row = get_object_or_404(Snippet.objects.filter(removed_at__isnull=True), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_removal(user: User, pk: int, *, to: str = "read") -> Removal:
    """Through its post."""
    row = get_object_or_404(Removal.objects.select_related("publication"), pk=pk)
    access_publication(user, row.publication_id, to=to)
    return row
