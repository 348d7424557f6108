"""The small phrases of the reports: scene numbers, headings, lengths, dates, categories.

>>> heading_of("12, 13pt INT KITCHEN - Day 1 3/8 pgs")
Heading(scenes=('12', '13'), is_part=True, int_ext='INT', set='KITCHEN', time='Day', eighths=11, cast=())
>>> length_of("3 6/8"), day_named("Tuesday, March 16, 2027").isoformat(), minutes_of("1:30")
(30, '2027-03-16', 90)
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

LONGEST_PAGES: Final = 999

_NUMBER = r"[A-Z]{0,3}\d{1,4}[A-Z]{0,3}(?:pts?\.?|\s+pts?\.?)?"
_LENGTH = r"(?:\d{1,3}[\s-]\d/8|\d{1,2}/8|\d{1,3})"
_TIMES = (
    r"day|night|morning|evening|afternoon|dawn|dusk|sunrise|sunset|magic hour|continuous|later|"
    r"jour|nuit|matin|soir|aube|crépuscule|dag|nacht|avond|ochtend"
)
SCENES: Final = re.compile(rf"{_NUMBER}(?:\s*(?:[,&+;]|-|\band\b)\s*{_NUMBER})*(?![\w/])", re.IGNORECASE)
_PART = re.compile(r"\s*pts?\.?$", re.IGNORECASE)
_INT_EXT = re.compile(
    r"\s*[-:]?\s*(?P<both>INT\.?\s*[/&-]\s*EXT\.?|EXT\.?\s*[/&-]\s*INT\.?|I/E|E/I)(?!\w)|"
    r"\s*[-:]?\s*(?P<one>INT|EXT)(?![A-Z])\.?",
    re.IGNORECASE,
)
_PAGES = re.compile(
    rf"(?:\b(?:total\s+)?(?:pages?|pgs?)\.?\s*:?\s*(?P<after>{_LENGTH})(?![\w/])|"
    rf"(?<![\w/])(?P<before>{_LENGTH})\s*(?:total\s+)?(?:pages?|pgs?)\b\.?)",
    re.IGNORECASE,
)
_BARE_EIGHTHS = re.compile(r"(?<![\w/])(?:\d{1,3}\s)?\d/8(?![\w/])")
_TIME = re.compile(rf"\s*(?:[-–—.,]\s*|\s)(?P<time>(?:{_TIMES})(?:\s*/\s*(?:{_TIMES}))?)\s*$", re.IGNORECASE)
_CAST_NUMBERS = re.compile(r"\d{1,3}[A-Z]?(?:\s*[,;]\s*\d{1,3}[A-Z]?|\s+\d{1,3}[A-Z]?)*\.?", re.IGNORECASE)
_WRITTEN_LENGTH = re.compile(r"(?:(\d{1,3})[\s-])?(\d{1,2})/8|(\d{1,3})")
_DURATION = re.compile(
    r"(?:(?P<h>\d{1,2})\s*(?::|h|hrs?\.?|hours?)\s*(?P<m>\d{1,2})?|(?P<only>\d{1,4}))\s*(?:min\w*|m)?\.?",
    re.IGNORECASE,
)
_MONTHS = {
    start: month
    for month, starts in enumerate(
        (
            ("jan",),
            ("feb", "fév", "fev"),
            ("mar", "maa"),
            ("apr", "avr"),
            ("may", "mai", "mei"),
            ("jun", "juin"),
            ("jul", "juil"),
            ("aug", "aoû", "aou"),
            ("sep",),
            ("oct", "okt"),
            ("nov",),
            ("dec", "déc"),
        ),
        start=1,
    )
    for start in starts
}
_MONTH_FIRST = re.compile(
    r"\b(?P<month>[A-Za-zéû]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"
)
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\s+(?P<month>[A-Za-zéû]{3,10})\.?,?\s+(?P<year>\d{4})\b"
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")

CATEGORIES: Final = {
    name.casefold(): name
    for name in (
        "Cast Members",
        "Background Actors",
        "Extras",
        "Stunts",
        "Vehicles",
        "Props",
        "Camera",
        "Special Effects",
        "Visual Effects",
        "Mechanical Effects",
        "Wardrobe",
        "Costumes",
        "Makeup/Hair",
        "Makeup",
        "Hair",
        "Animals",
        "Animal Wrangler",
        "Livestock",
        "Music",
        "Sound",
        "Art Department",
        "Set Dressing",
        "Set Construction",
        "Greenery",
        "Special Equipment",
        "Security",
        "Additional Labor",
        "Optical FX",
        "Weapons",
        "Miscellaneous",
        "Notes",
        "Electrics",
        "Grips",
    )
} | {
    "cast": "Cast Members",
    "background": "Background Actors",
    "make-up/hair": "Makeup/Hair",
    "sfx": "Special Effects",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What follows the word « Scene »."""

    scenes: tuple[str, ...]
    is_part: bool = False
    int_ext: str = ""
    set: str = ""
    time: str = ""
    eighths: int | None = None
    cast: tuple[int, ...] = ()


def heading_of(text: str) -> Heading | None:
    """Numbers, then as much of the heading as there is; None where no scene number begins the text."""
    found = SCENES.match(text)
    if found is None:
        return None
    scenes, is_part = scenes_of(found[0])
    rest, eighths, cast = _without_length(text[found.end() :])
    int_ext = _INT_EXT.match(rest)
    rest = rest[int_ext.end() :] if int_ext else rest
    time = _TIME.search(rest)
    return Heading(
        scenes,
        is_part,
        "" if int_ext is None else "INT/EXT" if int_ext["both"] else int_ext["one"].upper(),
        (rest[: time.start()] if time else rest).strip(" .:-–—"),
        time["time"] if time else "",
        eighths,
        cast,
    )


def scenes_of(text: str) -> tuple[tuple[str, ...], bool]:
    """The scene numbers, and whether one of them is marked as a part (`12pt`)."""
    pieces = [piece.strip() for piece in re.split(r"[,&+;-]|\band\b", text, flags=re.IGNORECASE)]
    bare = tuple(_PART.sub("", piece).strip() for piece in pieces if piece)
    return bare, any(_PART.search(piece) for piece in pieces)


def int_ext_of(text: str) -> str:
    found = _INT_EXT.match(text)
    return "" if found is None else "INT/EXT" if found["both"] else found["one"].upper()


def length_of(text: str) -> int | None:
    """Eighths of `1 3/8`, `3/8`, `2`, with or without « pages »."""
    found = _WRITTEN_LENGTH.match(text.strip())
    if found is None:
        return None
    return 8 * int(found[3]) if found[3] else 8 * int(found[1] or 0) + int(found[2])


def stated_length(text: str) -> int | None:
    """The length that stands beside « pages » or « pgs » anywhere in the text."""
    found = _PAGES.search(text)
    return length_of(found["after"] or found["before"]) if found else None


def minutes_of(text: str) -> int | None:
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return None
    return int(found["only"]) if found["only"] else 60 * int(found["h"]) + int(found["m"] or 0)


def day_named(text: str) -> date | None:
    """The first date written out in full, in English, French or Dutch, or in ISO; never `3/4/2027`."""
    iso = _ISO.search(text)
    if iso:
        with suppress(ValueError):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for found in pattern.finditer(text):
            name = found["month"].casefold()
            month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
            if month:
                with suppress(ValueError):
                    return date(int(found["year"]), month, int(found["day"]))
    return None


def cast_numbers(text: str) -> tuple[int, ...]:
    """`1, 2, 5`; empty when the text is anything else."""
    if not _CAST_NUMBERS.fullmatch(text.strip()):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", text))


def category_named(text: str) -> str:
    """The category whose name the text is, perhaps with a colon or a count; else empty."""
    return CATEGORIES.get(re.sub(r"\s*(?::|\(\d+\))?\s*$", "", text).casefold(), "")


def _without_length(text: str) -> tuple[str, int | None, tuple[int, ...]]:
    """The text before the length, the length, and the cast numbers behind it."""
    found = _PAGES.search(text)
    if found is None:
        bare = list(_BARE_EIGHTHS.finditer(text))
        found = bare[-1] if bare else None
    if found is None:
        return text, None, ()
    written = found["after"] or found["before"] if found.re is _PAGES else found[0]
    cast = cast_numbers(text[found.end() :])
    return text[: found.start()], length_of(written), cast
