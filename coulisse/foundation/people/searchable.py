"""Contacts as the palette finds them. Nothing private comes here."""

from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse

from coulisse.foundation.people.models import Affiliation, Contact
from coulisse.foundation.people.phones import digits_of, shown
from coulisse.foundation.people.trades import every_label
from coulisse.foundation.search.actions import Findable

KIND = "people.contact"
BATCH = 1_000


def findable(pks: Iterable[int] | None) -> Iterator[Findable]:
    """These contacts, or all of them."""
    rows = Contact.objects.order_by("pk").defer("notes", "search_text")
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
    employers = _employers(None if pks is None else [row.pk for row in rows])
    yield from findable_rows(rows.iterator(chunk_size=BATCH), employers)


def findable_rows(contacts: Iterable[Contact], employers: Mapping[int, str]) -> Iterator[Findable]:
    """Contacts at hand, with « function, firm » of those who work somewhere."""
    for contact in contacts:
        yield _findable(contact, employers.get(contact.pk, ""))


def _employers(pks: list[int] | None) -> dict[int, str]:
    bonds = Affiliation.objects.order_by("-id")
    if pks is not None:
        bonds = bonds.filter(person__in=pks)
    rows = bonds.values_list("person_id", "function", "company__name")
    return {person: ", ".join(filter(None, (function, company))) for person, function, company in rows}


def _findable(contact: Contact, employer: str) -> Findable:
    phone = contact.phones[0]["value"] if contact.phones else ""
    words = [line["value"] for line in contact.emails]
    words += [digits_of(line["value"]) for line in contact.phones]
    words += [contact.town, *contact.tags]
    words += [word for skill in contact.skills for word in every_label(skill)]
    return Findable(
        kind=KIND,
        pk=contact.pk,
        title=contact.name,
        subtitle=" · ".join(filter(None, (employer, contact.town, shown(phone) if phone else ""))),
        address=reverse("people:contact", kwargs={"pk": contact.pk}),
        keywords=" ".join(filter(None, words)),
    )
