"""One contact as it is read."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from coulisse.foundation.people.languages import language_name
from coulisse.foundation.people.models import Affiliation, Availability, Contact, Part
from coulisse.foundation.people.phones import shown
from coulisse.foundation.people.trades import skill_label

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class LineView:
    """An e-mail address or a telephone number with its label in words."""

    label: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class AddressView:
    label: str
    street: str
    town: str
    country: str


@dataclass(frozen=True, slots=True)
class BondView:
    """A firm of a person, or a person of a firm."""

    pk: int
    contact_pk: int
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class PartView:
    pk: int
    production_pk: int
    production: str
    function: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    pk: int
    state: str
    label: str
    starts_on: date
    ends_on: date
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class PrivateScope:
    """Where a private part may be opened: the house (`production` None) or one production."""

    production: int | None
    title: str


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything on the page of one contact, private part excepted."""

    pk: int
    name: str
    is_person: bool
    emails: tuple[LineView, ...]
    phones: tuple[LineView, ...]
    addresses: tuple[AddressView, ...]
    languages: tuple[str, ...]
    document_language: str
    skills: tuple[str, ...]
    tags: tuple[str, ...]
    website: str
    birthday: date | None
    vat: str
    notes: str
    bonds: tuple[BondView, ...]
    parts: tuple[PartView, ...]
    periods: tuple[PeriodView, ...]
    state_today: str
    may_change: bool


def card_view(user: "User", contact: Contact, *, today: date) -> CardView:
    """The contact with what binds it; four queries."""
    language = (get_language() or "fr")[:2]
    periods = tuple(_period(row) for row in contact.availability.filter(ends_on__gte=today))
    return CardView(
        pk=contact.pk,
        name=contact.name,
        is_person=contact.is_person,
        emails=tuple(_line(line, line["value"]) for line in contact.emails),
        phones=tuple(_line(line, shown(line["value"])) for line in contact.phones),
        addresses=tuple(_address(address) for address in contact.addresses),
        languages=tuple(language_name(code) for code in contact.languages),
        document_language=contact.get_document_language_display(),
        skills=tuple(skill_label(skill, language) for skill in contact.skills),
        tags=tuple(contact.tags),
        website=contact.website,
        birthday=contact.birthday,
        vat=contact.vat,
        notes=contact.notes,
        bonds=_bonds(contact),
        parts=_parts(user, contact),
        periods=periods,
        state_today=next((one.label for one in periods if one.starts_on <= today), ""),
        may_change=user.may("change"),
    )


def private_scopes(user: "User", contact: Contact) -> tuple[PrivateScope, ...]:
    """The private parts of this contact that this person may ask for: the house's, and one for each production."""
    scope = user.scope()
    reached = [PrivateScope(None, "")] if scope.may_private() else []
    rows = contact.parts.order_by("production__title").values_list("production_id", "production__title")
    seen = {
        pk: title for pk, title in rows if user.may("read", production=pk) and scope.may_private(production=pk)
    }
    return (*reached, *(PrivateScope(pk, title) for pk, title in seen.items()))


def _line(line: dict[str, str], written: str) -> LineView:
    return LineView(_label(line["label"]), line["value"], written)


def _label(code: str) -> str:
    return str(Contact.Label(code).label) if code in Contact.Label.values else ""


def _address(address: dict[str, str]) -> AddressView:
    town = f"{address['postcode']} {address['town']}".strip()
    country = "" if address["country"] == "BE" else address["country"]
    return AddressView(_label(address["label"]), address["street"], town, country)


def _bonds(contact: Contact) -> tuple[BondView, ...]:
    if contact.is_person:
        rows = Affiliation.objects.filter(person=contact).values_list(
            "pk", "company_id", "company__name", "function"
        )
    else:
        rows = Affiliation.objects.filter(company=contact).values_list(
            "pk", "person_id", "person__name", "function"
        )
    return tuple(BondView(*row) for row in rows.order_by("id")[:200])


def _parts(user: "User", contact: Contact) -> tuple[PartView, ...]:
    """Only the productions within reach."""
    reach = user.scope().productions("read")
    rows = Part.objects.filter(contact=contact)
    if reach is not None:
        rows = rows.filter(production__in=reach)
    return tuple(
        PartView(pk, production, title, function, user.may("change", production=production))
        for pk, production, title, function in rows.values_list(
            "pk", "production_id", "production__title", "function"
        )
    )


def _period(row: Availability) -> PeriodView:
    return PeriodView(
        row.pk,
        row.state,
        str(Availability.State(row.state).label),
        row.starts_on,
        row.ends_on,
        row.note,
        row.source,
    )
