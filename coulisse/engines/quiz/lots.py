"""Drawing lots so that anybody can check it, for the rare contest that is authorised to.

A secret seed is bound by publishing its SHA-256 before the contest closes; the seed is published after the draw.
Lots are HMAC-SHA256(seed, list of entrants and entrant), the smallest first: whoever has the seed and the list
finds the same winners.

>>> seed = bytes(range(32))
>>> drawn = draw(seed, ["ana", "bob", "cem"], 1, authorisation="COM-2027-14")
>>> verify(drawn, seed, ["cem", "ana", "bob"])
True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest, digest
from itertools import pairwise
from json import dumps
from typing import Final

LEAST_SEED: Final = 16
"""Bytes: a shorter seed could be found by trying all."""


class DrawNotAuthorised(PermissionError):
    """A prize by lot needs the reference of an authorisation: without one it's a forbidden lottery."""


class SeedTooShort(ValueError):
    """A seed of fewer than sixteen bytes."""


class EntrantTwice(ValueError):
    """Somebody is twice in the list: one person, one lot."""


class TooManyPlaces(ValueError):
    """Fewer entrants than places, or no place at all."""


@dataclass(frozen=True, slots=True)
class Draw:
    """`winners` in order of their lots, then `reserves`, everybody else in order: who is next if one gives up.

    `seed_commitment` binds the seed alone, `commitment` the seed with the list.
    """

    authorisation: str
    seed_commitment: str
    commitment: str
    winners: tuple[str, ...]
    reserves: tuple[str, ...]


def commitment(seed: bytes, entrants: Iterable[str] = ()) -> str:
    """What is published before closing: 64 hex digits. Raises SeedTooShort, EntrantTwice.

    With no entrants it binds the seed while the list still grows, so that nobody can choose a seed for a list.
    """
    return sha256(b"coulisse draw 1\n" + _seed(seed) + _listed(entrants)).hexdigest()


def draw(seed: bytes, entrants: Iterable[str], places: int, *, authorisation: str) -> Draw:
    """The winners; the order of the entrants doesn't matter.

    Raises DrawNotAuthorised, SeedTooShort, EntrantTwice, TooManyPlaces.
    """
    if not authorisation.strip():
        raise DrawNotAuthorised("a draw by lot needs the reference of its authorisation")
    listed = sorted(entrants)
    whole = _listed(listed)
    if not 0 < places <= len(listed):
        raise TooManyPlaces(f"{places} places for {len(listed)} entrants")
    order = sorted(listed, key=lambda one: digest(_seed(seed), whole + _listed([one]), "sha256"))
    return Draw(
        authorisation, commitment(seed), commitment(seed, listed), tuple(order[:places]), tuple(order[places:])
    )


def verify(drawn: Draw, seed: bytes, entrants: Iterable[str]) -> bool:
    """Whether seed and list are those that were published, and give these winners."""
    try:
        again = draw(seed, entrants, len(drawn.winners), authorisation=drawn.authorisation)
    except (SeedTooShort, EntrantTwice, TooManyPlaces):
        return False
    is_bound = compare_digest(again.commitment, drawn.commitment)
    return is_bound and again == drawn


def _seed(seed: bytes) -> bytes:
    if len(seed) < LEAST_SEED:
        raise SeedTooShort(f"{len(seed)} bytes")
    # The length first: no byte of the seed can pass for one of the list.
    return len(seed).to_bytes(4, "big") + seed


def _listed(entrants: Iterable[str]) -> bytes:
    listed = sorted(entrants)
    if len(set(listed)) < len(listed):
        raise EntrantTwice(next(one for one, other in pairwise(listed) if one == other))
    return dumps(listed, ensure_ascii=True, separators=(",", ":")).encode()
