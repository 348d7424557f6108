"""The list of contacts: filtered, sorted, by pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from coulisse.foundation.people.keys import plain
from coulisse.foundation.people.models import Affiliation, Availability, Contact
from coulisse.foundation.people.phones import shown
from coulisse.foundation.people.trades import skill_label, skill_of

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

PER_PAGE: Final = 50
SORTS: Final = {
    "name": ("sort_key", "id"),
    "-name": ("-sort_key", "-id"),
    "town": ("town_key", "sort_key", "id"),
    "-town": ("-town_key", "-sort_key", "-id"),
    "added": ("created_at", "id"),
    "-added": ("-created_at", "-id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the list is asked for."""

    words: str = ""
    kind: str = ""
    skill: str = ""
    tag: str = ""
    language: str = ""
    town: str = ""
    free_on: date | None = None
    sort: str = "name"

    @property
    def is_narrowed(self) -> bool:
        return bool(
            self.words or self.kind or self.skill or self.tag or self.language or self.town or self.free_on
        )


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One row of the list."""

    pk: int
    name: str
    is_person: bool
    email: str
    phone: str
    phone_shown: str
    town: str
    skills: tuple[str, ...]
    employer: str
    tags: tuple[str, ...]


def contacts_asked(user: "User", asked: Asked) -> QuerySet[Contact]:
    """The contacts that answer, in their order; where no word fits exactly, those nearest to it."""
    found = _narrowed(Contact.objects.visible_to(user), asked)
    order = SORTS.get(asked.sort, SORTS["name"])
    words = _words(asked.words)
    if not words:
        return found.order_by(*order)
    exact = found
    for word in words:
        exact = exact.filter(search_text__contains=word)
    if exact.exists():
        return exact.order_by(*order)
    typed = " ".join(words)
    near = TrigramWordSimilarity(typed, "search_text")
    alike = found.filter(search_text__trigram_word_similar=typed)
    return alike.annotate(near=near).order_by("-near", *order)


def list_contacts(user: "User", asked: Asked, *, page: int) -> "tuple[Page[Contact], list[ContactLine]]":
    """One page of the list."""
    paginator = Paginator(contacts_asked(user, asked).defer("notes", "search_text"), PER_PAGE)
    shown_page = paginator.get_page(page)
    contacts = list(shown_page.object_list)
    employers = _employers(contacts)
    return shown_page, [_line(contact, employers.get(contact.pk, "")) for contact in contacts]


def names_for(ids: Iterable[int]) -> dict[int, str]:
    """The names of these contacts; one that is gone is left out."""
    return dict(Contact.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def _words(text: str) -> list[str]:
    """An address or a number is searched for as it is stored, not word by word."""
    text = text.strip().lower()
    if "@" in text:
        return [text]
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) >= 5 and len(digits) >= sum(letter.isalnum() for letter in text):
        return [digits.removeprefix("00")]
    return plain(text).split()[:8]


def _narrowed(contacts: QuerySet[Contact], asked: Asked) -> QuerySet[Contact]:
    if asked.kind:
        contacts = contacts.filter(kind=asked.kind)
    if asked.skill:
        contacts = contacts.filter(skills__contains=[skill_of(asked.skill)])
    if asked.tag:
        contacts = contacts.filter(tags__contains=[asked.tag])
    if asked.language:
        contacts = contacts.filter(languages__contains=[asked.language])
    if asked.town:
        contacts = contacts.filter(town_key__startswith=plain(asked.town))
    if asked.free_on:
        taken = Availability.objects.filter(
            contact=OuterRef("pk"),
            state=Availability.State.UNAVAILABLE,
            starts_on__lte=asked.free_on,
            ends_on__gte=asked.free_on,
        )
        contacts = contacts.filter(~Exists(taken))
    return contacts


def _employers(contacts: Iterable[Contact]) -> Mapping[int, str]:
    """« function, firm » of each; the first where there are several."""
    bonds = Affiliation.objects.filter(person__in=[contact.pk for contact in contacts]).order_by("-id")
    rows = bonds.values_list("person_id", "function", "company__name")
    return {person: ", ".join(filter(None, (function, company))) for person, function, company in rows}


def _line(contact: Contact, employer: str) -> ContactLine:
    language = (get_language() or "fr")[:2]
    phone = contact.phones[0]["value"] if contact.phones else ""
    return ContactLine(
        pk=contact.pk,
        name=contact.name,
        is_person=contact.is_person,
        email=contact.emails[0]["value"] if contact.emails else "",
        phone=phone,
        phone_shown=shown(phone) if phone else "",
        town=contact.town,
        skills=tuple(skill_label(skill, language) for skill in contact.skills),
        employer=employer,
        tags=tuple(contact.tags),
    )
