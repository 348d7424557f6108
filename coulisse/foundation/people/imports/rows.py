"""One row of a table, or one vCard, read as a card: its values, the firm it names, and what was refused in it.

A refused value leaves its place empty and is told with its row; a row without any name is refused whole.

Codes: `name-missing` and `name-too-long` refuse the row; `email`, `phone`, `website`, `vat`, `birthday`,
`language`, `document-language`, `country`, `value-cut` and `formula-text` are told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from coulisse.formats.problems import Problem, problem
from coulisse.formats.tabular import Cell, Row, as_date
from coulisse.formats.vcard import Address as CardAddress
from coulisse.formats.vcard import Card, Entry
from coulisse.foundation.people.cards import (
    Refusal,
    country_of,
    full_name,
    label_of,
    language_of,
    read_address,
    read_emails,
    read_phones,
    read_vat,
    read_website,
    split_name,
)
from coulisse.foundation.people.keys import plain
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.trades import skill_of

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
SEVERAL: Final = re.compile(r"\s*[;,/|\n]\s*")
SEVERAL_LINES: Final = re.compile(r"\s*[;,|\n]\s*")
ONE_LINE_ADDRESS: Final = re.compile(
    r"(?P<street>.*?)[,\n]?\s*(?:B-|F-|L-)?(?P<postcode>\d{4,5})\s+(?P<town>[^,\n]+)(?:[,\n]\s*(?P<country>.+))?",
    re.S,
)
FORMULA: Final = re.compile(r"[=@]|[+\-](?![\d ()./])")
FIRMS: Final = frozenset(
    {
        "company",
        "organisation",
        "organization",
        "societe",
        "entreprise",
        "bedrijf",
        "organisatie",
        "firma",
        "firme",
        "asbl",
        "vzw",
    }
)
LIMITS: Final = {"first_name": 80, "last_name": 120, "employer": 200, "function": 120, "notes": 10_000}
NAME_LIMIT: Final = 200
EMAIL_LIMIT: Final = 254
MOST_WORDS: Final = 30


@dataclass(slots=True)
class ReadRow:
    """What one row says. `values` holds only the fields that it fills."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    employer: str = ""
    function: str = ""
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False

    def tell(self, code: str, name: str = "", value: str = "") -> None:
        self.problems.append(problem(code, line=self.line, field=name, value=value[:80]))


def read_rows(rows: Iterable[Row], mapping: Sequence[str]) -> Iterator[ReadRow]:
    """The rows of a table whose columns are `mapping` (a code of `targets`, or "" to leave a column out)."""
    for row in rows:
        yield _from_cells(row.number, _by_target(row.cells, mapping))


def read_vcards(cards: Iterable[Card]) -> Iterator[ReadRow]:
    """The cards of a vCard file, numbered from 1."""
    for number, card in enumerate(cards, start=1):
        yield _from_vcard(number, card)


def _by_target(cells: Sequence[Cell], mapping: Sequence[str]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell, target in zip(cells, mapping, strict=False):
        if target and cell is not None:
            found.setdefault(target, []).append(cell)
    return found


def _from_cells(line: int, cells: Mapping[str, list[Cell]]) -> ReadRow:
    row = ReadRow(line)
    texts = {target: [_text(cell) for cell in values] for target, values in cells.items()}
    for target, values in texts.items():
        for value in values:
            if target not in {"phone", "mobile"} and FORMULA.match(value):
                row.tell("formula-text", target, value)
    first = {target: values[0] for target, values in texts.items() if values[0]}
    _read_lines(row, texts)
    _read_addresses(row, [_address_of(first)])
    _read_words(row, texts)
    _read_single(row, first, birthday=cells.get("birthday", [None])[0])
    _read_name(row, first)
    return row


def _from_vcard(line: int, card: Card) -> ReadRow:
    row = ReadRow(line)
    emails, refused = read_emails(_labelled(card.emails))
    _keep(row, "emails", emails, refused)
    phones, refused = read_phones(_labelled(card.phones))
    _keep(row, "phones", phones, refused)
    _read_addresses(row, [_vcard_address(address) for address in card.addresses])
    texts = {"languages": list(card.languages), "tags": list(card.categories), "skills": [card.role]}
    _read_words(row, {name: [_clean(text) for text in words if text.strip()] for name, words in texts.items()})
    first = {
        "website": card.urls[0].value if card.urls else "",
        "notes": card.note,
        "kind": "company" if card.kind in {"org", "group"} or _is_firm(card) else "",
        "first_name": " ".join(part for part in (card.given, card.additional) if part),
        "last_name": card.family,
        "name": card.formatted_name,
        "employer": card.organisation,
        "function": card.title,
    }
    first = {name: _clean(text) for name, text in first.items() if text.strip()}
    _read_single(row, first, birthday=card.birthday)
    _read_name(row, first)
    return row


def _is_firm(card: Card) -> bool:
    """A card without a person's name whose title is its organisation."""
    return (
        bool(card.organisation) and not card.family and not card.given and card.formatted_name == card.organisation
    )


def _labelled(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    ordered = sorted(entries, key=lambda entry: not entry.preferred)
    return [(next(filter(None, map(label_of, entry.kinds)), ""), _clean(entry.value)) for entry in ordered]


def _vcard_address(address: CardAddress) -> dict[str, str]:
    street = " ".join(part for part in (address.street, address.extended, address.box) if part)
    return {
        "label": next(filter(None, map(label_of, address.kinds)), ""),
        "street": _clean(street),
        "postcode": _clean(address.postal_code),
        "town": _clean(address.locality),
        "country": _clean(address.country),
    }


def _text(cell: Cell) -> str:
    return _clean("" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell))


def _clean(text: str) -> str:
    """Without what no database or paper can hold, and without space around."""
    return CONTROL.sub("", text).strip()


def _read_lines(row: ReadRow, texts: Mapping[str, list[str]]) -> None:
    addresses = [("", one) for text in texts.get("email", ()) for one in re.split(r"[;,\s]+", text) if one]
    short = [pair for pair in addresses if len(pair[1]) <= EMAIL_LIMIT]
    emails, refused = read_emails(short)
    _keep(
        row,
        "emails",
        emails,
        refused + [Refusal("emails", "email", one) for _, one in addresses if len(one) > EMAIL_LIMIT],
    )
    numbers = [("mobile", text) for text in texts.get("mobile", ())] + [
        ("", text) for text in texts.get("phone", ())
    ]
    split = [(label, one) for label, text in numbers for one in SEVERAL_LINES.split(text) if one]
    phones, refused = read_phones([(label, _zero_again(one)) for label, one in split])
    _keep(row, "phones", phones, refused)


def _zero_again(text: str) -> str:
    """A spreadsheet made a number of 0470…: nine digits without a sign are a Belgian mobile that lost its zero."""
    return f"0{text}" if re.fullmatch(r"4\d{8}", text) else text


def _keep(row: ReadRow, name: str, lines: Sequence[Any], refused: Iterable[Refusal]) -> None:
    if lines:
        row.values[name] = list(lines)
    for refusal in refused:
        row.tell(refusal.code, refusal.field, refusal.value)


def _address_of(first: Mapping[str, str]) -> dict[str, str]:
    found = {name: first.get(name, "") for name in ("street", "postcode", "town", "country")}
    if "address" in first and not found["street"]:
        if whole := ONE_LINE_ADDRESS.fullmatch(first["address"]):
            parts = {name: (text or "").strip(" ,\n") for name, text in whole.groupdict().items()}
            return {name: found[name] or parts[name] for name in found}
        found["street"] = first["address"]
    return found


def _read_addresses(row: ReadRow, found: Iterable[Mapping[str, str]]) -> None:
    kept = []
    for parts in found:
        address = read_address(**parts)
        if address is None:
            continue
        if parts.get("country") and not country_of(parts["country"]):
            row.tell("country", "addresses", parts["country"])
        kept.append(address)
    if kept:
        row.values["addresses"] = kept


def _read_words(row: ReadRow, texts: Mapping[str, list[str]]) -> None:
    words = {
        name: [word for text in texts.get(name, ()) for word in SEVERAL.split(text) if word]
        for name in ("languages", "skills", "tags")
    }
    languages = []
    for word in words["languages"]:
        code = language_of(word)
        if code is None:
            row.tell("language", "languages", word)
        else:
            languages.append(code)
    found = {
        "languages": languages,
        "skills": [skill_of(word) for word in words["skills"]],
        "tags": [word[:40] for word in words["tags"]],
    }
    for name, values in found.items():
        if values:
            row.values[name] = list(dict.fromkeys(values))[:MOST_WORDS]


def _read_single(row: ReadRow, first: Mapping[str, str], *, birthday: Cell) -> None:
    website, refused = read_website(first.get("website", "")[:300])
    vat, also = read_vat(first.get("vat", ""))
    for refusal in refused + also:
        row.tell(refusal.code, refusal.field, refusal.value)
    row.values.update({name: value for name, value in (("website", website), ("vat", vat)) if value})
    if birthday is not None:
        day = as_date(birthday)
        if day is None:
            row.tell("birthday", "birthday", _text(birthday))
        else:
            row.values["birthday"] = day
    if text := first.get("document_language", ""):
        code = language_of(text)
        if code in {"fr", "nl", "en"}:
            row.values["document_language"] = code
        else:
            row.tell("document-language", "document_language", text)
    if notes := _cut(row, "notes", first.get("notes", "")):
        row.values["notes"] = notes


def _cut(row: ReadRow, name: str, text: str) -> str:
    if len(text) > LIMITS[name]:
        row.tell("value-cut", name, text)
    return text[: LIMITS[name]]


def _read_name(row: ReadRow, first: Mapping[str, str]) -> None:
    """A person with a firm, or a firm alone."""
    names = {
        name: " ".join(first.get(name, "").split()) for name in ("first_name", "last_name", "name", "employer")
    }
    a_firm = plain(first.get("kind", "")) in FIRMS
    person = bool(names["first_name"] or names["last_name"] or names["name"]) and not a_firm
    if person and not (names["first_name"] or names["last_name"]):
        names["first_name"], names["last_name"] = split_name(names["name"])
    if any(len(names[name]) > NAME_LIMIT for name in names) or (
        person and any(len(names[name]) > LIMITS[name] for name in ("first_name", "last_name"))
    ):
        row.refused = True
        row.tell("name-too-long", "name", max(names.values(), key=len))
        return
    if person:
        row.values |= {
            "kind": Contact.Kind.PERSON.value,
            "first_name": names["first_name"],
            "last_name": names["last_name"],
        }
        row.values["name"] = full_name({**row.values, "name": names["name"]})
        row.employer, row.function = names["employer"], _cut(row, "function", first.get("function", ""))
    else:
        row.values |= {
            "kind": Contact.Kind.COMPANY.value,
            "name": names["name"] or names["employer"] or names["last_name"],
        }
    if not row.values["name"]:
        row.refused = True
        row.tell("name-missing", "name")
