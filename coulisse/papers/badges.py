"""Badges (A4, ten a sheet, 90 × 54 mm) and the list that people sign when they arrive."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from coulisse.papers import press
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures

WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "badges": "Badges",
        "list": "Liste de présence",
        "with": "avec {name}",
        "name": "Nom",
        "people": "Personnes",
        "signature": "Signature",
        "count": "{n} personnes attendues",
        "private": "À détruire après la rencontre : elle ne sert qu’à l’accueil",
        "made": "Établie le {date} à {hour}",
        "page": "page",
    },
    "nl": {
        "badges": "Badges",
        "list": "Aanwezigheidslijst",
        "with": "met {name}",
        "name": "Naam",
        "people": "Personen",
        "signature": "Handtekening",
        "count": "{n} personen verwacht",
        "private": "Na de ontmoeting te vernietigen: dient enkel voor het onthaal",
        "made": "Opgemaakt op {date} om {hour}",
        "page": "blz.",
    },
    "en": {
        "badges": "Badges",
        "list": "Attendance list",
        "with": "with {name}",
        "name": "Name",
        "people": "People",
        "signature": "Signature",
        "count": "{n} people expected",
        "private": "To be destroyed after the meeting: it serves the welcome only",
        "made": "Made on {date} at {hour}",
        "page": "page",
    },
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A person by name, or somebody who comes `with` one."""

    name: str
    companion: str = ""


@dataclass(frozen=True, slots=True)
class Badges:
    """An evening and who comes; `at` is the paper's own date and hour, in Brussels like the others."""

    title: str
    house: str
    place: str
    starts_at: datetime
    badges: tuple[Badge, ...]
    at: datetime


def badges(record: Badges, language: str) -> bytes:
    """Ten badges a sheet, as a PDF."""
    words = WORDS[language]
    return press.pdf(
        "badges",
        {
            "doc": _document(record, words, words["badges"]),
            "language": language,
            "title": record.title,
            "house": record.house,
            "when": day_in_words(record.starts_at.date(), language),
            "badges": [
                [one.name, words["with"].format(name=one.companion) if one.companion else ""]
                for one in record.badges
            ],
        },
    )


def welcome_list(record: Badges, language: str) -> bytes:
    """Who is expected, a line a registration, with room to sign."""
    words = WORDS[language]
    day = day_in_words(record.starts_at.date(), language)
    groups = [list(group) for _key, group in groupby(record.badges, key=lambda one: one.companion or one.name)]
    return press.pdf(
        "attendance",
        {
            "doc": _document(record, words, words["list"]),
            "language": language,
            "title": record.title,
            "kind": words["list"],
            "where": f"{day}, {hour_in_figures(record.starts_at)} · {record.place}",
            "count": words["count"].format(n=len(record.badges)),
            "heads": [words["name"], words["people"], words["signature"]],
            "lines": [[group[0].name, str(len(group))] for group in groups],
        },
    )


def _document(record: Badges, words: dict[str, str], kind: str) -> dict[str, Any]:
    made = words["made"].format(date=day_in_figures(record.at), hour=hour_in_figures(record.at))
    return press.document(
        title=f"{record.title}, {kind}",
        author=record.house,
        at=record.at,
        left=f"{record.house} · {made}",
        middle=words["private"],
        page=words["page"],
    )
