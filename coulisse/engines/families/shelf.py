"""Where families are found by the bands of their signatures: two sorted columns of numbers, and what came since.

A family takes 42 or 84 numbers of eight bytes and as many of four. Taking one off leaves its numbers where
they are:
whoever asks sees that its key is gone.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from coulisse.engines.families.minhash import BANDS, Array, places

RECENT: Final = 100_000
"""Numbers that may stand beside the sorted ones before they are sorted in."""


class Shelf:
    """Keys of families by the bands of their signatures."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._places: Array = np.zeros(0, np.uint64)
        self._owners: Array = np.zeros(0, np.int32)
        self._recent: dict[int, list[int]] = defaultdict(list)
        self._waiting = 0

    def put(self, keys: Sequence[str], languages: Sequence[str], rows: Array) -> None:
        """`rows[i]` is a signature of `keys[i]`; a key may come several times."""
        owners = np.array([self._number(key) for key in keys], np.int32)
        found = _numbers(rows, languages)
        if found.size > RECENT // 4:
            self._sort_in(found.ravel(), np.repeat(owners, BANDS))
            return
        for owner, row in zip(owners.tolist(), found.tolist(), strict=True):
            for place in row:
                held = self._recent[place]
                if owner not in held:
                    held.append(owner)
        self._waiting += found.size
        if self._waiting > RECENT:
            self._settle()

    def drop(self, key: str) -> None:
        """Nothing is found under this key any more, until it is put again."""
        number = self._numbers.pop(key, None)
        if number is not None:
            self._keys[number] = ""

    def near(self, rows: Array, languages: Sequence[str]) -> list[set[str]]:
        """For each signature the keys with a band in common."""
        found = _numbers(rows, languages)
        first = np.searchsorted(self._places, found, "left")
        last = np.searchsorted(self._places, found, "right")
        near = []
        for at, row in enumerate(found.tolist()):
            owners = {owner for place in row for owner in self._recent.get(place, ())}
            for begin, end in zip(first[at].tolist(), last[at].tolist(), strict=True):
                if begin < end:
                    owners.update(self._owners[begin:end].tolist())
            near.append({self._keys[owner] for owner in owners} - {""})
        return near

    def __len__(self) -> int:
        return len(self._numbers)

    def _number(self, key: str) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._keys)
            self._keys.append(key)
        return number

    def _settle(self) -> None:
        many = sum(map(len, self._recent.values()))
        places_of = np.fromiter((place for place, held in self._recent.items() for _ in held), np.uint64, many)
        owners = np.fromiter((one for held in self._recent.values() for one in held), np.int32, many)
        self._recent.clear()
        self._waiting = 0
        self._sort_in(places_of, owners)

    def _sort_in(self, places_of: Array, owners: Array) -> None:
        together, whose = np.concatenate([self._places, places_of]), np.concatenate([self._owners, owners])
        order = np.argsort(together, kind="stable")
        self._places, self._owners = together[order], whose[order]


def _numbers(rows: Array, languages: Sequence[str]) -> Array:
    found = np.zeros((len(rows), BANDS), np.uint64)
    for language in set(languages):
        which = np.array([one == language for one in languages])
        found[which] = places(rows[which], language)
    return found
