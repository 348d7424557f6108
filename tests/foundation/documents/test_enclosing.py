"""A letter encloses a document by its number, and sends the version that is current when it leaves."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from coulisse.foundation.documents.actions import add_version, keep, trash
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast


@pytest.mark.django_db
def test_the_current_version_is_sent_and_nothing_from_the_trash(cast: Cast) -> None:
    content_of = import_string(settings.COULISSE_DOCUMENT_CONTENT)
    document = keep(b"premier jet", name="contrat.txt", by=cast.nadia, at=AT, production=cast.drache.pk)
    assert content_of(document.pk) == b"premier jet"
    add_version(b"second jet", document=document, name="contrat.txt", by=cast.nadia, at=AT)
    assert content_of(document.pk) == b"second jet"
    trash(documents=[Document.objects.get(pk=document.pk)], by=cast.nadia, at=AT)
    assert content_of(document.pk) is None
    assert content_of(0) is None
