"""The language of short and mixed messages: what the message says, and what its sender usually writes.

>>> habits = Counter({Language.NL: 5})
>>> str(spoken("ok super", habits).language), str(spoken("Merci pour votre réponse si rapide", habits).language)
('nl', 'fr')
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from coulisse.engines.triage.language import Guess, guess
from coulisse.kernel.language import Language

CLEAR: Final = 0.99
"""From this confidence on the message speaks for itself."""
USUAL: Final = 0.6
"""The share of a sender's messages that makes a habit; one clear message is enough to begin with."""


def spoken(text: str, habits: Mapping[Language, int]) -> Guess:
    """The language of `text`; where it isn't clear, the one that the sender has written most, if there is a
    habit."""
    return with_habit(guess(text), habits)


def guesses(texts: Sequence[str], senders: Sequence[str]) -> list[Guess]:
    """The language of each; a sender's clear messages tell his habit, whatever their order; an empty sender has
    none."""
    read = [guess(text) for text in texts]
    habits: dict[str, Counter[Language]] = defaultdict(Counter)
    for found, sender in zip(read, senders, strict=True):
        if sender and is_clear(found):
            habits[sender][found.language] += 1
    return [with_habit(found, habits.get(sender, {})) for found, sender in zip(read, senders, strict=True)]


def with_habit(found: Guess, habits: Mapping[Language, int]) -> Guess:
    """What the message says where that is clear, else what its sender usually writes, if there is a habit."""
    if is_clear(found) or not habits:
        return found
    usual = max(sorted(habits), key=lambda language: habits[language])
    share = habits[usual] / sum(habits.values())
    return Guess(usual, round(max(found.confidence, share / 2), 3)) if share >= USUAL else found


def is_clear(found: Guess) -> bool:
    """Whether the message speaks for itself."""
    return found.language is not Language.UND and found.confidence >= CLEAR
