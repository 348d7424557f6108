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

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from coulisse.engines.triage.kind_words import SIGNS
from coulisse.engines.triage.learner import Guess, Learner
from coulisse.engines.triage.needles import Gate, Sieve, sieve
from coulisse.engines.triage.texts import Texts, together

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


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code, how sure (0 to 1, no frequency of being right), and the words that spoke. Somebody accepts it or
    not."""

    code: str
    confidence: float
    words: tuple[str, ...] = ()


def kinds_of(text: str, learned: Learner | None = None) -> tuple[Proposal, ...]:
    """The kinds that the text bears out, in the order of KINDS; nothing when unsure."""
    return kinds_of_all([text], learned)[0]


def kinds_of_all(texts: Sequence[str] | Texts, learned: Learner | None = None) -> list[tuple[Proposal, ...]]:
    """As `kinds_of` for many texts, which the learner reads together."""
    read = together(texts)
    found = list(map(_signed, read.plain))
    if learned is not None:
        for guess, proposed in zip(learned.guess_all(read, least=UNSURE), found, strict=True):
            _add_learned(guess, proposed)
    return [tuple(proposed[kind] for kind in KINDS if kind in proposed) for proposed in found]


def _signed(read: str) -> dict[str, Proposal]:
    """The kinds that its signs are enough for, by code."""
    gate, signs = _signs()
    points: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for number in gate.open(read):
        kind, weight, pattern = signs[number]
        found = [match.group().strip() for match in pattern.finditer(read)][:4]
        if found:
            points[kind] = points.get(kind, 0) + weight + 0.5 * (len(found) - 1)
            words.setdefault(kind, []).extend(found)
    return {
        kind: Proposal(kind, round(some / (some + 2), 2), tuple(dict.fromkeys(words[kind]))[:4])
        for kind, some in points.items()
        if some >= ENOUGH
    }


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
def _signs() -> tuple[Gate, tuple[tuple[str, int, Sieve], ...]]:
    signs = tuple((kind, weight, sieve(pattern)) for kind, weight, pattern in SIGNS)
    return Gate([pattern for _kind, _weight, pattern in signs]), signs
