"""The languages of the house: French, Dutch and English speak; German and the undetermined are only read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Language(StrEnum):
    """ISO 639-1 codes, and `und` (ISO 639-2) for what no one could tell."""

    FR = "fr"
    NL = "nl"
    EN = "en"
    DE = "de"
    UND = "und"


# The languages that screens and papers are written in.
SPOKEN = (Language.FR, Language.NL, Language.EN)

_FALLBACKS = {
    Language.FR: (Language.FR, Language.NL, Language.EN, Language.DE, Language.UND),
    Language.NL: (Language.NL, Language.FR, Language.EN, Language.DE, Language.UND),
    Language.EN: (Language.EN, Language.FR, Language.NL, Language.DE, Language.UND),
    Language.DE: (Language.DE, Language.FR, Language.NL, Language.EN, Language.UND),
    Language.UND: (Language.FR, Language.NL, Language.EN, Language.DE, Language.UND),
}


def fallbacks(language: Language) -> tuple[Language, ...]:
    """Every language once, in the order a reader of `language` would take a text in.

    >>> [str(code) for code in fallbacks(Language.NL)]
    ['nl', 'fr', 'en', 'de', 'und']
    """
    return _FALLBACKS[language]


def in_language(texts: Mapping[Language, T], language: Language) -> T | None:
    """The text in `language`, or the first that the reader falls back on; None if there is none.

    An empty text counts as missing: a field left blank in Dutch shows its French.

    >>> in_language({Language.FR: "Séquence", Language.NL: ""}, Language.NL)
    'Séquence'
    """
    return next((texts[code] for code in fallbacks(language) if texts.get(code)), None)


def spoken(language: Language) -> Language:
    """The language to write to a reader of `language` in: French where the house doesn't write theirs."""
    return language if language in SPOKEN else Language.FR
