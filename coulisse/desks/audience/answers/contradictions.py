"""When two wordings in force may not both be sent: one was replaced, or the same sentence says two things.

The rule, and no more than it: sentences of two texts in one language are the same sentence when they share at
least half of their meaningful words. They contradict each other when their figures differ (numbers, amounts,
dates, hours), or when one denies and the other does not. What is said in other words is not seen.

>>> [(one.code, one.mine, one.other) for one in between("Le replay reste 30 jours en ligne.",
...                                                      "Le replay reste sept jours en ligne, 7 jours.", "fr")]
[('figures', 'Le replay reste 30 jours en ligne.', 'Le replay reste sept jours en ligne, 7 jours.')]
>>> [one.code for one in between("Nous pouvons vous rembourser.", "Nous ne pouvons pas vous rembourser.", "fr")]
['negation']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coulisse.foundation.search.writing import plain

SAME: Final = 0.5
LEAST: Final = 2
"""Meaningful words that two sentences share at least."""
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]*")
_FIGURE: Final = re.compile(r"\d+(?:[.,:/\s\u00a0\u202f]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_EMPTY: Final = {
    "fr": "le la les l un une des de du d et ou a au aux en pour par sur dans que qui nous vous votre vos notre "
    "nos se s est sont sera ce cette ces il elle on y plus ne n pas jamais aucun aucune non sans rien",
    "nl": "de het een en of van te in op aan voor met dat die wij we u uw ons onze is zijn er om als niet geen "
    "nooit niets zonder",
    "en": "the a an and or of to in on for by with that which we you your our is are will it this no not never "
    "none without cannot",
}
_NO: Final = {
    "fr": frozenset(["pas", "jamais", "aucun", "aucune", "non", "sans", "rien"]),
    "nl": frozenset(["niet", "geen", "nooit", "niets", "zonder"]),
    "en": frozenset(["no", "not", "never", "none", "without", "cannot"]),
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`code` is superseded, figures or negation; the two sentences that do not go together."""

    code: str
    mine: str
    other: str


def between(mine: str, other: str, language: str) -> Iterator[Contradiction]:
    """The sentences of two texts that contradict each other by the rule above."""
    theirs = [(sentence, _meaning(sentence, language)) for sentence in _sentences(other)]
    for sentence in _sentences(mine):
        words = _meaning(sentence, language)
        for facing, other_words in theirs:
            shared = words & other_words
            if len(shared) < LEAST or 2 * len(shared) < len(words | other_words):
                continue
            if _figures(sentence) != _figures(facing):
                yield Contradiction("figures", sentence, facing)
            elif _denies(sentence, language) != _denies(facing, language):
                yield Contradiction("negation", sentence, facing)


def _sentences(text: str) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def _meaning(sentence: str, language: str) -> frozenset[str]:
    empty = _EMPTY.get(language, "").split()
    return frozenset(_WORD.findall(plain(sentence))) - frozenset(empty)


def _figures(sentence: str) -> frozenset[str]:
    return frozenset(re.sub(r"\D+", " ", found) for found in _FIGURE.findall(sentence))


def _denies(sentence: str, language: str) -> bool:
    return bool(_NO.get(language, frozenset()) & set(_WORD.findall(plain(sentence))))
