"""What is written on a card, read from texts: lines of e-mail, telephone and address, names, languages, dates.

Forms, the API and imports all read through here, so that a value refused in one place is refused in each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from stdnum.eu import vat as vat_number

from coulisse.foundation.people.keys import plain
from coulisse.foundation.people.models.contact import FIELDS, Contact
from coulisse.foundation.people.phones import read_phone

MAX_LINES: Final = 20


class Line(TypedDict):
    """One e-mail address or telephone number of a card."""

    label: str
    value: str


class Address(TypedDict):
    """One postal address of a card."""

    label: str
    street: str
    postcode: str
    town: str
    country: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that cannot stand on a card: which field, why, and the value itself."""

    field: str
    code: str
    value: str = ""


LABELS: Final[dict[str, str]] = {
    **dict.fromkeys(("work", "travail", "bureau", "pro", "werk", "kantoor", "professionnel"), "work"),
    **dict.fromkeys(("home", "domicile", "prive", "privé", "thuis", "maison", "personnel", "private"), "home"),
    **dict.fromkeys(("cell", "mobile", "gsm", "portable", "mobiel"), "mobile"),
    **dict.fromkeys(("invoices", "factures", "facturation", "facturen", "billing"), "invoices"),
}

LANGUAGES: Final[dict[str, str]] = {
    **dict.fromkeys(("fr", "fra", "fre", "francais", "frans", "french"), "fr"),
    **dict.fromkeys(("nl", "nld", "dut", "neerlandais", "nederlands", "dutch", "flamand", "vlaams"), "nl"),
    **dict.fromkeys(("en", "eng", "anglais", "engels", "english"), "en"),
    **dict.fromkeys(("de", "deu", "ger", "allemand", "duits", "german", "deutsch"), "de"),
    **dict.fromkeys(("es", "spa", "espagnol", "spaans", "spanish"), "es"),
    **dict.fromkeys(("it", "ita", "italien", "italiaans", "italian"), "it"),
    **dict.fromkeys(("pt", "por", "portugais", "portugees", "portuguese"), "pt"),
    **dict.fromkeys(("ar", "ara", "arabe", "arabisch", "arabic"), "ar"),
    **dict.fromkeys(("tr", "tur", "turc", "turks", "turkish"), "tr"),
    **dict.fromkeys(("pl", "pol", "polonais", "pools", "polish"), "pl"),
    **dict.fromkeys(("lb", "ltz", "luxembourgeois", "luxemburgs", "luxembourgish"), "lb"),
    **dict.fromkeys(("ln", "lin", "lingala"), "ln"),
    **dict.fromkeys(("vgt", "langue des signes flamande", "vlaamse gebarentaal"), "vgt"),
    **dict.fromkeys(("sfb", "lsfb", "langue des signes", "gebarentaal", "sign language"), "sfb"),
}
"""What people write for a language, as `keys.plain` has it, and its code (ISO 639)."""

COUNTRIES: Final[dict[str, str]] = {
    **dict.fromkeys(("belgique", "belgie", "belgium", "be", "b"), "BE"),
    **dict.fromkeys(("france", "frankrijk", "fr", "f"), "FR"),
    **dict.fromkeys(("pays bas", "nederland", "netherlands", "nl"), "NL"),
    **dict.fromkeys(("luxembourg", "luxemburg", "grand duche de luxembourg", "lu", "l"), "LU"),
    **dict.fromkeys(("allemagne", "duitsland", "germany", "deutschland", "de", "d"), "DE"),
    **dict.fromkeys(("royaume uni", "verenigd koninkrijk", "united kingdom", "gb", "uk"), "GB"),
    **dict.fromkeys(("suisse", "zwitserland", "switzerland", "ch"), "CH"),
}


def blank_card() -> dict[str, Any]:
    """Every field of a card on which nothing is written."""
    return {
        "kind": Contact.Kind.PERSON.value,
        "document_language": "fr",
        "birthday": None,
        **{name: [] for name in ("emails", "phones", "addresses", "languages", "skills", "tags")},
        **dict.fromkeys(("first_name", "last_name", "name", "website", "vat", "notes"), ""),
    }


def card_of(contact: Contact) -> dict[str, Any]:
    """The fields of a contact as plain values."""
    return {name: getattr(contact, name) for name in FIELDS}


def full_name(values: Mapping[str, Any]) -> str:
    """First and last name of a person, the name of a firm.

    >>> full_name({"kind": "person", "first_name": "Élise", "last_name": "Thonon", "name": ""})
    'Élise Thonon'
    """
    if values["kind"] == Contact.Kind.PERSON and (values["first_name"] or values["last_name"]):
        return f"{values['first_name']} {values['last_name']}".strip()
    return str(values["name"]).strip()


def split_name(name: str) -> tuple[str, str]:
    """First and last name out of one cell.

    >>> split_name("De Backer, Solange"), split_name("Solange De Backer"), split_name("Björk")
    (('Solange', 'De Backer'), ('Solange', 'De Backer'), ('', 'Björk'))
    """
    if "," in name:
        last, first = name.split(",", 1)
        return first.strip(), last.strip()
    words = name.split()
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", name.strip())


def label_of(text: str) -> str:
    """The label that a word in any of the languages means, or none."""
    return LABELS.get(text.strip().casefold(), "")


def language_of(text: str) -> str | None:
    """
    >>> language_of("Néerlandais"), language_of("fr-BE"), language_of("klingon")
    ('nl', 'fr', None)
    """
    return LANGUAGES.get(plain(text)) or LANGUAGES.get(plain(text).split(" ")[0] if text.strip() else "")


def country_of(text: str) -> str:
    """
    >>> country_of("België"), country_of(""), country_of("es"), country_of("Sénégal")
    ('BE', 'BE', 'ES', '')
    """
    word = plain(text)
    if not word:
        return "BE"
    return COUNTRIES.get(word) or (word.upper() if len(word) == 2 else "")


def read_emails(lines: Iterable[tuple[str, str]]) -> tuple[list[Line], list[Refusal]]:
    """Lines of (label, address): those that can be written to, each once, and those refused."""
    kept: dict[str, Line] = {}
    refused = []
    for label, text in lines:
        address = text.strip().removeprefix("mailto:")
        try:
            validate_email(address)
        except ValidationError:
            refused.append(Refusal("emails", "email", address))
        else:
            kept.setdefault(address.lower(), Line(label=label, value=address))
    return list(kept.values())[:MAX_LINES], refused


def read_phones(lines: Iterable[tuple[str, str]], *, country: str = "BE") -> tuple[list[Line], list[Refusal]]:
    """Lines of (label, number): those that can be dialled, in E.164, each once, and those refused."""
    kept: dict[str, Line] = {}
    refused = []
    for label, text in lines:
        number = read_phone(text.strip().removeprefix("tel:"), country=country)
        if number is None:
            refused.append(Refusal("phones", "phone", text.strip()))
        else:
            kept.setdefault(number, Line(label=label, value=number))
    return list(kept.values())[:MAX_LINES], refused


def read_address(
    *, label: str = "", street: str = "", postcode: str = "", town: str = "", country: str = ""
) -> Address | None:
    """An address, or None where nothing but perhaps a country is written."""
    if not (street.strip() or postcode.strip() or town.strip()):
        return None
    return Address(
        label=label,
        street=street.strip()[:160],
        postcode=postcode.strip()[:12],
        town=town.strip()[:80],
        country=country_of(country),
    )


def read_website(text: str) -> tuple[str, list[Refusal]]:
    address = text.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if not address:
        return "", []
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return "", [Refusal("website", "website", text.strip())]
    return address, []


def read_vat(text: str) -> tuple[str, list[Refusal]]:
    """A European VAT number, compact; a Belgian one may be typed without its BE."""
    number = text.strip()
    if not number:
        return "", []
    for candidate in (number, f"BE{number}"):
        if vat_number.is_valid(candidate):
            return str(vat_number.compact(candidate)), []
    return "", [Refusal("vat", "vat", number)]
