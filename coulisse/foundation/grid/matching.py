"""Which slot of a new grid is which broadcast of ours: the heart of stable numbers. Pure.

Over the hours that the file covers on a channel, in this order, each slot and each broadcast being used once:

1. the same episode number: the nearest in time;
2. the same programme at the same start;
3. the same programme, nearest in time, at most `FURTHEST` away.

A slot left over is new; a broadcast of ours left over is cancelled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FURTHEST: Final = timedelta(hours=36)
"""Beyond this, two broadcasts of one weekly programme are two broadcasts, not one that moved."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot as a file gives it."""

    programme: str
    episode: str
    starts_at: datetime
    ends_at: datetime
    titles: tuple[tuple[str, str], ...] = ()
    episode_titles: tuple[tuple[str, str], ...] = ()
    category: str = ""
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """One broadcast as we hold it."""

    pk: int
    programme: str
    episode: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """What becomes of the grid of one channel."""

    kept: tuple[tuple[Known, Slot], ...]
    new: tuple[Slot, ...]
    gone: tuple[Known, ...]


def pair(known: Sequence[Known], slots: Sequence[Slot]) -> Pairing:
    """Pair the slots of a file with the broadcasts of the same channel and hours."""
    free_known, free_slots = dict.fromkeys(known), dict.fromkeys(slots)
    kept: list[tuple[Known, Slot]] = []
    for candidates in (_by_episode, _by_start, _by_nearness):
        for ours, slot in candidates(list(free_known), list(free_slots)):
            if ours in free_known and slot in free_slots:
                del free_known[ours], free_slots[slot]
                kept.append((ours, slot))
    gone = tuple(ours for ours in free_known if not ours.is_cancelled)
    return Pairing(tuple(sorted(kept, key=lambda one: one[1].starts_at)), tuple(free_slots), gone)


Candidates = Iterable[tuple[Known, Slot]]


def _by_episode(known: Sequence[Known], slots: Sequence[Slot]) -> Candidates:
    return _nearest_first(
        (ours, slot)
        for slot in slots
        if slot.episode
        for ours in known
        if ours.episode == slot.episode and ours.programme == slot.programme
    )


def _by_start(known: Sequence[Known], slots: Sequence[Slot]) -> Candidates:
    starts = {(ours.programme, ours.starts_at): ours for ours in known}
    return [
        (starts[slot.programme, slot.starts_at], slot)
        for slot in slots
        if (slot.programme, slot.starts_at) in starts
    ]


def _by_nearness(known: Sequence[Known], slots: Sequence[Slot]) -> Candidates:
    """Episodes that both sides number, and differently, are never the same broadcast."""
    return _nearest_first(
        (ours, slot)
        for slot in slots
        for ours in known
        if ours.programme == slot.programme
        and abs(ours.starts_at - slot.starts_at) <= FURTHEST
        and not (ours.episode and slot.episode and ours.episode != slot.episode)
    )


def _nearest_first(pairs: Candidates) -> Candidates:
    return sorted(pairs, key=lambda one: (abs(one[0].starts_at - one[1].starts_at), one[1].starts_at, one[0].pk))
