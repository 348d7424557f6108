"""Tags that a screen reader can read: a capital at each word. The words come from whoever knows them.

>>> camel_tag(["festival", "Cap Sambre"]), camel_tag(["l'été", "2027"])
('#FestivalCapSambre', '#LÉté2027')
>>> words = ["festival", "cap", "sambre"]
>>> proposed("festivalcapsambre", words), proposed("FestivalCapSambre", words), proposed("cinema", words)
('FestivalCapSambre', None, None)
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

import regex

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
LONGEST_WORD: Final = 15
"""Small letters in a row beyond which a tag is taken for several words, though nobody said which."""
LONGEST_ACRONYM: Final = 6


def camel_tag(words: Iterable[str]) -> str:
    """A tag of these words, with its #; empty without a letter. Capitals that stand inside a word stay."""
    pieces = [piece for words_ in words for piece in _WORD.findall(words_)]
    tag = "".join(piece[0].upper() + piece[1:] for piece in pieces)
    return f"#{tag}" if any(letter.isalpha() for letter in tag) else ""


def proposed(tag: str, words: Iterable[str]) -> str | None:
    """The tag with a capital at each of the known words that it is made of; None if it has them, or is not.

    Letters stay as they were written but for the capitals; accents do not matter for finding the words.
    """
    known = {_plain(piece) for word in words for piece in _WORD.findall(word)} - {""}
    starts = _cut(_plain_letters(tag), known)
    if starts is None or len(starts) < 2:
        return None
    shouted = tag.isupper()
    letters = [letter.lower() if shouted else letter for letter in tag]
    for start in starts:
        letters[start] = letters[start].upper()
    better = "".join(letters)
    return better if better != tag else None


def reads_badly(tag: str) -> bool:
    """Whether a tag has no capital to read it by and is too long for one word, or shouts.

    >>> reads_badly("festivalcapsambre"), reads_badly("cinema"), reads_badly("RTBF"), reads_badly("CAPSAMBRE")
    (True, False, False, True)
    """
    if not tag.isascii() and not any(letter.lower() != letter.upper() for letter in tag):
        return False
    letters = [letter for letter in tag if letter.isalpha()]
    if tag.isupper():
        return len(letters) > LONGEST_ACRONYM
    return tag.islower() and "_" not in tag and len(letters) >= LONGEST_WORD


def _plain(word: str) -> str:
    return "".join(_plain_letters(word))


def _plain_letters(word: str) -> list[str]:
    """One small letter without accent for each letter: places stay the same."""
    return [unicodedata.normalize("NFD", letter)[:1].lower()[:1] for letter in word]


def _cut(letters: list[str], known: set[str]) -> list[int] | None:
    """Where the words begin that make up all the letters, the fewest of them; None if none do."""
    longest = max(map(len, known), default=0)
    best: list[list[int] | None] = [[]] + [None] * len(letters)
    whole = "".join(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - longest), end):
            before = best[start]
            if before is None or whole[start:end] not in known:
                continue
            so_far = best[end]
            if so_far is None or len(before) + 1 < len(so_far):
                best[end] = [*before, start]
    return best[len(letters)]
