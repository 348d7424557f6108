"""A document is about an object, or no longer."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from coulisse.foundation.documents.actions.telling import tell
from coulisse.foundation.documents.facts import DocumentAttached, DocumentDetached
from coulisse.foundation.documents.models import Attachment, Document
from coulisse.foundation.documents.subjects import label_of

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def attach(*, document: Document, row: models.Model, by: "User | None", at: datetime) -> Attachment:
    """The document is about this object. Attached already, it stays as it is."""
    with transaction.atomic():
        attachment, fresh = Attachment.objects.get_or_create(
            document=document,
            subject=label_of(row),
            subject_id=row.pk,
            defaults={"attached_by": by, "attached_at": at},
        )
        if fresh:
            fact = DocumentAttached(
                document_id=document.pk,
                title=document.title,
                subject=label_of(row),
                subject_id=row.pk,
                subject_title=str(row),
            )
            tell(fact, document, by=by, at=at)
    return attachment


def detach(*, document: Document, row: models.Model, by: "User", at: datetime) -> bool:
    """The inverse of `attach`. Returns whether it was attached."""
    with transaction.atomic():
        gone, _by_model = Attachment.objects.filter(
            document=document, subject=label_of(row), subject_id=row.pk
        ).delete()
        if gone:
            fact = DocumentDetached(
                document_id=document.pk,
                title=document.title,
                subject=label_of(row),
                subject_id=row.pk,
                subject_title=str(row),
            )
            tell(fact, document, by=by, at=at)
    return gone > 0
