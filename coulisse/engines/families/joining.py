"""Two families in two languages that seem to say the same: a proposal to join them, never more.

Common to both are what translation leaves alone: names, numbers, times, addresses, and what the caller knows of
each (programme on air, burst). Each counts by how rare it is among the other families; the share that both have is
the likeness.

>>> fr = Family("1", Language.FR, "Hier à 20h43 dans Plein Jour, les éclusiers de la Meuse et Hubert Lambert")
>>> nl = Family("2", Language.NL, "Gisteren om 20.43 uur in Plein Jour: de sluiswachters en Hubert Lambert")
>>> [(one.first, one.second, one.common) for one in joins([fr, nl])]
[('1', '2', ('20:43', 'hubert lambert', 'plein jour'))]
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from coulisse.engines.families.apart import body_of
from coulisse.engines.families.minhash import folded, words_of
from coulisse.engines.families.records import Family
from coulisse.kernel.language import Language

LEAST: Final = 0.25
LEAST_COMMON: Final = 2
LONGEST: Final = 8000
LONG: Final = 6
ALIKE: Final = 4
"""Names of six letters or more are compared by their first four."""
_TIME: Final = re.compile(r"\b([01]?\d|2[0-3]) ?[hHuU:.] ?([0-5]\d)\b")
_ADDRESS: Final = re.compile(r"https?://\S+|\bwww\.\S+")
_NUMBER: Final = re.compile(r"\b\d{2,}\b")
_NAME: Final = re.compile(r"(?<![.!?:\n] )(?<!^)\b[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")


@dataclass(frozen=True, slots=True)
class Join:
    """`first` and `second` are keys of families in two languages; `common` what both name; `likeness` 0 to 1."""

    first: str
    second: str
    common: tuple[str, ...]
    likeness: float


def joins(
    families: Sequence[Family], known: Mapping[str, Collection[str]] | None = None, *, least_size: int = 0
) -> tuple[Join, ...]:
    """The proposals, the likeliest first; a family of fewer than `least_size` is left out.

    `known` gives more marks by key of family, such as `programme:12` or `burst:2027-03-14T21:15`.
    """
    sized = [family for family in families if family.size >= least_size]
    named = {family.key: _marks_of(family) | _keyed((known or {}).get(family.key, ())) for family in sized}
    counts = Counter(mark for found in named.values() for mark in found)
    many = max(2, len(sized))
    worth = {mark: log(1 + many / counts[mark]) for mark in counts}
    found = list(_joins(sized, named, worth))
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.first, one.second)))


def marks(text: str) -> frozenset[str]:
    """Names, times, numbers and addresses of a text, folded."""
    text = text[:LONGEST]
    found = {f"{int(hour)}:{minute}" for hour, minute in _TIME.findall(text)}
    bare = _TIME.sub(" ", _ADDRESS.sub(" ", text))
    found |= {address.rstrip(".,)") for address in _ADDRESS.findall(text)} | set(_NUMBER.findall(bare))
    return frozenset(found | {folded(name) for name in _NAME.findall(bare)})


def _marks_of(family: Family) -> dict[str, str]:
    """The marks of the founder that are those of the family: every word of them in its core."""
    core = family.core
    shared = (mark for mark in marks(body_of(family.text)) if not core or core.issuperset(words_of(mark)))
    return _keyed(shared)


def _keyed(found: Iterable[str]) -> dict[str, str]:
    """Each mark as shown, by what it is compared by: of a single name the first four letters (Belgique,
    België)."""
    return {mark[:ALIKE] if len(mark) >= LONG and mark.isalpha() else mark: mark for mark in sorted(found)}


def _joins(
    families: Sequence[Family], named: dict[str, dict[str, str]], worth: dict[str, float]
) -> Iterator[Join]:
    at: dict[str, list[Family]] = {}
    for family in families:
        for mark in named[family.key]:
            at.setdefault(mark, []).append(family)
    pairs = {
        (one.key, other.key)
        for known in at.values()
        if len(known) <= 50
        for one in known
        for other in known
        if one.language < other.language and Language.UND not in {one.language, other.language}
    }
    for first, second in sorted(pairs):
        common = sorted(named[first].keys() & named[second].keys())
        together = sum(worth[mark] for mark in named[first].keys() | named[second].keys())
        likeness = sum(worth[mark] for mark in common) / together
        if len(common) >= LEAST_COMMON and likeness >= LEAST:
            yield Join(first, second, tuple(sorted(named[first][mark] for mark in common)), round(likeness, 3))
