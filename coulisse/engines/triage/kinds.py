"""The kind of a message: question, praise, complaint, threat … by signs, and by what was learned.

Several kinds may hold at once. The serious ones (`SERIOUS`) are sought widely: one too many costs somebody a look,
one too few a promise. What was learned can add a kind and outvote an ordinary one, but never hide a serious one.

>>> [one.code for one in kinds_of("Je sais où habite votre présentateur, je vais le tuer")]
['threat']
>>> [(one.code, one.words) for one in kinds_of("Bedankt voor de prachtige reportage")]
[('praise', ('bedankt voor', 'prachtige'))]
>>> kinds_of("Il pleut.")
()
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from coulisse.engines.triage.kind_words import SIGNS
from coulisse.engines.triage.learner import Guess, Learner
from coulisse.engines.triage.needles import Sieve, sieve

KINDS: Final = (
    "threat",
    "legal",
    "press",
    "minor",
    "privacy_request",
    "image_right",
    "complaint",
    "criticism",
    "praise",
    "suggestion",
    "question",
)
"""The serious ones first."""
SERIOUS: Final = frozenset(KINDS[:6])
ENOUGH: Final = 3
SURE: Final = 0.7
UNSURE: Final = 0.45
LONGEST: Final = 20_000
_ACCENT: Final = re.compile("[\u0300-\u036f]+")
_FAR: Final = re.compile("[\u0483-\u1fff\u20d0-\uffff\U00010000-\U0010ffff]")
"""Where other signs may stand that are part of a letter: not in Latin, Greek and their punctuation."""
_APART: Final = re.compile(r"[^\w?]+|_")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code, how sure (0 to 1, no frequency of being right), and the words that spoke. Somebody accepts it or
    not."""

    code: str
    confidence: float
    words: tuple[str, ...] = ()


def kinds_of(text: str, learned: Learner | None = None) -> tuple[Proposal, ...]:
    """The kinds that the text bears out, in the order of KINDS; nothing when unsure."""
    points: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    read = plain(text)
    for kind, weight, pattern in _signs():
        found = [match.group().strip() for match in pattern.finditer(read)][:4]
        if found:
            points[kind] = points.get(kind, 0) + weight + 0.5 * (len(found) - 1)
            words.setdefault(kind, []).extend(found)
    proposed = {
        kind: Proposal(kind, round(points[kind] / (points[kind] + 2), 2), tuple(dict.fromkeys(words[kind]))[:4])
        for kind in KINDS
        if points.get(kind, 0) >= ENOUGH
    }
    if learned is not None:
        _add_learned(learned.guess(text), proposed)
    return tuple(proposed[kind] for kind in KINDS if kind in proposed)


def kinds_of_all(texts: Sequence[str], learned: Learner | None = None) -> list[tuple[Proposal, ...]]:
    """As `kinds_of` for many texts, which the learner reads together."""
    if learned is None:
        return [kinds_of(text) for text in texts]
    found = []
    for text, guess in zip(texts, learned.guess_all(texts, least=UNSURE), strict=True):
        proposed = {one.code: one for one in kinds_of(text)}
        _add_learned(guess, proposed)
        found.append(tuple(proposed[kind] for kind in KINDS if kind in proposed))
    return found


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Small letters, no accents, words and question marks with one space between them."""
    low = text[:LONGEST].casefold()
    if not low.isascii():
        low = without_accents(unicodedata.normalize("NFKD", low))
    return " ".join(_APART.sub(" ", low).split())


def without_accents(apart: str) -> str:
    """Letters and accents taken apart (NFKD), the accents left out."""
    if _FAR.search(apart) is None:
        return _ACCENT.sub("", apart)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _add_learned(guess: Guess, proposed: dict[str, Proposal]) -> None:
    if guess.label not in KINDS or guess.confidence < UNSURE:
        return
    if guess.confidence >= SURE:
        for kind in [kind for kind in proposed if kind not in SERIOUS and proposed[kind].confidence < SURE]:
            del proposed[kind]
    mine = proposed.get(guess.label)
    if mine is None or mine.confidence < guess.confidence:
        proposed[guess.label] = Proposal(guess.label, round(guess.confidence, 2), guess.words)


@cache
def _signs() -> tuple[tuple[str, int, Sieve], ...]:
    return tuple((kind, weight, sieve(pattern)) for kind, weight, pattern in SIGNS)
