"""The book out: vCard, CSV, XLSX. The formats make formulas harmless; private facts leave only where asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.formats.tabular import Column, Table, write_csv, write_xlsx
from coulisse.formats.vcard import Address, Card, Entry, write_cards
from coulisse.foundation.people.imports.targets import LABELS
from coulisse.foundation.people.languages import language_name
from coulisse.foundation.people.models import Affiliation, Contact, PrivateFacts
from coulisse.foundation.people.models.private import PRIVATE_FIELDS, PRIVATE_LABELS
from coulisse.foundation.people.phones import shown
from coulisse.foundation.people.trades import skill_label

KINDS: Final = {"mobile": "cell", "work": "work", "home": "home"}
COLUMNS: Final = (
    "kind",
    "name",
    "first_name",
    "last_name",
    "employer",
    "function",
    "email",
    "phone",
    "street",
    "postcode",
    "town",
    "country",
    "languages",
    "document_language",
    "skills",
    "tags",
    "website",
    "birthday",
    "vat",
    "notes",
)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One way out."""

    label: str
    extension: str
    content_type: str


FORMATS: Final = {
    "vcard": ExportFormat("vCard 4.0", "vcf", "text/vcard; charset=utf-8"),
    "vcard3": ExportFormat("vCard 3.0", "vcf", "text/vcard; charset=utf-8"),
    "csv": ExportFormat("CSV", "csv", "text/csv; charset=utf-8"),
    "xlsx": ExportFormat("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

Employers = Mapping[int, tuple[str, str]]
Private = Mapping[int, PrivateFacts]


def write_contacts(
    contacts: Sequence[Contact], *, form: str, at: datetime, private: Private | None = None
) -> bytes:
    """The contacts in one of `FORMATS`; `private` adds the private part to a table, never to a vCard."""
    employers = employers_of(contacts)
    if form == "vcard":
        return write_cards(_cards(contacts, employers), version="4.0")
    if form == "vcard3":
        return write_cards(_cards(contacts, employers), version="3.0")
    table = _table(contacts, employers, private)
    return write_csv(table) if form == "csv" else write_xlsx([table], created=at)


def employers_of(contacts: Iterable[Contact]) -> dict[int, tuple[str, str]]:
    """(firm, function) of each person, the first where there are several."""
    bonds = Affiliation.objects.filter(person__in=[contact.pk for contact in contacts]).order_by("-id")
    rows = bonds.values_list("person_id", "company__name", "function")
    return {person: (company, function) for person, company, function in rows}


def _cards(contacts: Iterable[Contact], employers: Employers) -> Iterable[Card]:
    for contact in contacts:
        yield _card(contact, *employers.get(contact.pk, ("", "")))


def _card(contact: Contact, firm: str, function: str) -> Card:
    language = (get_language() or "fr")[:2]
    return Card(
        formatted_name=contact.name,
        family=contact.last_name,
        given=contact.first_name,
        organisation=firm if contact.is_person else contact.name,
        title=function,
        role=", ".join(skill_label(skill, language) for skill in contact.skills),
        emails=tuple(Entry(line["value"], _kinds(line)) for line in contact.emails),
        phones=tuple(Entry(line["value"], _kinds(line)) for line in contact.phones),
        addresses=tuple(
            Address(
                street=address["street"],
                locality=address["town"],
                postal_code=address["postcode"],
                country=address["country"],
                kinds=_kinds(address),
            )
            for address in contact.addresses
        ),
        urls=(Entry(contact.website),) if contact.website else (),
        birthday=contact.birthday,
        languages=tuple(contact.languages),
        note=contact.notes,
        categories=tuple(contact.tags),
        kind="individual" if contact.is_person else "org",
    )


def _kinds(line: Mapping[str, str]) -> tuple[str, ...]:
    return (KINDS[line["label"]],) if line["label"] in KINDS else ()


def _table(contacts: Iterable[Contact], employers: Employers, private: Private | None) -> Table:
    columns = [Column(str(LABELS[name])) for name in COLUMNS]
    if private is not None:
        columns += [Column(str(PRIVATE_LABELS[name])) for name in PRIVATE_FIELDS]
    rows = []
    for contact in contacts:
        cells = _cells(contact, *employers.get(contact.pk, ("", "")))
        if private is not None:
            facts = private.get(contact.pk)
            cells += tuple(getattr(facts, name, "") for name in PRIVATE_FIELDS)
        rows.append(cells)
    return Table(_("Contacts"), tuple(columns), tuple(rows))


def _cells(contact: Contact, firm: str, function: str) -> tuple[str, ...]:
    language = (get_language() or "fr")[:2]
    address = contact.addresses[0] if contact.addresses else {}
    return (
        str(contact.get_kind_display()),
        contact.name,
        contact.first_name,
        contact.last_name,
        firm,
        function,
        " ; ".join(line["value"] for line in contact.emails),
        " ; ".join(shown(line["value"]) for line in contact.phones),
        *(address.get(name, "") for name in ("street", "postcode", "town", "country")),
        ", ".join(language_name(code) for code in contact.languages),
        contact.get_document_language_display(),
        ", ".join(skill_label(skill, language) for skill in contact.skills),
        ", ".join(contact.tags),
        contact.website,
        contact.birthday.isoformat() if contact.birthday else "",
        contact.vat,
        contact.notes,
    )
