"""vCard out: 4.0, or 3.0 for programs that know no other."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from coulisse.formats.escaping import escape
from coulisse.formats.folding import folded
from coulisse.formats.vcard.records import Address, Card, Entry, Property

Version: TypeAlias = Literal["3.0", "4.0"]
WORD = re.compile(r"[A-Za-z0-9-]+")
# What version 3.0 has no word for goes under a private name, which the reader knows again.
PRIVATE = {"LANG": "X-LANG", "KIND": "X-KIND"}


def write_cards(cards: Iterable[Card], *, version: Version = "4.0") -> bytes:
    """The cards as one file, UTF-8, lines folded at 75 bytes."""
    return b"".join(folded(line) for card in cards for line in _lines(card, version))


def _lines(card: Card, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    for name, value in _single(card):
        if value:
            yield f"{PRIVATE.get(name, name) if version == '3.0' else name}:{value}"
    for name, entries in (("EMAIL", card.emails), ("TEL", card.phones), ("URL", card.urls)):
        for entry in entries:
            yield f"{name}{_kinds(entry, version)}:{escape(entry.value)}"
    for address in card.addresses:
        yield f"ADR{_kinds(address, version)}:{_address(address)}"
    for language in card.languages:
        yield f"{'X-LANG' if version == '3.0' else 'LANG'}:{escape(language)}"
    for other in card.others:
        yield from _other(other)
    yield "END:VCARD"


def _single(card: Card) -> Iterator[tuple[str, str]]:
    yield "UID", escape(card.uid)
    yield "KIND", escape(card.kind)
    yield "FN", escape(card.formatted_name)
    name = (card.family, card.given, card.additional, card.prefix, card.suffix)
    yield "N", ";".join(escape(part) for part in name) if any(name) else ""
    organisation = (card.organisation, *card.units)
    yield "ORG", ";".join(escape(part) for part in organisation) if any(organisation) else ""
    yield "TITLE", escape(card.title)
    yield "ROLE", escape(card.role)
    yield "BDAY", card.birthday.isoformat().replace("-", "") if card.birthday else ""
    yield "NOTE", escape(card.note)
    yield "CATEGORIES", ",".join(escape(category) for category in card.categories)


def _kinds(entry: Entry | Address, version: Version) -> str:
    kinds = [kind for kind in entry.kinds if WORD.fullmatch(kind)]
    if entry.preferred and version == "3.0":
        kinds.append("pref")
    types = f";TYPE={','.join(kinds)}" if kinds else ""
    return f"{types};PREF=1" if entry.preferred and version == "4.0" else types


def _address(address: Address) -> str:
    fields = (
        address.box,
        address.extended,
        address.street,
        address.locality,
        address.region,
        address.postal_code,
        address.country,
    )
    return ";".join(escape(field) for field in fields)


def _other(other: Property) -> Iterator[str]:
    """A line kept from elsewhere; left out if its name could not stand at the head of a line."""
    if not WORD.fullmatch(other.name):
        return
    group = f"{other.group}." if WORD.fullmatch(other.group) else ""
    params = "".join(f";{name}={_quoted(value)}" for name, value in other.params if WORD.fullmatch(name) and value)
    yield f"{group}{other.name}{params}:" + re.sub(r"\r\n|\r|\n", r"\\n", other.value)


def _quoted(value: str) -> str:
    """A parameter value; RFC 6868 escapes what quotation marks cannot hold."""
    safe = value.replace("^", "^^").replace('"', "^'")
    safe = re.sub(r"\r\n|\r|\n", "^n", safe)
    return f'"{safe}"' if re.search(r"[,;:]", safe) else safe
