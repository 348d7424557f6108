"""MinHash: 128 numbers that two texts share in the measure in which they share words.

The share of equal numbers estimates the Jaccard index of two sets of words with a standard error of at most 0.044.
Words are hashed with BLAKE2, permutations are drawn once from a stated seed: the same text has the same signature
on every machine and in every year.

>>> texts = ("Je demande le retrait du reportage", "Retrait du reportage, je demande")
>>> a, b = signatures([words_of(text) for text in texts])
>>> round(likeness(a, b), 1)
0.8
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, TypeAlias

import numpy as np

from coulisse.kernel.letters import without_accents

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

LENGTH: Final = 128
SEED: Final = 20270315
ROWS: Final = 3
"""Numbers that must be equal at once for two texts to be compared: 42 chances; at a Jaccard of 0.57 all but 1 in
5,000 pairs are found, at 0.1 one in 25."""
BANDS: Final = LENGTH // ROWS
LONGEST: Final = 8000
EMPTY: Final = np.uint64(0xFFFFFFFF)

_PRIME: Final = np.uint64((1 << 31) - 1)
_WORD: Final = re.compile(r"[^\W_]+")
_ADDRESS: Final = re.compile(r"https?:\S+|www\.\S+|\S+@\S+")
_random: Final = np.random.default_rng(SEED)
_TIMES: Final = _random.integers(1, (1 << 31) - 1, LENGTH, dtype=np.uint64)
_PLUS: Final = _random.integers(0, (1 << 31) - 1, LENGTH, dtype=np.uint64)


@lru_cache(maxsize=4_096)
def words_of(text: str) -> tuple[str, ...]:
    """Words in small letters without accents, in order; addresses are left out.

    >>> words_of("L’écran : https://x.be « Été » 2027")
    ('l', 'ecran', 'ete', '2027')
    """
    return tuple(_WORD.findall(folded(_ADDRESS.sub(" ", text[:LONGEST]))))


def folded(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    return without_accents(unicodedata.normalize("NFKD", text.casefold()))


def signatures(texts: Sequence[Iterable[str]]) -> Array:
    """A row of LENGTH numbers for each set of words; a text without words has EMPTY everywhere."""
    rows = np.full((len(texts), LENGTH), EMPTY, np.uint32)
    for row, words in enumerate(texts):
        rows[row] = _signature(frozenset(words))
    return rows


@lru_cache(maxsize=4_096)
def _signature(words: frozenset[str]) -> Array:
    """Kept: a message, the family it founds and what a lock waits for ask for the same words."""
    if not words:
        return np.full(LENGTH, EMPTY, np.uint32)
    values = np.fromiter(map(_number, words), np.uint64, len(words))
    found: Array = ((values[:, None] * _TIMES + _PLUS) % _PRIME).min(axis=0).astype(np.uint32)
    found.flags.writeable = False
    return found


def likeness(one: Array, other: Array) -> float:
    """The share of equal numbers, 0 to 1."""
    return float(np.mean(one == other))


def bands(signature: Array) -> tuple[bytes, ...]:
    """BANDS keys; two texts with one in common are worth comparing."""
    raw, width = signature.tobytes(), ROWS * signature.itemsize
    return tuple(bytes((band,)) + raw[band * width : (band + 1) * width] for band in range(BANDS))


def places(rows: Array, language: str) -> Array:
    """The bands of many signatures as numbers, a row of BANDS each, apart for each language.

    Two different bands have the same number once in 2^64: a message is then compared in vain.
    """
    cut = rows[:, : BANDS * ROWS].reshape(len(rows), BANDS, ROWS).astype(np.uint64)
    salt = np.uint64(int.from_bytes(blake2b(language.encode(), digest_size=8).digest()))
    numbers = np.broadcast_to(
        salt + np.arange(BANDS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15), (len(rows), BANDS)
    )
    for at in range(ROWS):
        numbers = numbers ^ (cut[:, :, at] + np.uint64(0x9E3779B97F4A7C15))
        numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        numbers = numbers ^ (numbers >> np.uint64(31))
    found: Array = numbers
    return found


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest()) >> 1
