"""A letter on A4 whose address shows in the right-hand window of a long envelope. Several make one print.

Measured in millimetres from the top left corner of the sheet, folded in three, in an envelope of 110 x 220 mm
with a window of 35 x 90 mm or 45 x 90 mm, 20 mm from its right and lower edges: whichever way the sheet slides
inside, the lines of `ADDRESS` stay in view. bpost's zone for an address (MassPost guide, January 2025: 40 mm from
the upper edge, at least 15 mm from the right one, at most 140 mm away from it) holds it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from coulisse.papers import press
from coulisse.papers.days import MONTHS

ADDRESS: Final = (113.0, 53.0, 76.0, 25.0)
"""Left, top, width and height, in mm: the last line stands on its lower edge."""
MOST_LINES: Final = 6
"""The lines of an address that the window shows; bpost writes no more."""
FOLDS: Final = (99.0, 198.0)
WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "kind": "Lettre",
        "ours": "Nos références :",
        "subject": "Objet :",
        "registered": "RECOMMANDÉ",
        "foot": "{house} · {number}",
        "page": "page",
        "date": "{place}, le {day}",
    },
    "nl": {
        "kind": "Brief",
        "ours": "Ons kenmerk:",
        "subject": "Betreft:",
        "registered": "AANGETEKEND",
        "foot": "{house} · {number}",
        "page": "blz.",
        "date": "{place}, {day}",
    },
    "en": {
        "kind": "Letter",
        "ours": "Our reference:",
        "subject": "Subject:",
        "registered": "REGISTERED",
        "foot": "{house} · {number}",
        "page": "page",
        "date": "{place}, {day}",
    },
}


class TooManyLines(ValueError):
    """An address of more lines than the window shows."""


@dataclass(frozen=True, slots=True)
class WindowLetter:
    """One letter. `address`: the lines of the window, the name first; `house_lines`: the sender's."""

    number: str
    reference: str
    language: str
    address: Sequence[str]
    house: str
    house_lines: Sequence[str]
    place: str
    dated_on: date
    subject: str
    text: str
    signed: str
    is_registered: bool = False


def window_letter(letter: WindowLetter) -> bytes:
    """One letter as a PDF."""
    return window_letters([letter], title=f"{letter.number} {letter.subject}")


def window_letters(letters: Sequence[WindowLetter], *, title: str) -> bytes:
    """All the letters in one PDF, each on a page of its own. Raises `TooManyLines`; at least one letter."""
    first = letters[0]
    words = WORDS[first.language]
    left, top, width, height = ADDRESS
    last = max(letter.dated_on for letter in letters)
    return press.pdf(
        "window-letter",
        {
            "doc": press.document(
                title=title,
                author=first.house,
                at=datetime.combine(last, time(12)),
                left=first.house,
                middle="",
                page=words["page"],
            ),
            "language": first.language,
            "address": {"left": left, "top": top, "width": width, "height": height},
            "folds": list(FOLDS),
            "letters": [_letter(letter) for letter in letters],
        },
    )


def _letter(letter: WindowLetter) -> dict[str, Any]:
    lines = [line for line in letter.address if line.strip()]
    if len(lines) > MOST_LINES:
        raise TooManyLines(letter.number)
    words = WORDS[letter.language]
    day = _dated(letter.dated_on, letter.language)
    dated = words["date"].format(place=letter.place, day=day) if letter.place else day
    return {
        "language": letter.language,
        "house": letter.house,
        "house_lines": list(letter.house_lines),
        "back": " · ".join([letter.house, *letter.house_lines]),
        "address": lines,
        "registered": words["registered"] if letter.is_registered else "",
        "dated": dated,
        "ours_word": words["ours"],
        "ours": f"{letter.number} / {letter.reference}",
        "subject_word": words["subject"],
        "subject": letter.subject,
        "paragraphs": [part.strip().split("\n") for part in letter.text.split("\n\n") if part.strip()],
        "signed": letter.signed.split("\n"),
        "foot": words["foot"].format(house=letter.house, number=letter.number),
        "page": words["page"],
    }


def _dated(day: date, language: str) -> str:
    """« 15 mars 2027 », « 1er avril 2027 »."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"
