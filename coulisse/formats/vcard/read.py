"""vCard in: at most 32 MB and 50,000 cards.

Codes: `too-large`, `not-a-vcard`, `too-many-cards` refuse the file; `line-broken`, `card-unclosed`,
`card-nested` (the inner card is left out), `outside-card`, `name-missing`, `birthday-unclear` (kept in
`others`) are reported with their line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from coulisse.formats.escaping import split, unescape
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.vcard.lines import BrokenLine, Line, lines
from coulisse.formats.vcard.records import Address, Card, Entry, Property

MAX_BYTES = 32 * 1024 * 1024
MAX_CARDS = 50_000
DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
# Names that version 3.0 has no word for, as written by us and by others.
SYNONYMS = {"X-LANG": "LANG", "X-KIND": "KIND", "X-ADDRESSBOOKSERVER-KIND": "KIND"}
# Said of every number and address by old programs: no kind at all.
EMPTY_KINDS = {"pref", "internet", "x400", "voice"}
SCHEMES = {"TEL": "tel:", "EMAIL": "mailto:"}


def read_cards(source: Source, *, file: str = "") -> Reading[tuple[Card, ...]]:
    """Every card of the file, in order."""
    data = bounded(source, limit=MAX_BYTES, file=file)
    problems: list[Problem] = []
    cards: list[Card] = []
    for begin, content in _blocks(data, problems, file=file):
        if len(cards) == MAX_CARDS:
            raise unreadable("too-many-cards", file=file, line=begin, limit=MAX_CARDS)
        cards.append(_card(begin, content, problems, file=file))
    if not cards:
        raise unreadable("not-a-vcard", file=file)
    return Reading(tuple(cards), tuple(problems))


def _blocks(data: bytes, problems: list[Problem], *, file: str) -> Iterator[tuple[int, list[Line]]]:
    """The lines between each BEGIN:VCARD and its END:VCARD, with the number of the first."""
    begin, depth, outside = 0, 0, False
    content: list[Line] = []
    for line in lines(data):
        if isinstance(line, BrokenLine):
            if depth:
                problems.append(problem("line-broken", file=file, line=line.number))
        elif _marks(line, "BEGIN"):
            depth += 1
            if depth == 1:
                begin, content = line.number, []
            else:
                problems.append(problem("card-nested", file=file, line=line.number))
        elif _marks(line, "END") and depth:
            depth -= 1
            if not depth:
                yield begin, content
        elif depth == 1:
            content.append(line)
        elif not depth and not outside:
            outside = True
            problems.append(problem("outside-card", file=file, line=line.number))
    if depth:
        problems.append(problem("card-unclosed", file=file, line=begin))
        yield begin, content


def _marks(line: Line, name: str) -> bool:
    return line.name == name and line.value.strip().upper() == "VCARD"


@dataclass(slots=True)
class _Draft:
    """A card being read: single texts by property name, the first of each, and the lists."""

    texts: dict[str, str] = field(default_factory=dict)
    name: list[str] = field(default_factory=list)
    organisation: list[str] = field(default_factory=list)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    addresses: list[Address] = field(default_factory=list)
    birthday: date | None = None
    languages: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    others: list[Property] = field(default_factory=list)


def _card(begin: int, content: list[Line], problems: list[Problem], *, file: str) -> Card:
    draft = _Draft()
    for line in content:
        if not _add(line, draft):
            draft.others.append(Property(line.name, line.value, line.params, line.group))
            if line.name == "BDAY":
                problems.append(problem("birthday-unclear", file=file, line=line.number, value=line.value))
    card = _finished(draft)
    if not card.formatted_name:
        problems.append(problem("name-missing", file=file, line=begin))
    return card


def _add(line: Line, draft: _Draft) -> bool:
    """Whether the line had a field to go to."""
    match SYNONYMS.get(line.name, line.name):
        case "VERSION":
            return True
        case "FN" | "TITLE" | "ROLE" | "NOTE" | "UID" | "KIND" as name:
            return _add_text(name, line, draft)
        case "N" if not draft.name:
            draft.name = _structure(line.value)
        case "ORG" if not draft.organisation:
            draft.organisation = _structure(line.value)
        case "EMAIL" | "TEL" | "URL" as name:
            draft.entries.setdefault(name, []).append(_entry(name, line))
        case "ADR":
            draft.addresses.append(_address(line))
        case "BDAY" if draft.birthday is None:
            draft.birthday = _day(line.value)
            return draft.birthday is not None
        case "LANG":
            draft.languages.append(unescape(line.value).strip())
        case "CATEGORIES":
            names = (unescape(name).strip() for name in split(line.value, ","))
            draft.categories.extend(name for name in names if name)
        case _:
            return False
    return True


def _add_text(name: str, line: Line, draft: _Draft) -> bool:
    if name in draft.texts:
        return False
    draft.texts[name] = unescape(line.value).strip()
    return True


def _structure(value: str) -> list[str]:
    return [unescape(piece).strip() for piece in split(value, ";")]


def _entry(name: str, line: Line) -> Entry:
    value = unescape(line.value).strip()
    scheme = SCHEMES.get(name, "")
    if scheme and value.lower().startswith(scheme):
        value = value[len(scheme) :]
    return Entry(value, _kinds(line), _is_preferred(line))


def _address(line: Line) -> Address:
    box, extended, street, locality, region, postal_code, country = (_structure(line.value) + [""] * 7)[:7]
    return Address(
        street, locality, postal_code, region, country, extended, box, _kinds(line), _is_preferred(line)
    )


def _kinds(line: Line) -> tuple[str, ...]:
    return tuple(kind for kind in line.kinds() if kind not in EMPTY_KINDS)


def _is_preferred(line: Line) -> bool:
    return "pref" in line.kinds() or any(param == ("PREF", "1") for param in line.params)


def _day(value: str) -> date | None:
    found = DAY.fullmatch(value.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _finished(draft: _Draft) -> Card:
    family, given, additional, prefix, suffix = (draft.name + [""] * 5)[:5]
    organisation, *units = draft.organisation or [""]
    emails = draft.entries.get("EMAIL", [])
    spoken = " ".join(part for part in (prefix, given, additional, family, suffix) if part)
    written = draft.texts.get("FN", "")
    return Card(
        formatted_name=written or spoken or organisation or (emails[0].value if emails else ""),
        family=family,
        given=given,
        additional=additional,
        prefix=prefix,
        suffix=suffix,
        organisation=organisation,
        units=tuple(unit for unit in units if unit),
        title=draft.texts.get("TITLE", ""),
        role=draft.texts.get("ROLE", ""),
        emails=tuple(emails),
        phones=tuple(draft.entries.get("TEL", [])),
        addresses=tuple(draft.addresses),
        urls=tuple(draft.entries.get("URL", [])),
        birthday=draft.birthday,
        languages=tuple(draft.languages),
        note=draft.texts.get("NOTE", ""),
        categories=tuple(draft.categories),
        uid=draft.texts.get("UID", ""),
        kind=draft.texts.get("KIND", "").lower(),
        others=tuple(draft.others),
    )
