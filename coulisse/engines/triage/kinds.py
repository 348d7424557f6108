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
from dataclasses import dataclass
from functools import cache
from typing import Final

from coulisse.engines.triage.kind_words import SIGNS
from coulisse.engines.triage.learner import Learner

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
        _add_learned(text, learned, proposed)
    return tuple(proposed[kind] for kind in KINDS if kind in proposed)


def plain(text: str) -> str:
    """Small letters, no accents, words and question marks with one space between them."""
    apart = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    return " ".join(_APART.sub(" ", "".join(x for x in apart if not unicodedata.combining(x))).split())


def _add_learned(text: str, learned: Learner, proposed: dict[str, Proposal]) -> None:
    guess = learned.guess(text)
    if guess.label not in KINDS or guess.confidence < UNSURE:
        return
    if guess.confidence >= SURE:
        for kind in [kind for kind in proposed if kind not in SERIOUS and proposed[kind].confidence < SURE]:
            del proposed[kind]
    mine = proposed.get(guess.label)
    if mine is None or mine.confidence < guess.confidence:
        proposed[guess.label] = Proposal(guess.label, round(guess.confidence, 2), guess.words)


@cache
def _signs() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple((kind, weight, re.compile(pattern)) for kind, weight, pattern in SIGNS)
