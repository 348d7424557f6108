"""Who said it first: titles held by their words, so that one is compared with few others. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from coulisse.desks.community.watch.said import are_alike

UNSHARED: Final = 5
"""One word in five may differ (`said.ALIKE`): of a fifth of the words and one more, one at least is shared."""


@dataclass(slots=True)
class Firsts:
    """What was said, in order; each has a number, a moment and its words."""

    said: list[tuple[int, datetime, frozenset[str]]] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def add(self, pk: int, said_at: datetime, words: frozenset[str]) -> None:
        for word in words:
            self.places.setdefault(word, []).append(len(self.said))
        self.said.append((pk, said_at, words))

    def first_like(self, words: frozenset[str], said_at: datetime, *, within: timedelta) -> int | None:
        """The number of the first one that says nearly the same, so near in time.

        >>> firsts = Firsts()
        >>> firsts.add(7, datetime(2027, 4, 15), frozenset("cap sambre ouvre ses ecluses".split()))
        >>> near = frozenset("cap sambre ouvre ses ecluses".split())
        >>> firsts.first_like(near, datetime(2027, 4, 16), within=timedelta(days=7))
        7
        """
        rarest = sorted(words, key=lambda word: (len(self.places.get(word, ())), word))
        chosen = rarest[: len(words) // UNSHARED + 1]
        candidates = {place for word in chosen for place in self.places.get(word, ())}
        for place in sorted(candidates):
            pk, moment, theirs = self.said[place]
            if abs(moment - said_at) <= within and are_alike(words, theirs):
                return pk
        return None
