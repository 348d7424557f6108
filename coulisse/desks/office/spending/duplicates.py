"""When two tickets look like one: the same photo, or the same amount from a like supplier within three days."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.foundation.search.writing import plain

DAYS_APART: Final = 3
_WORD: Final = re.compile(r"[a-z0-9]+")
_EMPTY: Final = frozenset(
    {"sa", "srl", "sprl", "nv", "bv", "sarl", "sas", "asbl", "vzw", "de", "du", "des", "la", "le", "les", "l", "d"}
    | {"et", "en", "van", "het", "the", "and", "station", "service"}
)
"""Forms of companies and small words say nothing about who was paid."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is compared of an expense."""

    pk: int
    number: int
    day: date
    cents: int
    supplier: str
    paper_hash: str = ""


def alike(one: str, other: str) -> bool:
    """Whether two names of suppliers are likely the same firm: half of the words of the shorter one are shared.

    >>> alike("Station-service Marche-en-Famenne", "STATION MARCHE EN FAMENNE SRL")
    True
    >>> alike("Brico Marche", "Traiteur La Cense")
    False
    """
    left, right = _words(one), _words(other)
    if not left or not right:
        return plain(one) == plain(other)
    return 2 * len(left & right) > min(len(left), len(right))


def look_like_one(one: Ticket, other: Ticket) -> bool:
    if one.pk == other.pk:
        return False
    if one.paper_hash and one.paper_hash == other.paper_hash:
        return True
    near = abs((one.day - other.day).days) <= DAYS_APART
    return one.cents == other.cents and near and alike(one.supplier, other.supplier)


def doubles(tickets: Iterable[Ticket], known: Sequence[Ticket]) -> Mapping[int, Ticket]:
    """For each ticket the earliest other one that it repeats; the earlier of two new ones is not marked."""
    found = {}
    for ticket in tickets:
        earlier = [one for one in known if one.number < ticket.number and look_like_one(ticket, one)]
        if earlier:
            found[ticket.pk] = min(earlier, key=lambda one: one.number)
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(name))) - _EMPTY
