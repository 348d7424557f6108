"""The language of a message: French, Dutch, English, German, or undetermined.

Each word that is in a list of frequent words counts against the languages whose list lacks it; every three
letters of a word count by how often they occur in each language. A name (a capital, in no list) counts a third.
Addresses, links, names of accounts and digits are left out. See docs/engines/triage.md for what was measured.

>>> str(language_of("Waarom werd de uitzending gisteren geschrapt?")), str(language_of("C'était trop fort"))
('nl', 'fr')
>>> str(language_of("123 :-)")), str(language_of("Добрый день"))
('und', 'und')
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from typing import Final

from coulisse.engines.triage.trigrams import TABLE
from coulisse.engines.triage.words import DUTCH, ENGLISH, FRENCH, GERMAN
from coulisse.kernel.language import Language

LANGUAGES: Final = (Language.FR, Language.NL, Language.EN, Language.DE)
LISTS: Final = tuple(frozenset(words.split()) for words in (FRENCH, DUTCH, ENGLISH, GERMAN))
LETTERS: Final = (frozenset("éèêàçùœîôûâ"), frozenset("ëï"), frozenset[str](), frozenset("äöüß"))
LONGEST: Final = 4000
FOREIGN_WORD: Final = 6.0
ACCENT: Final = 3.0
NAME: Final = 0.3
STEP: Final = 0.25
WORD: Final = re.compile(r"[^\W\d_]+")
NOISE: Final = re.compile(r"https?:\S+|www\.\S+|\S+@\S+|[@#]\w+|[\w-]+\.(?:be|com|org|net|fr|nl|eu)\b")
APART: Final = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
"""Letters written apart, to get past a filter: « h a a t »."""
LATIN: Final = "\u024f"
"""The last letter of the extended Latin alphabet."""
UNLIKE: Final = 0.45
"""With a smaller share of known trigrams, and no known word, it is none of the four."""


@dataclass(frozen=True, slots=True)
class Guess:
    """`confidence` from 0 to 1: how much likelier the language is than the next one; no frequency of being
    right."""

    language: Language
    confidence: float


def language_of(text: str) -> Language:
    """The language alone."""
    return guess(text).language


def guess(text: str) -> Guess:
    """The likeliest of the four languages; undetermined where nothing tells, or another alphabet prevails."""
    words = WORD.findall(APART.sub(_joined, NOISE.sub(" ", text[:LONGEST])))
    if not any(len(word) > 1 for word in words) or _is_other_alphabet(words):
        return Guess(Language.UND, 0.0)
    french = dutch = english = german = 0.0
    known, met, seen = 0, 0, 0
    for word in words:
        (fr, nl, en, de), is_known, trigrams, found = _points(word)
        known, met, seen = known + is_known, met + found, seen + trigrams
        french, dutch, english, german = french + fr, dutch + nl, english + en, german + de
    scores = [french, dutch, english, german]
    if not known and met < UNLIKE * seen:
        return Guess(Language.UND, 0.0)
    first, second = sorted(scores, reverse=True)[:2]
    if first == second:
        return Guess(Language.UND, 0.0)
    return Guess(LANGUAGES[scores.index(first)], 1 - exp(second - first))


@lru_cache(maxsize=50_000)
def _points(written: str) -> tuple[tuple[float, float, float, float], bool, int, int]:
    """Points for each language, whether a list has the word, its trigrams, and how many of them are known."""
    word = written.lower()
    points = [0.0 if word in words else -FOREIGN_WORD for words in LISTS]
    is_known = any(point == 0.0 for point in points)
    if not is_known:
        points = [0.0] * len(LISTS)
    weight = NAME if not is_known and written[0].isupper() else 1.0
    if not word.isascii():
        accents = [ACCENT * weight if letters & set(word) else 0.0 for letters in LETTERS]
        points = [point + accent for point, accent in zip(points, accents, strict=True)]
    edged, table, found = f"_{word}_", _table(), 0
    for at in range(len(edged) - 2):
        row = table.get(edged[at : at + 3])
        if row:
            found += 1
            points = [point + weight * step for point, step in zip(points, row, strict=True)]
    return (points[0], points[1], points[2], points[3]), is_known, len(edged) - 2, found


def _joined(letters: re.Match[str]) -> str:
    return letters.group().replace(" ", "")


def _is_other_alphabet(words: list[str]) -> bool:
    letters = "".join(words)
    return sum(letter > LATIN for letter in letters) * 2 > len(letters)


@cache
def _table() -> dict[str, tuple[float, ...]]:
    rows = (TABLE[at : at + 7] for at in range(0, len(TABLE), 7))
    return {row[:3]: tuple(-STEP * (ord(letter) - ord("A")) for letter in row[3:]) for row in rows}
