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

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coulisse.engines.triage.features import SIZE, Array, Batch, hashed, hashed_words
from coulisse.engines.triage.texts import Texts, together

UNIT: Final = 4096
"""Weights are counted in whole 1/4096ths: 500,000 examples fit in 32 bits."""
SMOOTHING: Final = 0.1
STEP: Final = 0.1
EPOCHS: Final = 4
BAYES: Final = 0.35
LINEAR: Final = 1.05
EVIDENCE: Final = 8.0
"""Examples of a label from which half of its confidence is believed: with few, the learner abstains."""
FINE: Final = 1 << 20
"""Logarithms of numbers of texts are counted in whole 1/2^20ths where they are summed over all features."""
SHORT: Final = 2
"""Letters of a word that is no reason for anything."""
KEPT: Final = 1 << 15
"""Words of which it is kept what they say."""
TOGETHER: Final = 500_000
"""Products of features and labels computed at a time: few enough to stay near the processor."""


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
        self._sums = np.zeros(many, np.int64)
        """Of the counts of each label."""
        self._common = np.zeros(many, np.int64)
        """Of the counts of each label, times how common their feature is."""
        self._told: _Told | None = None
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
        self._sums = np.insert(self._sums, at, 0)
        self._common = np.insert(self._common, at, 0)
        self._told = None

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
        return self.guess_all([text], words=words, least=0.0)[0]

    def guess_all(self, texts: Sequence[str] | Texts, *, words: int = 4, least: float = 0.2) -> list[Guess]:
        """As `guess` for many texts at once; words are given only where the confidence is at least `least`."""
        read = together(texts)
        likely = self.likely(read.features)
        best = likely.argmax(axis=1)
        confidence = likely[np.arange(len(best)), best]
        spoke = self._spoke(read, np.where(confidence >= least, best, -1).tolist(), words)
        return [
            Guess(self.labels[label], sure, some)
            for label, sure, some in zip(best.tolist(), confidence.tolist(), spoke, strict=True)
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
        table = self._table(batch.indices)
        scores = np.empty((len(batch), many))
        at = 0
        while at < len(batch):
            room = batch.starts[at] + max(1, TOGETHER // many)
            until = max(at + 1, int(np.searchsorted(batch.starts, room, "right")) - 1)
            scores[at:until] = _scores(batch, at, until, table)
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

    def _asked(self) -> "_Told":
        told = self._told
        if told is None:
            told = self._told = _Told(len(self.labels))
        return told

    def _table(self, indices: Array) -> Array:
        """What features say for each label, by both models: these at least, weighed once until something is
        learned."""
        told = self._asked()
        new = told.unweighed(indices)
        if len(new):
            told.table[new] = self._weighed(new)
            told.is_weighed[new] = True
        return told.table

    def _weighed(self, which: Array) -> Array:
        rarity = (np.log((1 + len(self.examples)) / (1.0 + self._texts_with[which])) + 1.0)[:, None]
        counts = self._counts[which]
        others = (counts.sum(axis=1, keepdims=True) - counts) * (rarity / UNIT)
        bayes = rarity * (np.log(self._of_others())[None, :] - np.log(others + SMOOTHING))
        weighed: Array = BAYES * bayes + LINEAR * self._weights[which]
        return weighed

    def _of_others(self) -> Array:
        """For each label the weight of all features in the texts of the others: counted whole as they are learned,
        so that nothing has to be summed up again."""
        rarity = _fine_log(1 + len(self.examples)) + FINE
        sums = (rarity * self._sums - self._common) / (FINE * UNIT)
        others: Array = sums.sum() - sums + SMOOTHING * SIZE
        return others

    def _spoke(self, read: Texts, labels: Sequence[int], most: int) -> list[tuple[str, ...]]:
        """For each text the words that speak most for its label; none for label -1."""
        if len(self._known()) < 2:
            return [()] * len(read)
        asked = [words if label >= 0 else () for words, label in zip(read.words, labels, strict=True)]
        worth = self._worth(asked)
        return [_strongest(words, label, worth, most) for words, label in zip(asked, labels, strict=True)]

    def _worth(self, texts: Sequence[Sequence[str]]) -> Mapping[str, Sequence[float]]:
        """By how much each word of more than two letters speaks for each label; told once until something is
        learned."""
        told = self._asked()
        if len(told.words) > KEPT:
            told.words = {}
        kept = told.words
        new = tuple({word: None for words in texts for word in words if len(word) > SHORT and word not in kept})
        if new:
            kept.update(zip(new, self._points(hashed_words([(word,) for word in new])).tolist(), strict=True))
        return kept

    def _points(self, words: Batch) -> Array:
        """By how much each word speaks more for each label than for the other known ones on average."""
        known = self._known()
        told = self._table(words.indices)[words.indices]
        others = told[:, known].sum(axis=1, keepdims=True) - told
        lead = told - others / max(1, len(known) - 1)
        seen = words.weights * (self._texts_with[words.indices] > 0)
        points: Array = np.add.reduceat(lead * seen[:, None], words.starts[:-1], axis=0, dtype=np.float64)
        return points

    def _number(self, label: str) -> int:
        try:
            return self.labels.index(label)
        except ValueError as error:
            raise UnknownLabel(label) from error

    def _count(self, label: int, indices: Array, weights: Array, sign: int) -> None:
        whole = np.rint(weights * UNIT).astype(np.int32)
        self._common -= _fine_log(1 + self._texts_with[indices]) @ self._counts[indices]
        self._counts[indices, label] += sign * whole
        self._texts_with[indices] += sign
        self._common += _fine_log(1 + self._texts_with[indices]) @ self._counts[indices]
        self._sums[label] += sign * int(whole.sum())
        self._texts_of[label] += sign
        self._told = None

    def _step(self, label: int, indices: Array, weights: Array) -> None:
        held = self._weights[indices]
        scores = weights @ held
        shares = np.exp(scores - scores.max())
        wrong = shares / shares.sum()
        wrong[label] -= 1.0
        slope = weights[:, None] * wrong[None, :]
        squares = self._squares[indices] + slope * slope
        self._squares[indices] = squares
        self._weights[indices] = held - STEP * slope / (np.sqrt(squares) + 1e-6)
        self._told = None

    def _train(self) -> None:
        self._weights[:] = 0
        self._squares[:] = 0
        numbers = [self._number(example.label) for example in self.examples]
        batch = hashed([example.text for example in self.examples])
        for _ in range(EPOCHS):
            for row, at in enumerate(numbers):
                self._step(at, *batch.row(row))


class _Told:
    """What features and words say, as far as somebody has asked. What is learned begins another one, so that a
    guess made meanwhile in another thread leaves nothing old in it."""

    def __init__(self, labels: int) -> None:
        self.table = np.empty((SIZE, labels), np.float32)
        self.is_weighed = np.zeros(SIZE, bool)
        self.words: dict[str, Sequence[float]] = {}

    def unweighed(self, indices: Array) -> Array:
        """Which of them nobody has weighed yet, each once."""
        is_new = np.zeros(SIZE, bool)
        is_new[indices[~self.is_weighed[indices]]] = True
        return np.flatnonzero(is_new)


def _scores(batch: Batch, first: int, last: int, table: Array) -> Array:
    """What the features of these texts say together for each label."""
    part = slice(int(batch.starts[first]), int(batch.starts[last]))
    scores = np.zeros((last - first, table.shape[1]))
    full = np.flatnonzero(np.diff(batch.starts[first : last + 1]))
    if len(full):
        told = table[batch.indices[part]]
        told *= batch.weights[part][:, None]
        begins = batch.starts[first:last][full] - batch.starts[first]
        scores[full] = np.add.reduceat(told, begins, axis=0)
    return scores


def _strongest(
    words: Iterable[str], label: int, worth: Mapping[str, Sequence[float]], most: int
) -> tuple[str, ...]:
    """The words that speak for the label, each once, the strongest first and else the earlier."""
    speaking = {word: some for word in words if len(word) > SHORT and (some := worth[word][label]) > 0}
    return tuple(sorted(speaking, key=speaking.__getitem__, reverse=True)[:most])


def _fine_log(number: Array | int) -> Array:
    fine: Array = np.rint(np.log(number) * FINE).astype(np.int64)
    return fine
