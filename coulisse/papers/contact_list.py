"""Liste de contacts / contactlijst: who is who on a production, or a selection of the contact book. A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coulisse.papers import press

WORDS: Final = {
    "fr": {
        "kind": "Liste de contacts",
        "heads": ("Nom", "Fonction", "Téléphone", "Courriel"),
        "people": ("{n} personne", "{n} personnes"),
        "made": "Établie le {date} à {hour}",
        "private": "Coordonnées à usage professionnel : ne pas transmettre",
        "page": "page",
    },
    "nl": {
        "kind": "Contactlijst",
        "heads": ("Naam", "Functie", "Telefoon", "E-mail"),
        "people": ("{n} persoon", "{n} personen"),
        "made": "Opgemaakt op {date} om {hour}",
        "private": "Contactgegevens voor beroepsgebruik: niet doorgeven",
        "page": "blz.",
    },
    "en": {
        "kind": "Contact list",
        "heads": ("Name", "Job", "Telephone", "E-mail"),
        "people": ("{n} person", "{n} people"),
        "made": "Made on {date} at {hour}",
        "private": "Contact details for professional use: do not pass on",
        "page": "page",
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person or company, as written."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A department, or a letter of the alphabet."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ContactList:
    """The whole list. `at` is the paper's own date and hour, in Brussels."""

    title: str
    house: str
    groups: Sequence[Group]
    at: datetime
    note: str = ""


def contact_list(record: ContactList, language: str) -> bytes:
    """The list as a PDF in `language` (fr, nl or en)."""
    words: dict[str, Any] = WORDS[language]
    made = words["made"].format(date=f"{record.at:%d/%m/%Y}", hour=f"{record.at:%H:%M}")
    return press.pdf(
        "contact-list",
        {
            "doc": press.document(
                title=f"{record.title}, {words['kind']}",
                author=record.house,
                at=record.at,
                left=f"{record.house} · {made}",
                middle=words["private"],
                page=words["page"],
            ),
            "language": language,
            "title": record.title,
            "kind": words["kind"],
            "note": record.note,
            "heads": words["heads"],
            "groups": [_group(group, words) for group in record.groups],
        },
    )


def _group(group: Group, words: dict[str, Any]) -> dict[str, Any]:
    one, many = words["people"]
    count = len(group.lines)
    return {
        "name": group.name,
        "count": (one if count == 1 else many).format(n=count),
        "lines": [
            {
                "name": line.name,
                "role": line.role,
                "phone": line.phone,
                "email": line.email,
                "organisation": line.organisation,
            }
            for line in group.lines
        ],
    }
