"""Adding, changing and tagging contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.actions.suspecting import suspect_doubles
from coulisse.foundation.people.cards import blank_card, card_of, full_name
from coulisse.foundation.people.facts import ContactAdded, ContactChanged, ContactsTagged
from coulisse.foundation.people.keys import keys_of
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.models.contact import FIELDS
from coulisse.foundation.people.searchable import findable
from coulisse.foundation.search.actions import index

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


class NameMissing(Exception):
    """A card bears a name: first or last name of a person, or the name of a firm."""


def create_contact(*, values: Mapping[str, Any], by: "User | None", at: datetime) -> Contact:
    """Add a card; fields left out of `values` stay blank."""
    contact = new_contact(values, at=at)
    with transaction.atomic():
        contact.save(force_insert=True)
        suspect_doubles([contact.pk])
        index(findable([contact.pk]))
        announce(ContactAdded(contact_id=contact.pk, name=contact.name), by=by, at=at, about=contact)
    return contact


def new_contact(values: Mapping[str, Any], *, at: datetime) -> Contact:
    """A card with its keys, not saved yet: an import saves thousands at once."""
    card = {**blank_card(), **values}
    card["name"] = full_name(card)
    if not card["name"]:
        raise NameMissing
    return Contact(**card, **keys_of(card), created_at=at)


def update_contact(
    *, contact: Contact, values: Mapping[str, Any], read_version: int, by: "User | None", at: datetime
) -> Contact:
    """Write `values` on the card that was read at `read_version`; raises `StaleWrite` if it moved since."""
    card = {**card_of(contact), **values}
    card["name"] = full_name(card)
    if not card["name"]:
        raise NameMissing
    written = {**values, "name": card["name"], **keys_of(card)}
    with transaction.atomic():
        try:
            row = contact.write(written, read_version=read_version)
        except StaleWrite as refused:
            raise StaleWrite(refused.row, [one for one in refused.differences if one.field in values]) from None
        suspect_doubles([row.pk])
        index(findable([row.pk]))
        changed = tuple(name for name in FIELDS if name in values)
        announce(ContactChanged(contact_id=row.pk, name=row.name, fields=changed), by=by, at=at, about=row)
    return row


def tag_contacts(*, contacts: Sequence[Contact], tag: str, by: "User | None", at: datetime) -> list[Contact]:
    """Put one tag on several cards; returns those that did not bear it yet."""
    with transaction.atomic():
        locked = Contact.objects.select_for_update().filter(pk__in=[contact.pk for contact in contacts])
        bare = [contact for contact in locked.order_by("pk") if tag not in contact.tags]
        _rewrite_tags(bare, {contact.pk: [*contact.tags, tag] for contact in bare})
        ids = tuple(contact.pk for contact in bare)
        announce(ContactsTagged(contact_ids=ids, count=len(ids), tag=tag), by=by, at=at)
    return bare


def untag_contacts(*, contacts: Sequence[Contact], tag: str, by: "User | None", at: datetime) -> None:
    """The inverse of `tag_contacts`."""
    with transaction.atomic():
        locked = Contact.objects.select_for_update().filter(pk__in=[contact.pk for contact in contacts])
        bearing = list(locked.filter(tags__contains=[tag]).order_by("pk"))
        _rewrite_tags(bearing, {contact.pk: [one for one in contact.tags if one != tag] for contact in bearing})
        for contact in bearing:
            announce(
                ContactChanged(contact_id=contact.pk, name=contact.name, fields=("tags",)),
                by=by,
                at=at,
                about=contact,
            )


def _rewrite_tags(contacts: list[Contact], tags: Mapping[int, list[str]]) -> None:
    for contact in contacts:
        contact.tags = tags[contact.pk]
        contact.search_text = keys_of(card_of(contact))["search_text"]
    Contact.objects.bulk_update(contacts, ["tags", "search_text"], batch_size=500)
    Contact.objects.filter(pk__in=[contact.pk for contact in contacts]).update(version=F("version") + 1)
    index(findable([contact.pk for contact in contacts]))
