"""The documents that a source or a piece may be given: those in reach, the newest first; or a new file."""

from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.queries import visible_to
from coulisse.foundation.documents.vault import EmptyFile, FileTooLarge
from coulisse.foundation.productions.models import Production

MOST: Final = 200
REFUSED: Final = (EmptyFile, FileTooLarge)


def documents_for(production: Production, user: User) -> list[tuple[int, str]]:
    """Number and title, of this production and of the whole house: one query."""
    here = Q(production=production) | Q(production__isnull=True, client__isnull=True)
    rows = visible_to(user).filter(here).order_by("-changed_at", "-id").values_list("pk", "title")
    return list(rows[:MOST])


def keep_file(
    file: "UploadedFile[Any]", *, title: str, production: Production, by: User, at: datetime
) -> Document:
    """A new file becomes a document of the production. Raises one of `REFUSED`."""
    name = file.name or ""
    return keep(file.chunks(), name=name, title=title, by=by, at=at, production=production.pk, desk=Desk.OFFICE)
