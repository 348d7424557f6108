"""What two people write differently and mean alike: accents, capitals, apostrophes, ligatures."""

import unicodedata
from typing import Final

from coulisse.kernel.letters import without_accents

SAME: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": " ", "'": " ", "-": " ", "_": " "}
)


def plain(text: str) -> str:
    """Without accents, capitals, or the signs that join words.

    >>> plain("L’Œuvre d'Élise")
    'l oeuvre d elise'
    """
    lowered = text.replace("\x00", "").lower().translate(SAME)
    return " ".join(without_accents(unicodedata.normalize("NFD", lowered)).split())
