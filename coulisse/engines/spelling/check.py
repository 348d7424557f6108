"""Which words of a text no dictionary knows, and which stand twice in a row."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol

from coulisse.engines.spelling.tokens import Token, tokens
from coulisse.kernel.language import Language

ELIDED: Final = frozenset(
    [
        "l",
        "d",
        "j",
        "m",
        "t",
        "s",
        "n",
        "c",
        "qu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "jusqu",
        "presqu",
        "quelqu",
        "entr",
    ]
)
TWICE_ALLOWED: Final = {
    Language.FR: frozenset(["nous", "vous", "très", "bien"]),
    Language.NL: frozenset(["die", "dat", "heel", "er"]),
    Language.EN: frozenset(["had", "that", "very"]),
}
LONGEST_ACRONYM: Final = 6


class Dictionary(Protocol):
    """What the check asks of a dictionary; whoever calls hands it in."""

    def knows(self, word: str) -> bool:
        """Whether the word is written like this. Apostrophes come as `'`."""

    def near(self, word: str) -> Collection[str]:
        """Words of the dictionary that begin alike, for suggestions of last resort."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A word to check: `unknown` to the dictionary, or `repeated`."""

    start: int
    end: int
    word: str
    code: str


def check(text: str, language: Language, dictionary: Dictionary, known: Collection[str] = ()) -> tuple[Fault, ...]:
    """The faults in order. `known` are words of the house: names, programmes; capitals do not count in them."""
    accepted = {_plain(word).lower() for word in known}
    found, before = [], None
    for token in tokens(text):
        if _is_repeated(before, token, text, language):
            found.append(Fault(token.start, token.end, token.text, "repeated"))
        elif not _is_right(token, language, dictionary, accepted):
            found.append(Fault(token.start, token.end, token.text, "unknown"))
        before = token
    return tuple(found)


def _is_repeated(before: Token | None, token: Token, text: str, language: Language) -> bool:
    if before is None or before.text.lower() != token.text.lower() or before.text.isupper():
        return False
    between = text[before.end : token.start]
    return between.isspace() and "\n" not in between and token.text.lower() not in TWICE_ALLOWED.get(language, ())


def _is_right(token: Token, language: Language, dictionary: Dictionary, accepted: Collection[str]) -> bool:
    word = _plain(token.text)
    if _is_known(word, token.opens, dictionary, accepted):
        return True
    head, mark, rest = word.partition("'")
    if mark and language is Language.FR and head.lower() in ELIDED:
        return len(rest) < 2 or _is_known_or_parts(rest, token.opens, dictionary, accepted)
    if mark and _is_known(head, token.opens, dictionary, accepted) and len(rest) == 1:
        return True  # « foto's », “Anna's”
    return _is_known_or_parts(word, token.opens, dictionary, accepted)


def _is_known_or_parts(word: str, opens: bool, dictionary: Dictionary, accepted: Collection[str]) -> bool:
    if _is_known(word, opens, dictionary, accepted):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(len(part) < 2 or _is_known(part, opens, dictionary, accepted) for part in parts)


def _is_known(word: str, opens: bool, dictionary: Dictionary, accepted: Collection[str]) -> bool:
    lowered = word.lower()
    if lowered in accepted:
        return True
    if word.isupper():
        return len(word) <= LONGEST_ACRONYM or dictionary.knows(lowered)
    if word[:1].isupper() and not opens:
        return True  # within a sentence, a capital makes a name
    return dictionary.knows(word) or (lowered != word and dictionary.knows(lowered))


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")
