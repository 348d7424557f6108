"""Extraits du jour / sides: the pages of the script that a day shoots, with the name of whom they were given to.

A page of the script stays a page, with its number; what isn't shot that day is crossed out, so that nobody learns
the wrong line and everybody sees what comes before. The name stands behind each page: a page that leaves the set
says whose it was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from coulisse.kernel.emphasis import runs
from coulisse.kernel.screenplay import UNPRINTED, ParagraphKind
from coulisse.papers import press
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures

WORDS: Final = {
    "fr": {
        "kind": "Séquences du jour",
        "day": "J{day} / {of}",
        "for": "Exemplaire de {person}",
        "not-today": "pas aujourd’hui",
        "page-of-script": "scénario, p. {number}",
        "private": "Exemplaire personnel – ne pas copier, ne pas photographier",
        "made": "{date} {hour}",
        "page": "page",
    },
    "nl": {
        "kind": "Scènes van de dag",
        "day": "D{day} / {of}",
        "for": "Exemplaar van {person}",
        "not-today": "niet vandaag",
        "page-of-script": "scenario, blz. {number}",
        "private": "Persoonlijk exemplaar – niet kopiëren, niet fotograferen",
        "made": "{date} {hour}",
        "page": "blz.",
    },
    "en": {
        "kind": "Scenes of the day",
        "day": "D{day} / {of}",
        "for": "Copy of {person}",
        "not-today": "not today",
        "page-of-script": "script, p. {number}",
        "private": "Personal copy – do not copy, do not photograph",
        "made": "{date} {hour}",
        "page": "page",
    },
}


class NothingOfTheDay(ValueError):
    """No page of the script holds a scene of the day: there is nothing to print."""


@dataclass(frozen=True, slots=True)
class SidesParagraph:
    """A paragraph as the script has it, with Fountain's light markup. `number`: the scene's, of a heading."""

    kind: ParagraphKind
    text: str
    number: str = ""
    is_today: bool = True
    is_revised: bool = False


@dataclass(frozen=True, slots=True)
class SidesPage:
    """A page of the script under its number, as printed: « 43 », « 43A »."""

    number: str
    paragraphs: tuple[SidesParagraph, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The copy of one person. `draft`: the version of the script; `at`: the paper's own date and hour."""

    film: str
    house: str
    day: int
    of: int
    date: date
    at: datetime
    person: str
    pages: tuple[SidesPage, ...]
    draft: str = ""


def of_the_day(pages: Iterable[SidesPage], scenes: Collection[str]) -> tuple[SidesPage, ...]:
    """The pages that hold one of these scenes, with all else crossed out. A scene runs until the next heading.

    >>> heading = SidesParagraph(ParagraphKind.HEADING, "EXT. QUAI – JOUR", "27")
    >>> line = SidesParagraph(ParagraphKind.ACTION, "Il pleut.")
    >>> first, second = SidesPage("1", (heading, line)), SidesPage("2", (replace(heading, number="28"), line))
    >>> [page.number for page in of_the_day((first, second), {"28"})]
    ['2']
    """
    number, kept = "", []
    for page in pages:
        paragraphs = []
        for paragraph in page.paragraphs:
            if paragraph.kind is ParagraphKind.HEADING:
                number = paragraph.number
            paragraphs.append(replace(paragraph, is_today=number in scenes))
        if any(paragraph.is_today for paragraph in paragraphs):
            kept.append(replace(page, paragraphs=tuple(paragraphs)))
    return tuple(kept)


def sides(record: Sides, language: str) -> bytes:
    """The pages as a PDF; the frame is in `language` (fr, nl or en), the script in its own.

    Raises NothingOfTheDay where the record has no page.
    """
    if not record.pages:
        raise NothingOfTheDay(record.film, record.day)
    words = WORDS[language]
    day = words["day"].format(day=record.day, of=record.of)
    kind = f"{words['kind']} {day}"
    made = words["made"].format(date=day_in_figures(record.at), hour=hour_in_figures(record.at))
    owner = words["for"].format(person=record.person)
    return press.pdf(
        "sides",
        {
            "doc": press.document(
                title=f"{record.film} – {kind} – {record.person}",
                author=record.house,
                at=record.at,
                left=f"{owner} · {made}",
                middle=words["private"],
                page=words["page"],
            ),
            "language": language,
            "film": record.film,
            "kind": kind,
            "date": day_in_words(record.date, language),
            "person": record.person,
            "owner": owner,
            "draft": record.draft,
            "not-today": words["not-today"],
            "pages": [_page(page, words) for page in record.pages],
        },
    )


def _page(page: SidesPage, words: dict[str, str]) -> dict[str, Any]:
    printed = [
        one for one in page.paragraphs if one.kind not in UNPRINTED and one.kind != ParagraphKind.PAGE_BREAK
    ]
    return {
        "number": words["page-of-script"].format(number=page.number),
        "passages": [
            {"is-today": is_today, "paragraphs": [_paragraph(one) for one in group]}
            for is_today, group in groupby(printed, key=lambda one: one.is_today)
        ],
    }


def _paragraph(paragraph: SidesParagraph) -> dict[str, Any]:
    return {
        "kind": str(paragraph.kind),
        "number": paragraph.number,
        "is-revised": paragraph.is_revised,
        "runs": [
            {"text": run.text, "bold": run.bold, "italic": run.italic, "underline": run.underline}
            for run in runs(paragraph.text)
        ],
    }
