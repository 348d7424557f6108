"""Texts that are read together: what patterns, seed words and every learner ask of them is computed once.

>>> texts = together(["Bravo, l'équipe !"])
>>> texts.plain, texts.words
(('bravo l equipe',), (('bravo', 'l', 'equipe', '!'),))
>>> together(texts) is texts
True
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from coulisse.engines.triage.features import Batch, hashed_words
from coulisse.engines.triage.folding import folded, plain


class Texts:
    """Some texts in their order, with what was found out about them so far."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Each as patterns read it."""
        return tuple(map(plain, self.texts))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The folded words of each."""
        return tuple(tuple(folded(text).split()) for text in self.texts)

    @cached_property
    def features(self) -> Batch:
        """Those of each, hashed."""
        return hashed_words(self.words)


def together(texts: "Sequence[str] | Texts") -> Texts:
    """The same if they are read together already."""
    return texts if isinstance(texts, Texts) else Texts(texts)
