"""Hashed features of texts: words, pairs of words and letters inside words, many texts at once.

A text is folded (capitals, accents, addresses and digits), then every word, every two neighbouring words and every
two to five letters of a word become a number below 2^18, by a polynomial hash modulo 2^64 that is the same on
every machine. Weights are 1 + ln(occurrences), scaled so that a text has length 1.

>>> batch = hashed(["Bravo pour l’émission", "bravo pour l'emission", ""])
>>> bool((batch.row(0)[0] == batch.row(1)[0]).all()), len(batch.row(2)[0])
(True, 0)
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

BITS: Final = 18
SIZE: Final = 1 << BITS
LONGEST: Final = 6000
"""Letters of a text that are read; the rest of a very long message says nothing new about its topic."""
LETTERS: Final = (2, 3, 4, 5)
BLOCK: Final = 512
"""Texts hashed together; more only takes more memory."""

_ADDRESS: Final = re.compile(r"https?:\S+|www\.\S+|\S+@\S+")
_ACCOUNT: Final = re.compile(r"@\w+")
_NUMBER: Final = re.compile(r"\d+")
_APART: Final = re.compile(r"[^\w!?\u2600-\U0001faff]+|_")
_MARK: Final = re.compile(r"([!?\u2600-\U0001faff])")
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


def folded(text: str) -> str:
    """Words in small letters without accents, one space between them, numbers as `0`.

    >>> folded("L’ÉMISSION d'hier, à 20h43 !")
    'l emission d hier a 0 h 0 !'
    """
    text = _ACCOUNT.sub(" ", _ADDRESS.sub(" ", text[:LONGEST]))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_APART.sub(" ", _MARK.sub(r" \1 ", _NUMBER.sub(" 0 ", text.casefold()))).split())


def hashed(texts: Sequence[str]) -> Batch:
    """The features of each text, in the order given."""
    blocks = [_block(texts[at : at + BLOCK]) for at in range(0, len(texts), BLOCK)]
    if not blocks:
        return Batch(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    lengths = np.concatenate([np.diff(block.starts) for block in blocks])
    return Batch(
        np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
        np.concatenate([block.indices for block in blocks]),
        np.concatenate([block.weights for block in blocks]),
    )


def word_features(word: str) -> Array:
    """The indices of one folded word and its letters: what a reason is made of."""
    return hashed([word]).row(0)[0]


def _block(texts: Sequence[str]) -> Batch:
    lines = [f" {folded(text)} " for text in texts]
    lengths = np.array([len(line) for line in lines], np.int64)
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    ends = np.cumsum(lengths)
    row = np.repeat(np.arange(len(lines)), lengths)
    space = codes == _SPACE
    powers, inverses = _powers(len(codes) + 1)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_mixed(codes + np.uint64(1)) * powers[:-1])])
    keys = [_letters(sums, inverses, space, row, length) for length in LETTERS]
    keys += _words(sums, inverses, space, row)
    return _counted(np.concatenate(keys), len(ends))


def _letters(sums: Array, inverses: Array, space: Array, row: Array, length: int) -> Array:
    """Every `length` letters with no space inside; one may stand at either edge, as the edge of the word."""
    many = len(space) - length + 1
    if many <= 0:
        return np.zeros(0, np.uint64)
    ok = row[:many] == row[length - 1 :]
    for inner in range(1, length - 1):
        ok &= ~space[inner : inner + many]
    ok &= ~(space[:many] & space[length - 1 :]) if length > 2 else ~(space[:many] | space[length - 1 :])
    at = np.flatnonzero(ok)
    values = (sums[at + length] - sums[at]) * inverses[at]
    return _key(values + np.uint64(length), row[at])


def _words(sums: Array, inverses: Array, space: Array, row: Array) -> list[Array]:
    """Every word, and every two neighbours of one text."""
    begins = np.flatnonzero(space[:-1] & ~space[1:]) + 1
    finishes = np.flatnonzero(~space[:-1] & space[1:]) + 1
    if not len(begins):
        return [np.zeros(0, np.uint64)]
    values = _mixed((sums[finishes] - sums[begins]) * inverses[begins])
    pairs = values[:-1] * np.uint64(_PAIR) + values[1:]
    same = row[begins[:-1]] == row[begins[1:]]
    return [
        _key(values + np.uint64(_WORD), row[begins]),
        _key(pairs[same], row[begins[:-1]][same]),
    ]


def _key(values: Array, row: Array) -> Array:
    return (row.astype(np.uint64) << np.uint64(BITS)) | (_mixed(values) >> np.uint64(64 - BITS))


def _counted(keys: Array, many: int) -> Batch:
    found, counts = np.unique(keys, return_counts=True)
    row = (found >> np.uint64(BITS)).astype(np.int64)
    weights = 1.0 + np.log(counts)
    norms = np.sqrt(np.bincount(row, weights * weights, many))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(row, minlength=many))])
    indices = (found & np.uint64(SIZE - 1)).astype(np.int64)
    return Batch(starts.astype(np.int64), indices, (weights / norms[row]).astype(np.float32))


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
