"""Twenty thousand cards, with the keys that the people room computes, their firms and their productions."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from coulisse.foundation.people.actions.contacts import new_contact
from coulisse.foundation.people.actions.copying import copy_in
from coulisse.foundation.people.actions.suspecting import suspect_doubles
from coulisse.foundation.people.keys import sound_key
from coulisse.foundation.people.models import Affiliation, Availability, Contact, Part
from coulisse.foundation.people.trades import TRADES
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.large import vocabulary as words
from coulisse.house.sample.large.copying import copy_rows
from coulisse.house.sample.large.draw import Draw
from coulisse.house.sample.large.staff import first_day

CONTACTS: Final = 20_000
FIRMS: Final = 2_500
DOUBLES: Final = 120
EMPLOYED: Final = 6_000
ON_EACH: Final = 60
SKILLS: Final = tuple(trade.code for trade in TRADES)
FUNCTIONS: Final = (
    "Régie",
    "Image",
    "Son",
    "Décor",
    "Costumes",
    "Maquillage",
    "Électricité",
    "Machinerie",
    "Mise en scène",
    "Jeu",
)


def fill_book(draw: Draw, productions: list[Production]) -> list[Contact]:
    cards = [*_firms(draw), *_people(draw)]
    contacts = [new_contact(card, at=draw.past()) for card in cards]
    copy_in(contacts)
    suspect_doubles([contact.pk for contact in contacts])
    firms = [one for one in contacts if not one.is_person]
    people = [one for one in contacts if one.is_person]
    copy_rows(
        [
            Affiliation(person=person, company=draw.one(firms), function=draw.one(FUNCTIONS))
            for person in draw.random.sample(people, EMPLOYED)
        ]
    )
    copy_rows([part for production in productions for part in _parts(draw, people, production)])
    copy_rows(list(_periods(draw, people, productions)))
    return contacts


def _firms(draw: Draw) -> Iterator[dict[str, Any]]:
    kinds, where, forms = words.FIRM_WORDS
    for number in range(FIRMS):
        yield {
            "kind": "company",
            "name": f"{draw.one(kinds)} {draw.one(words.OTHER_LAST)} {draw.one(where)} {number + 1} {draw.one(forms)}",
            **_reachable(draw, f"contact@maison{number}.example", number),
            "skills": draw.some(SKILLS, 2),
            "tags": draw.some(words.TAGS, 1),
        }


def _people(draw: Draw) -> Iterator[dict[str, Any]]:
    heard: set[str] = set()
    count = CONTACTS - FIRMS - DOUBLES
    kept: list[dict[str, Any]] = []
    for number in range(count):
        first, last, language = _name(draw, heard)
        card = {
            "kind": "person",
            "first_name": first,
            "last_name": last,
            **_reachable(draw, f"personne{number}@plateau.example", FIRMS + number),
            "languages": sorted({language, *draw.some(("fr", "nl", "en", "de"), 2)}),
            "document_language": language,
            "skills": draw.some(SKILLS, 3),
            "tags": draw.some(words.TAGS, 2),
            "birthday": date(1950, 1, 1) + timedelta(days=draw.random.randint(0, 20_000))
            if draw.happens(0.1)
            else None,
        }
        if number % (count // DOUBLES) == 0 and len(kept) < DOUBLES:
            kept.append(card)
        yield card
    for card in kept:
        yield {
            **card,
            "first_name": card["first_name"][:1] + ".",
            "notes": "Copie d’un ancien fichier",
            "birthday": None,
        }


def _name(draw: Draw, heard: set[str]) -> tuple[str, str, str]:
    """A name that sounds like no other one; a second family name parts those that would."""
    language, firsts, lasts = draw.one(
        (
            ("fr", words.FRENCH_FIRST, words.FRENCH_LAST),
            ("fr", words.FRENCH_FIRST, words.FRENCH_LAST),
            ("fr", words.FRENCH_FIRST, words.DUTCH_LAST),
            ("nl", words.DUTCH_FIRST, words.DUTCH_LAST),
            ("nl", words.DUTCH_FIRST, words.DUTCH_LAST),
            ("en", words.ENGLISH_FIRST, words.OTHER_LAST),
        )
    )
    first, last = draw.one(firsts), draw.one(lasts)
    while (sound := sound_key(f"{first} {last}")) in heard:
        first, last = draw.one(firsts), f"{draw.one(lasts)}-{draw.one(lasts)}"
    heard.add(sound)
    return first, last, language


def _reachable(draw: Draw, email: str, number: int) -> dict[str, Any]:
    postcode, town, language = draw.one(words.TOWNS)
    return {
        "emails": [{"label": "work", "value": email}],
        "phones": [{"label": "mobile", "value": f"+3247{number:07d}"}],
        "addresses": [
            {
                "label": "",
                "street": f"{draw.one(words.STREETS[language])} {draw.random.randint(1, 240)}",
                "postcode": postcode,
                "town": town,
                "country": "BE",
            }
        ],
    }


def _parts(draw: Draw, people: list[Contact], production: Production) -> Iterator[Part]:
    for person in draw.random.sample(people, ON_EACH):
        yield Part(contact=person, production=production, function=draw.one(FUNCTIONS))


def _periods(draw: Draw, people: list[Contact], productions: list[Production]) -> Iterator[Availability]:
    for production in productions:
        for person in draw.random.sample(people, 20):
            first = first_day(production)
            yield Availability(
                contact=person,
                state=draw.one(Availability.State.values),
                starts_on=first,
                ends_on=first + timedelta(days=draw.random.randint(0, 20)),
                source="téléphone",
            )
