"""The private part of a card: read and written with a line in the journal each time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.facts import PrivateFactsChanged, PrivateFactsRead
from coulisse.foundation.people.models import Contact, PrivateFacts

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def read_private(
    *, contact: Contact, production: int | None, by: "User | None", at: datetime
) -> PrivateFacts | None:
    """The private part for one production, or for the house (None). The reading is told."""
    with transaction.atomic():
        told = PrivateFactsRead(contact_id=contact.pk, name=contact.name)
        announce(told, by=by, at=at, about=contact, production=production, private=True)
        return PrivateFacts.objects.filter(contact=contact, production=production).first()


def export_private(*, contacts: Sequence[Contact], by: "User | None", at: datetime) -> dict[int, PrivateFacts]:
    """The house's private parts of these contacts, by contact; each reading is told."""
    rows = PrivateFacts.objects.filter(contact__in=contacts, production=None).select_related("contact")
    with transaction.atomic():
        found = {row.contact_id: row for row in rows}
        for row in found.values():
            told = PrivateFactsRead(contact_id=row.contact_id, name=row.contact.name)
            announce(told, by=by, at=at, about=row.contact, private=True)
    return found


def write_private(
    *,
    contact: Contact,
    production: int | None,
    values: Mapping[str, Any],
    read_version: int,
    by: "User | None",
    at: datetime,
) -> PrivateFacts:
    """Write the private part; `read_version` is 0 for one that did not exist. Raises `StaleWrite`."""
    with transaction.atomic():
        row, new = PrivateFacts.objects.get_or_create(
            contact=contact,
            production_id=production,  # type: ignore[misc]  # the stubs forget that it may be NULL
            defaults={**values, "version": 1},
        )
        if not new:
            row = row.write(values, read_version=read_version)
        told = PrivateFactsChanged(contact_id=contact.pk, name=contact.name, fields=tuple(values))
        announce(told, by=by, at=at, about=contact, production=production, private=True)
    return row
