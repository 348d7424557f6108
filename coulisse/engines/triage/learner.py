"""Learning labels from examples, one correction at a time: counts that can be taken back, and a linear model.

Two linear models over the same hashed features (`features.py`) give their scores together. The first is complement
naive Bayes (Rennie et al., ICML 2003): whole counts, so that the order of the examples doesn't matter and one
example is forgotten exactly. The second is a softmax regression with AdaGrad steps, which weighs words that go
together; to forget, it is trained again from the examples that are kept. See docs/engines/triage.md for what was
measured.

>>> learner = Learner(["praise", "complaint"])
>>> for text, label in (("Bravo, superbe émission", "praise"), ("Scandaleux, je porte plainte", "complaint")):
...     learner.learn(text, label)
>>> guess = learner.guess("bravo à toute l'équipe")
>>> guess.label, guess.words[0]
('praise', 'bravo')
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coulisse.engines.triage.features import SIZE, Array, Batch, folded, hashed

UNIT: Final = 4096
"""Weights are counted in whole 1/4096ths: 500,000 examples fit in 32 bits."""
SMOOTHING: Final = 0.1
STEP: Final = 0.1
EPOCHS: Final = 4
BAYES: Final = 0.35
LINEAR: Final = 1.05
EVIDENCE: Final = 8.0
"""Examples of a label from which half of its confidence is believed: with few, the learner abstains."""
MANY: Final = 64
"""Texts from which it pays to weigh every feature there is once."""
TOGETHER: Final = 20_000_000
"""Products of features and labels computed at a time."""


class UnknownLabel(ValueError):
    """A label that the learner wasn't made with."""


class NeverLearned(ValueError):
    """An example to be forgotten that isn't among those kept."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the label that somebody gave it."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Guess:
    """A label, how likely it seems (0 to 1), and the words that spoke for it, the strongest first."""

    label: str
    confidence: float
    words: tuple[str, ...] = ()


class Learner:
    """Learns labels (at least one, the order doesn't matter). Keeps its examples; the caller stores them."""

    def __init__(self, labels: Iterable[str], examples: Iterable[Example] = ()) -> None:
        self.labels = tuple(sorted(set(labels)))
        self.examples: list[Example] = []
        many = len(self.labels)
        self._counts = np.zeros((SIZE, many), np.int32)
        self._texts_with = np.zeros(SIZE, np.int32)
        self._texts_of = np.zeros(many, np.int64)
        self._weights = np.zeros((SIZE, many), np.float32)
        self._squares = np.zeros((SIZE, many), np.float32)
        self._rarity: Array | None = None
        self._others: Array = np.zeros(many)
        self._table: Array | None = None
        given = list(examples)
        if given:
            self.learn_all(given)

    def add_label(self, label: str) -> None:
        """One more label, of which nothing is known yet; nothing if it is there."""
        if label in self.labels:
            return
        at = int(np.searchsorted(np.array(self.labels, dtype=object), label)) if self.labels else 0
        self.labels = (*self.labels[:at], label, *self.labels[at:])
        self._counts = np.insert(self._counts, at, 0, axis=1)
        self._texts_of = np.insert(self._texts_of, at, 0)
        self._weights = np.insert(self._weights, at, 0, axis=1)
        self._squares = np.insert(self._squares, at, 0, axis=1)
        self._others = np.zeros(len(self.labels))
        self._rarity = self._table = None

    def learn(self, text: str, label: str) -> None:
        """One correction, felt at the next guess. Raises UnknownLabel."""
        at, (indices, weights) = self._number(label), hashed([text]).row(0)
        self.examples.append(Example(text, label))
        self._count(at, indices, weights, 1)
        self._step(at, indices, weights)

    def learn_all(self, examples: Sequence[Example]) -> None:
        """Many examples, the linear model going over all of those kept EPOCHS times. Raises UnknownLabel."""
        numbers = [self._number(example.label) for example in examples]
        batch = hashed([example.text for example in examples])
        for row, at in enumerate(numbers):
            self._count(at, *batch.row(row), 1)
        self.examples.extend(examples)
        self._train()

    def forget(self, text: str, label: str) -> None:
        """As if it had never been learned: counts taken back, the linear model trained again. Raises
        NeverLearned."""
        try:
            self.examples.remove(Example(text, label))
        except ValueError as error:
            raise NeverLearned(label) from error
        self._count(self._number(label), *hashed([text]).row(0), -1)
        self._train()

    def guess(self, text: str, *, words: int = 4) -> Guess:
        """The likeliest label with at most `words` words that spoke for it."""
        likely = self.likely(hashed([text]))[0]
        best = int(np.argmax(likely))
        return Guess(self.labels[best], float(likely[best]), self._spoke(text, best, words))

    def guess_all(self, texts: Sequence[str], *, words: int = 4, least: float = 0.2) -> list[Guess]:
        """As `guess` for many texts at once; words are given only where the confidence is at least `least`."""
        likely = self.likely(hashed(texts))
        best = likely.argmax(axis=1)
        return [
            Guess(
                self.labels[label],
                float(likely[row, label]),
                self._spoke(text, int(label), words) if likely[row, label] >= least else (),
            )
            for row, (text, label) in enumerate(zip(texts, best.tolist(), strict=True))
        ]

    def likely_of(self, text: str) -> dict[str, float]:
        """How likely each label is for one text."""
        return dict(zip(self.labels, self.likely(hashed([text]))[0].tolist(), strict=True))

    def likely(self, batch: Batch) -> Array:
        """For each text (row) how likely each of `labels` (column) is: rows add up to 1, or are even if nothing is
        known."""
        many = max(1, len(self.labels))
        if len(self.examples) < 2 or len(self._known()) < 1:
            return np.full((len(batch), many), 1.0 / many)
        scores = np.empty((len(batch), many))
        at = 0
        while at < len(batch):
            room = batch.starts[at] + max(1, TOGETHER // many)
            until = max(at + 1, int(np.searchsorted(batch.starts, room, "right")) - 1)
            scores[at:until] = self._scores(batch, at, until)
            at = until
        scores[:, self._texts_of == 0] = -np.inf
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        likely: Array = shares / shares.sum(axis=1, keepdims=True) * self._evidence()
        return likely

    def _known(self) -> Array:
        return np.flatnonzero(self._texts_of)

    def _evidence(self) -> Array:
        return self._texts_of / (self._texts_of + EVIDENCE)

    def _scores(self, batch: Batch, first: int, last: int) -> Array:
        part = slice(int(batch.starts[first]), int(batch.starts[last]))
        indices, weights = batch.indices[part], batch.weights[part]
        scores = np.zeros((last - first, len(self.labels)))
        full = np.flatnonzero(np.diff(batch.starts[first : last + 1]))
        if len(full):
            told = self._of_features(indices, weigh_all=len(batch) >= MANY) * weights[:, None]
            begins = batch.starts[first:last][full] - batch.starts[first]
            scores[full] = np.add.reduceat(told, begins, axis=0)
        return scores

    def _of_features(self, indices: Array, *, weigh_all: bool = False) -> Array:
        """What each feature says for each label, by both models."""
        if weigh_all and self._table is None:
            self._table = self._weighed(slice(None))
        return self._weighed(indices) if self._table is None else self._table[indices]

    def _weighed(self, which: Array | slice) -> Array:
        rarity = self._rarities()[which][:, None]
        counts = self._counts[which]
        others = (counts.sum(axis=1, keepdims=True) - counts) * (rarity / UNIT)
        bayes = rarity * (np.log(self._others)[None, :] - np.log(others + SMOOTHING))
        weighed: Array = (BAYES * bayes + LINEAR * self._weights[which]).astype(np.float32)
        return weighed

    def _rarities(self) -> Array:
        if self._rarity is None:
            known = len(self.examples)
            self._rarity = np.log((1 + known) / (1.0 + self._texts_with)) + 1.0
            sums = self._rarity @ self._counts / UNIT
            self._others = sums.sum() - sums + SMOOTHING * SIZE
        return self._rarity

    def _spoke(self, text: str, label: int, most: int) -> tuple[str, ...]:
        words = list(dict.fromkeys(word for word in folded(text).split() if len(word) > 2))
        if not words or len(self._known()) < 2:
            return ()
        batch = hashed(words)
        value = self._of_features(batch.indices).T[self._known()]
        own = int(np.searchsorted(self._known(), label))
        lead = (value[own] - (value.sum(axis=0) - value[own]) / max(1, len(value) - 1)) * batch.weights
        row = np.repeat(np.arange(len(words)), np.diff(batch.starts))
        points = np.bincount(row, lead * (self._texts_with[batch.indices] > 0), len(words))
        order = sorted(range(len(words)), key=lambda number: (-points[number], number))
        return tuple(words[number] for number in order[:most] if points[number] > 0)

    def _number(self, label: str) -> int:
        try:
            return self.labels.index(label)
        except ValueError as error:
            raise UnknownLabel(label) from error

    def _count(self, label: int, indices: Array, weights: Array, sign: int) -> None:
        self._counts[indices, label] += sign * np.rint(weights * UNIT).astype(np.int32)
        self._texts_with[indices] += sign
        self._texts_of[label] += sign
        self._rarity = self._table = None

    def _step(self, label: int, indices: Array, weights: Array) -> None:
        self._table = None
        held = self._weights[indices]
        scores = weights @ held
        shares = np.exp(scores - scores.max())
        wrong = shares / shares.sum()
        wrong[label] -= 1.0
        slope = weights[:, None] * wrong[None, :]
        squares = self._squares[indices] + slope * slope
        self._squares[indices] = squares
        self._weights[indices] = held - STEP * slope / (np.sqrt(squares) + 1e-6)

    def _train(self) -> None:
        self._weights[:] = 0
        self._squares[:] = 0
        numbers = [self._number(example.label) for example in self.examples]
        batch = hashed([example.text for example in self.examples])
        for _ in range(EPOCHS):
            for row, at in enumerate(numbers):
                self._step(at, *batch.row(row))
