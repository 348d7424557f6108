"""Hashed features of texts: words, pairs of words and letters inside words, many texts at once.

A text is folded (`folding.py`), then every word, every two neighbouring words and every two to five letters of a
word become a number below 2^18, by a polynomial hash modulo 2^64 that is the same on every machine. Weights are
1 + ln(occurrences), scaled so that a text has length 1. What a word gives is computed once for all the texts that
are hashed together.

>>> batch = hashed(["Bravo pour l’émission", "bravo pour l'emission", ""])
>>> bool((batch.row(0)[0] == batch.row(1)[0]).all()), len(batch.row(2)[0])
(True, 0)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Final, TypeAlias

import numpy as np

from coulisse.engines.triage.folding import folded

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

BITS: Final = 18
SIZE: Final = 1 << BITS
LETTERS: Final = (2, 3, 4, 5)
BLOCK: Final = 512
"""Texts hashed together; more only takes more memory."""

_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_SPACE: Final = 32
_PAIR: Final = 0x5851F42D4C957F2D
_WORD: Final = 0x14057B7EF767814F


@dataclass(frozen=True, slots=True)
class Batch:
    """Sparse rows: those of text `i` are `indices[starts[i]:starts[i + 1]]`, below 2^18, with their `weights`."""

    starts: Array
    indices: Array
    weights: Array

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> tuple[Array, Array]:
        """Indices and weights of one text, indices in rising order."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.indices[part], self.weights[part]


def hashed(texts: Sequence[str]) -> Batch:
    """The features of each text, in the order given."""
    return hashed_words([folded(text).split() for text in texts])


def hashed_words(texts: Sequence[Sequence[str]]) -> Batch:
    """The features of each text, given as its folded words."""
    blocks = [_block(texts[at : at + BLOCK]) for at in range(0, len(texts), BLOCK)]
    if not blocks:
        return Batch(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    lengths = np.concatenate([np.diff(block.starts) for block in blocks])
    return Batch(
        _begins(lengths),
        np.concatenate([block.indices for block in blocks]),
        np.concatenate([block.weights for block in blocks]),
    )


def word_features(word: str) -> Array:
    """The indices of one folded word and its letters: what a reason is made of."""
    return hashed([word]).row(0)[0]


def _block(texts: Sequence[Sequence[str]]) -> Batch:
    numbers: dict[str, int] = {}
    spoken = np.array([numbers.setdefault(word, len(numbers)) for word in chain.from_iterable(texts)], np.int64)
    lengths = np.array([len(words) for words in texts], np.int64)
    if not len(spoken):
        return Batch(_begins(lengths), np.zeros(0, np.int64), np.zeros(0, np.float32))
    values, begins, keys = _words(list(numbers))
    row = np.repeat(np.arange(len(texts)), lengths)
    has_next = np.append(row[1:] == row[:-1], False)
    # Room for what each word gives, and for its pair with the next one, which stands last.
    room = np.diff(begins)[spoken] + has_next
    ends = np.cumsum(room)
    found = keys[np.arange(ends[-1]) + np.repeat(begins[spoken] - ends + room, room)]
    pairs = values[spoken[:-1]] * np.uint64(_PAIR) + values[spoken[1:]]
    found[ends[has_next] - 1] = _key(pairs[has_next[:-1]])
    return _counted(found, _begins(np.bincount(row, room, len(texts)).astype(np.int64)))


def _words(words: Sequence[str]) -> tuple[Array, Array, Array]:
    """A number for each word, where its features begin among those of all, and these (with one more at the
    end)."""
    lines = "".join(f" {word} " for word in words)
    lengths = np.array([len(word) + 2 for word in words], np.int64)
    codes = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    row = np.repeat(np.arange(len(words)), lengths)
    powers, inverses = _powers(len(codes) + 1)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_mixed(codes + np.uint64(1)) * powers[:-1])])
    ends = np.cumsum(lengths)
    begins = ends - lengths + 1
    values = _mixed((sums[ends - 1] - sums[begins]) * inverses[begins])
    parts = [_letters(sums, inverses, codes == _SPACE, row, length) for length in LETTERS]
    owners = np.concatenate([np.arange(len(words)), *(owner for owner, _keys in parts)])
    keys = np.concatenate([_key(values + np.uint64(_WORD)), *(some for _owner, some in parts)])
    order = np.argsort(owners, kind="stable")
    return values, _begins(np.bincount(owners, minlength=len(words))), np.append(keys[order], np.uint32(0))


def _letters(sums: Array, inverses: Array, space: Array, row: Array, length: int) -> tuple[Array, Array]:
    """Every `length` letters of a word, with its number; a space may stand at either edge, as the edge of the
    word."""
    many = len(space) - length + 1
    if many <= 0:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    ok = row[:many] == row[length - 1 :]
    ok &= ~(space[:many] & space[length - 1 :]) if length > 2 else ~(space[:many] | space[length - 1 :])
    at = np.flatnonzero(ok)
    return row[at], _key((sums[at + length] - sums[at]) * inverses[at] + np.uint64(length))


def _key(values: Array) -> Array:
    return (_mixed(values) >> np.uint64(64 - BITS)).astype(np.uint32)


def _counted(keys: Array, starts: Array) -> Batch:
    """Each key of a row once, in rising order. Sorts `keys` in place, row by row: many short sorts are quicker
    than one long one."""
    for begin, end in pairwise(starts.tolist()):
        keys[begin:end].sort()
    is_new = np.append(True, keys[1:] != keys[:-1])
    is_new[starts[:-1][starts[:-1] < len(keys)]] = True
    at = np.flatnonzero(is_new)
    begins = np.searchsorted(at, starts)
    weights = 1.0 + np.log(np.diff(at, append=len(keys)))
    row = np.repeat(np.arange(len(starts) - 1), np.diff(begins))
    norms = np.sqrt(np.bincount(row, weights * weights, len(starts) - 1))
    return Batch(begins, keys[at].astype(np.int64), (weights / norms[row]).astype(np.float32))


def _begins(lengths: Array) -> Array:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _mixed(values: Array) -> Array:
    """Stafford's variant 13 of the finaliser of MurmurHash3."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Array = values ^ (values >> np.uint64(31))
    return mixed


def _powers(many: int) -> tuple[Array, Array]:
    return (
        np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(many - 1, _BASE, np.uint64)])),
        np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(many - 1, _INVERSE, np.uint64)])),
    )
