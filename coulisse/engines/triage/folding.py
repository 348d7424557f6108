"""Two ways of making writings of the same words alike: `plain` for patterns, `folded` for features.

Both go word by word, as no rule of theirs looks beyond a space: most words of a message were in an earlier one, so
what a word becomes is kept. A text with a very long word (an encoded file, an alphabet without spaces) is folded
whole.

>>> plain("L’ÉMISSION d'hier, à 20h43 ?")
'l emission d hier a 20h43 ?'
>>> folded("L’ÉMISSION d'hier, à 20h43 !")
'l emission d hier a 0 h 0 !'
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from coulisse.kernel.letters import without_accents

PLAIN_LONGEST: Final = 20_000
FOLDED_LONGEST: Final = 6_000
"""Letters of a text that are read; the rest of a very long message says nothing new about its topic."""
LONG_WORD: Final = 64
KEPT: Final = 1 << 15
"""Words whose folding is kept."""

_PLAIN_APART: Final = re.compile(r"[^\w?]+|_")
_ADDRESS: Final = re.compile(r"https?:\S+|www\.\S+|\S+@\S+")
_ACCOUNT: Final = re.compile(r"@\w+")
_NUMBER: Final = re.compile(r"\d+")
_APART: Final = re.compile(r"[^\w!?\u2600-\U0001faff]+|_")
_MARK: Final = re.compile(r"([!?\u2600-\U0001faff])")


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Small letters, no accents, words and question marks with one space between them."""
    return _by_word(text[:PLAIN_LONGEST], _plain, _kept_plain)


def folded(text: str) -> str:
    """Words in small letters without accents, one space between them, numbers as `0`; no address, no account."""
    return _by_word(text[:FOLDED_LONGEST], _folded, _kept_folded)


def _by_word(text: str, fold: Callable[[str], str], kept: Callable[[str], str]) -> str:
    words = text.split()
    if max(map(len, words), default=0) > LONG_WORD:
        return fold(text)
    return " ".join(filter(None, map(kept, words)))


def _plain(text: str) -> str:
    low = text.casefold()
    if not low.isascii():
        low = without_accents(unicodedata.normalize("NFKD", low))
    return " ".join(_PLAIN_APART.sub(" ", low).split())


def _folded(text: str) -> str:
    text = _ACCOUNT.sub(" ", _ADDRESS.sub(" ", text))
    if not text.isascii():
        text = without_accents(unicodedata.normalize("NFKD", text))
    return " ".join(_APART.sub(" ", _MARK.sub(r" \1 ", _NUMBER.sub(" 0 ", text.casefold()))).split())


_kept_plain: Final = lru_cache(maxsize=KEPT)(_plain)
_kept_folded: Final = lru_cache(maxsize=KEPT)(_folded)
