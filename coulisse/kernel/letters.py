"""Letters without their accents."""

import re
import unicodedata
from typing import Final

_ACCENT: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_FAR: Final = re.compile("[\u0483-\u1fff\u20d0-\uffff\U00010000-\U0010ffff]")
"""Where other signs may stand that are part of a letter: not in Latin, Greek and their punctuation."""


def without_accents(apart: str) -> str:
    """What is left of a decomposed text (NFD or NFKD) without the signs that belong to a letter.

    >>> without_accents(unicodedata.normalize("NFD", "Élise à Liège"))
    'Elise a Liege'
    """
    if apart.isascii():
        return apart
    if _FAR.search(apart) is None:
        return _ACCENT.sub("", apart)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
