"""What a document may be attached to: any object whose room says how it is reached.

`settings.COULISSE_SUBJECT_ACCESS` names, for each model, the room's own `access_*`: `access(user, pk, to="read")`
gives the row or refuses. The object's name is `str(row)`, its page the journal's `COULISSE_SUBJECTS`. So a room
that has an `access_*` can hold documents without this room knowing it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.module_loading import import_string

from coulisse.foundation.accounts.roles import Desk

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

Access = Callable[..., models.Model]
PRODUCTION = "productions.production"


@dataclass(frozen=True, slots=True)
class Place:
    """Whose object it is: of a production, of a client, or (both None) of the common books of the house."""

    production: int | None = None
    client: int | None = None

    def opens(self, other: "Place") -> bool:
        """Whether an object here lets its reader see a document there: its own papers, and those of the house."""
        return other.production in {None, self.production} and other.client in {None, self.client}


@dataclass(frozen=True, slots=True)
class Subject:
    """An object that documents are attached to, as a page shows it."""

    label: str
    pk: int
    title: str
    address: str


def label_of(row: models.Model) -> str:
    return row._meta.label_lower


def access_subject(user: "User", label: str, pk: int, *, to: str = "read") -> models.Model:
    """The object, through its own room's door."""
    registered: Mapping[str, str] = getattr(settings, "COULISSE_SUBJECT_ACCESS", {})
    if label not in registered:
        raise Http404
    access: Access = import_string(registered[label])
    return access(user, pk, to=to)


def desk_of(row: models.Model) -> str:
    """The books are the office's alone, and so is what is handed in on one of their pages."""
    return row._meta.app_label if row._meta.app_label == Desk.OFFICE else ""


def place_of(row: models.Model) -> Place:
    if label_of(row) == PRODUCTION:
        return Place(row.pk, getattr(row, "client_id", None))
    found: Any = row
    return Place(getattr(found, "production_id", None), getattr(found, "client_id", None))


def readable(user: "User", label: str, pk: int) -> models.Model | None:
    """The object if this person may read it, None otherwise."""
    try:
        return access_subject(user, label, pk)
    except (Http404, PermissionDenied):
        return None


def shown(row: models.Model) -> Subject:
    return Subject(label_of(row), row.pk, str(row), address_of(label_of(row), row.pk))


def address_of(label: str, pk: int) -> str:
    registered: Mapping[str, str] = getattr(settings, "COULISSE_SUBJECTS", {})
    if label not in registered:
        return ""
    resolve: Callable[[int], str | None] = import_string(registered[label])
    return resolve(pk) or ""
