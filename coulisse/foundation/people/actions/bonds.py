"""Where people work, what they do on a production, when they can be had."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.facts import (
    AffiliationEnded,
    AvailabilityNoted,
    AvailabilityRemoved,
    ContactAffiliated,
    PartGiven,
    PartTakenBack,
)
from coulisse.foundation.people.models import Affiliation, Availability, Contact, Part
from coulisse.foundation.people.searchable import findable
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import index

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


class NotAPersonAndAFirm(Exception):
    """An affiliation binds a person to a firm, in that order."""


class EndsBeforeItStarts(Exception):
    """A period whose last day lies before its first."""


def affiliate(*, person: Contact, company: Contact, function: str, by: "User | None", at: datetime) -> Affiliation:
    """Say that a person works at a firm; saying it twice changes nothing."""
    if not person.is_person or company.is_person:
        raise NotAPersonAndAFirm
    with transaction.atomic():
        bond, new = Affiliation.objects.get_or_create(person=person, company=company, function=function.strip())
        if new:
            told = ContactAffiliated(
                person_id=person.pk,
                person=person.name,
                company_id=company.pk,
                company=company.name,
                function=bond.function,
            )
            announce(told, by=by, at=at, about=person)
            index(findable([person.pk]))
    return bond


def end_affiliation(*, bond: Affiliation, by: "User | None", at: datetime) -> None:
    """The inverse of `affiliate`."""
    person, company = bond.person, bond.company
    with transaction.atomic():
        bond.delete()
        told = AffiliationEnded(
            person_id=person.pk, person=person.name, company_id=company.pk, company=company.name
        )
        announce(told, by=by, at=at, about=person)
        index(findable([person.pk]))


def give_part(*, contact: Contact, production: Production, function: str, by: "User | None", at: datetime) -> Part:
    """Put a contact on a production, in a function."""
    with transaction.atomic():
        part, new = Part.objects.get_or_create(contact=contact, production=production, function=function.strip())
        if new:
            told = PartGiven(
                contact_id=contact.pk, name=contact.name, production_id=production.pk, function=part.function
            )
            announce(told, by=by, at=at, about=contact, production=production.pk)
    return part


def take_part_back(*, part: Part, by: "User | None", at: datetime) -> None:
    """The inverse of `give_part`."""
    contact, production_id = part.contact, part.production_id
    with transaction.atomic():
        told = PartTakenBack(
            contact_id=contact.pk, name=contact.name, production_id=production_id, function=part.function
        )
        part.delete()
        announce(told, by=by, at=at, about=contact, production=production_id)


def note_availability(
    *,
    contact: Contact,
    state: str,
    starts_on: date,
    ends_on: date,
    note: str = "",
    source: str = "",
    by: "User | None",
    at: datetime,
) -> Availability:
    """Note days when somebody can, cannot or perhaps can be had, both days included."""
    if ends_on < starts_on:
        raise EndsBeforeItStarts
    with transaction.atomic():
        period = Availability.objects.create(
            contact=contact,
            state=Availability.State(state),
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
            source=source,
        )
        told = AvailabilityNoted(
            contact_id=contact.pk,
            name=contact.name,
            state=period.state,
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat(),
        )
        announce(told, by=by, at=at, about=contact)
    return period


def remove_availability(*, period: Availability, by: "User | None", at: datetime) -> None:
    """The inverse of `note_availability`."""
    contact = period.contact
    with transaction.atomic():
        told = AvailabilityRemoved(
            contact_id=contact.pk,
            name=contact.name,
            state=period.state,
            starts_on=period.starts_on.isoformat(),
            ends_on=period.ends_on.isoformat(),
        )
        period.delete()
        announce(told, by=by, at=at, about=contact)
