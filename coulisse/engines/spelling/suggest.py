"""What somebody may have meant: words at one slip from what is written, the likeliest slips first.

The general algorithm of hunspell takes minutes over a French dictionary in Python; these take half a second, and
find what a hand that knows the language mistypes: an accent, a doubled letter, two exchanged, one too many or few.
"""

import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Final

from coulisse.engines.spelling.check import ELIDED, Dictionary
from coulisse.kernel.language import Language

LETTERS: Final = {
    Language.FR: "esaitnrulodcmpévqfbghjàxèêyçzùôîâkwïëûœ",
    Language.NL: "enatirodslgvhkmubpwjczfxyqéëïö",
    Language.EN: "etaoinshrdlcumwfgypbvkjxqz",
}
VOWELS: Final = frozenset("aeiouyéèêëàâîïôûùœ")
LIKE_SOUNDS: Final = {
    Language.FR: (
        ("an", "en"),
        ("am", "em"),
        ("ai", "é"),
        ("ç", "ss"),
        ("f", "ph"),
        ("o", "au"),
        ("au", "eau"),
        ("tion", "ssion"),
    ),
    Language.NL: (
        ("ei", "ij"),
        ("au", "ou"),
        ("dt", "d"),
        ("dt", "t"),
        ("c", "k"),
        ("s", "z"),
        ("f", "v"),
        ("g", "ch"),
    ),
    Language.EN: (("ie", "ei"), ("ph", "f"), ("able", "ible"), ("ance", "ence")),
}
MOST: Final = 4


def suggest(word: str, language: Language, dictionary: Dictionary, *, most: int = MOST) -> tuple[str, ...]:
    """At most `most` words, each known to the dictionary, written with the capital that was typed."""
    head, mark, rest = word.replace("’", "'").partition("'")
    if mark and language is Language.FR and head.lower() in ELIDED and rest:
        return tuple(f"{head}’{one}" for one in suggest(rest, language, dictionary, most=most))
    lowered = word.lower().replace("’", "'")
    found: dict[str, None] = {}
    for candidate in chain(_slips(lowered, language), _last_resort(found, lowered)):
        if candidate in found or candidate == lowered:
            continue
        if all(dictionary.knows(part) for part in candidate.split(" ")):
            found[candidate] = None
            if len(found) == most:
                break
    if not found:
        found |= dict.fromkeys(get_close_matches(lowered, list(dictionary.near(lowered)), n=most, cutoff=0.8))
    return tuple(_as_typed(word, one) for one in found)


def _slips(word: str, language: Language) -> Iterator[str]:
    """The likeliest first: accents, doubled letters, exchanged ones, sounds, vowels, one more, one less, any."""
    places = range(len(word))
    letters = LETTERS.get(language, LETTERS[Language.EN])
    accents = {
        letter: [one for one in letters if one != letter and _bare(one) == _bare(letter)] for letter in set(word)
    }
    for place in places:
        yield from (word[:place] + one + word[place + 1 :] for one in accents[word[place]])
    for place in places:
        if place and word[place] == word[place - 1]:
            yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place] + word[place:]
    for place in places[:-1]:
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    yield from _sounds(word, language)
    for place in range(len(word) + 1):
        yield from (word[:place] + one + word[place:] for one in letters)
    for place in places:
        yield word[:place] + word[place + 1 :]
    for place in places:
        vowel = word[place] in VOWELS
        yield from (word[:place] + one + word[place + 1 :] for one in letters if (one in VOWELS) == vowel)
    for place in places:
        vowel = word[place] in VOWELS
        yield from (word[:place] + one + word[place + 1 :] for one in letters if (one in VOWELS) != vowel)


def _sounds(word: str, language: Language) -> Iterator[str]:
    for one, other in LIKE_SOUNDS.get(language, ()):
        for written, meant in ((one, other), (other, one)):
            start = word.find(written)
            while start >= 0:
                yield word[:start] + meant + word[start + len(written) :]
                start = word.find(written, start + 1)


def _last_resort(found: dict[str, None], word: str) -> Iterator[str]:
    """A missing space, where nothing else was found."""
    if not found:
        yield from _two_words(word)


def _two_words(word: str) -> Iterator[str]:
    for place in range(2, len(word) - 1):
        yield f"{word[:place]} {word[place:]}"


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _as_typed(word: str, found: str) -> str:
    written = found.replace("'", "’")
    if word.isupper() and len(word) > 1:
        return written.upper()
    return written[:1].upper() + written[1:] if word[:1].isupper() else written
