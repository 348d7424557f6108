"""A text as words with their place, and the singulars that a plural may come from.

>>> [(word.text, word.start) for word in words_of("L’eau, *deux* seaux")]
[('L', 0), ('eau', 2), ('deux', 8), ('seaux', 14)]
>>> singulars("chevaux", Language.FR), singulars("honden", Language.NL)[:2], singulars("knives", Language.EN)
(('chevaux', 'chevau', 'cheval'), ('honden', 'hond'), ('knives', 'knive', 'knif', 'knife'))
"""

import re
from dataclasses import dataclass
from typing import Final

from coulisse.engines.breakdown.names import folded, listed
from coulisse.kernel.language import Language

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_JOINS = re.compile(r"[\s’'*_]*")
_UNITS: Final = {
    Language.FR: "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    Language.NL: "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien",
    Language.EN: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
}
_ROUND: Final = {
    Language.FR: {
        "vingt": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "cent": 100,
        "dizaine": 10,
        "douzaine": 12,
        "quinzaine": 15,
        "vingtaine": 20,
        "trentaine": 30,
        "cinquantaine": 50,
        "centaine": 100,
    },
    Language.NL: {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "honderd": 100, "tiental": 10},
    Language.EN: {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "dozen": 12},
}
NUMBERS: Final = {
    language: {word: value for value, word in enumerate(units.split(), start=1)} | _ROUND[language]
    for language, units in _UNITS.items()
}
ARTICLES: Final = listed("le la les un une des du l d de het een the a an his her son sa ses leur")
PLURALS: Final = listed("les des ses leurs mes tes nos vos")
MOST: Final = 999
"""A larger number in the text is a year or a price, not a quantity."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `key` is its folded form."""

    text: str
    start: int
    end: int
    key: str


def words_of(text: str) -> tuple[Word, ...]:
    return tuple(Word(found[0], found.start(), found.end(), folded(found[0])) for found in _WORD.finditer(text))


def are_joined(text: str, first: Word, second: Word) -> bool:
    """Nothing but spaces, an apostrophe or emphasis stands between the two."""
    return _JOINS.fullmatch(text, first.end, second.start) is not None


def singulars(key: str, language: Language) -> tuple[str, ...]:
    """The word itself, then what it may be the plural of."""
    found = [key]
    if len(key) > 3:
        found += _SINGULARS[language](key)
    return tuple(dict.fromkeys(found))


def _french(key: str) -> list[str]:
    bare = [key[:-1]] if key.endswith(("s", "x")) else []
    return [*bare, key[:-3] + "al"] if key.endswith("aux") and not key.endswith("eaux") else bare


def _dutch(key: str) -> list[str]:
    if key.endswith("s"):
        return [key[:-1].rstrip()]
    if not key.endswith("en"):
        return []
    stem = key[:-2]
    found = [stem]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.append(stem[:-1])  # messen: mes
    if len(stem) > 2 and stem[-2] in "aeou":
        found.append(stem[:-1] + stem[-2:])  # bomen: boom
    if stem.endswith(("v", "z")):
        found.append(stem[:-1] + {"v": "f", "z": "s"}[stem[-1]])  # brieven: brief
    return found


def _english(key: str) -> list[str]:
    if not key.endswith("s") or key.endswith("ss"):
        return []
    if key.endswith("ves"):
        return [key[:-1], key[:-3] + "f", key[:-3] + "fe"]
    if key.endswith("ies"):
        return [key[:-1], key[:-3] + "y"]
    return [key[:-1], key[:-2]] if key.endswith("es") else [key[:-1]]


_SINGULARS: Final = {Language.FR: _french, Language.NL: _dutch, Language.EN: _english}


def number_of(word: Word, language: Language) -> int | None:
    """The number that a word writes, in figures or in letters; « un » is an article as often as a number."""
    if word.text.isdecimal():
        value = int(word.text) if len(word.text) < 6 else MOST + 1
        return value if 1 <= value <= MOST else None
    return NUMBERS[language].get(word.key)
