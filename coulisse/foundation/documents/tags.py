"""Tags as people type them: separated by commas, each once, without the blanks around."""

from collections.abc import Iterable
from typing import Final

MOST: Final = 20
LONGEST: Final = 40


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Each tag once, whatever its capitals, in the order given.

    >>> clean_tags([" contrat", "Contrat", "", "assurance  RC"])
    ['contrat', 'assurance RC']
    """
    kept: dict[str, str] = {}
    for tag in tags:
        words = " ".join(tag.replace(",", " ").split())[:LONGEST]
        if words:
            kept.setdefault(words.casefold(), words)
    return list(kept.values())[:MOST]


def read_tags(typed: str) -> list[str]:
    return clean_tags(typed.split(","))
