r"""Letters without which a pattern cannot match, so that most patterns are ruled out before they are tried.

To look for a few letters is a hundred times faster than to try a pattern at every place of a text. Only
what our own
patterns are made of is understood: letters, groups, alternatives, classes, repetitions; anything else
gives nothing,
and the pattern is then always tried.

>>> sorted(needles(r"\b(?:bravo|merci (?:pour|de)|genial\w*)\b"))
['bravo', 'genial', 'merci ']
>>> needles(r"\b(?:a|b)?\d+") is None
True
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final

SHORTEST: Final = 2
KEPT: Final = 1 << 15
"""Words of which it is kept what they open."""
_SPECIAL: Final = frozenset("\\()[]{}|?*+.^$")
Found = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Sieve:
    """A pattern that is tried only where its letters are."""

    pattern: re.Pattern[str]
    needles: tuple[str, ...]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        if self.needles and not any(needle in text for needle in self.needles):
            return iter(())
        return self.pattern.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)


class Gate:
    """Many patterns asked together: the words of a text tell which of them can match at all.

    What a word opens is found out once and kept, so that a text is asked by its words and not by every pattern.

    >>> list(Gate([sieve("bravo"), sieve("merci (?:pour|de)")]).open("oui merci"))
    [1]
    """

    def __init__(self, sieves: Sequence[Sieve]) -> None:
        self._sieves = tuple(sieves)
        self._always = sum(1 << at for at, one in enumerate(sieves) if not one.needles)
        self._keys = [
            (max(needle.split(" "), key=len), 1 << at) for at, one in enumerate(sieves) for needle in one.needles
        ]
        self._opened_by = lru_cache(maxsize=KEPT)(self._found_in)

    def open(self, text: str) -> Iterator[int]:
        """Numbers of the patterns that may match a text of words with one space between them, in their order."""
        opened = reduce(or_, map(self._opened_by, text.split(" ")), self._always)
        while opened:
            lowest = opened & -opened
            yield lowest.bit_length() - 1
            opened ^= lowest

    def _found_in(self, word: str) -> int:
        return reduce(or_, (bit for key, bit in self._keys if key in word), 0)


def sieve(pattern: str) -> Sieve:
    """The pattern, compiled, with what it needs."""
    return Sieve(re.compile(pattern), tuple(sorted(needles(pattern) or ())))


def needles(pattern: str) -> Found:
    """Pieces of text of which any match holds at least one; None where no such pieces can be told."""
    found, rest = _alternatives(pattern, 0)
    return found if rest == len(pattern) else None


def _alternatives(pattern: str, at: int) -> tuple[Found, int]:
    """Of a choice every branch must need something."""
    branches: list[Found] = []
    while True:
        found, at = _branch(pattern, at)
        branches.append(found)
        if at >= len(pattern) or pattern[at] != "|":
            break
        at += 1
    if any(found is None for found in branches):
        return None, at
    return frozenset().union(*(found for found in branches if found is not None)), at


def _branch(pattern: str, at: int) -> tuple[Found, int]:
    """Of a sequence the best part will do: the one whose shortest piece is longest."""
    best: Found = None
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        found, letters, at = _atom(pattern, at)
        least, at = _repeated(pattern, at)
        if letters and least:
            run += letters
            continue
        best, run = _better(best, run), ""
        if found is not None and least:
            best = _best(best, found)
    return _better(best, run), at


def _better(best: Found, run: str) -> Found:
    return _best(best, frozenset((run,))) if len(run) >= SHORTEST else best


def _best(one: Found, other: Found) -> Found:
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda found: (min(map(len, found)), -len(found)))


def _atom(pattern: str, at: int) -> tuple[Found, str, int]:
    """One part: what it needs, or the letters that it is, and where the next one begins."""
    sign = pattern[at]
    if sign == "(":
        opened = re.compile(r"\((?:\?(?:P<\w+>|[:=!]|<[=!]))?").match(pattern, at)
        begins = opened.end() if opened is not None else at + 1
        found, ends = _alternatives(pattern, begins)
        is_look = pattern[at:begins] in {"(?=", "(?!", "(?<=", "(?<!"}
        return None if is_look else found, "", ends + 1
    if sign == "[":
        return None, "", pattern.index("]", at + 2) + 1
    if sign == "\\":
        following = pattern[at + 1]
        return None, "" if following.isalnum() else following, at + 2
    return None, "" if sign in _SPECIAL else sign, at + 1


def _repeated(pattern: str, at: int) -> tuple[int, int]:
    """How often a part comes at least, 0 or 1, and what follows."""
    counted = re.compile(r"(?:(?P<any>[?*])|(?P<one>\+)|\{(?P<n>\d*)(?:,\d*)?\})\??").match(pattern, at)
    if counted is None:
        return 1, at
    least = 0 if counted["any"] or counted["n"] in {"", "0"} else 1
    # Letters that may come more than once break a run: what follows is not their neighbour.
    return (least if counted["any"] or counted["one"] else 0), counted.end()
