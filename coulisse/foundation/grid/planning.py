"""What a file would change, before anything is changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from coulisse.formats.problems import Problem
from coulisse.foundation.grid.imports import ReadGrid
from coulisse.foundation.grid.matching import Known, Pairing, Slot, pair
from coulisse.foundation.grid.models import Broadcast


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """What becomes of one channel over the hours that the file covers."""

    code: str
    name: str
    first: datetime
    last: datetime
    pairing: Pairing

    @property
    def moved(self) -> list[tuple[Known, Slot]]:
        return [
            (ours, slot)
            for ours, slot in self.pairing.kept
            if not ours.is_cancelled and (ours.starts_at, ours.ends_at) != (slot.starts_at, slot.ends_at)
        ]

    @property
    def reinstated(self) -> list[tuple[Known, Slot]]:
        return [(ours, slot) for ours, slot in self.pairing.kept if ours.is_cancelled]

    @property
    def unchanged(self) -> int:
        return len(self.pairing.kept) - len(self.moved) - len(self.reinstated)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do to the grid."""

    channels: tuple[ChannelPlan, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": sum(len(one.pairing.new) for one in self.channels),
            "moved": sum(len(one.moved) for one in self.channels),
            "cancelled": sum(len(one.pairing.gone) for one in self.channels),
            "reinstated": sum(len(one.reinstated) for one in self.channels),
            "unchanged": sum(one.unchanged for one in self.channels),
        }


def plan_of(read: ReadGrid) -> Plan:
    """Compare a file with the grid as it stands, in one query a channel."""
    return Plan(tuple(_plans(read)), read.problems)


def _plans(read: ReadGrid) -> Iterator[ChannelPlan]:
    for code, slots in sorted(read.slots.items()):
        first = min(slot.starts_at for slot in slots)
        last = max(slot.ends_at for slot in slots)
        known = known_between(code, first, last)
        yield ChannelPlan(code, read.names.get(code, code), first, last, pair(known, slots))


def known_between(channel: str, first: datetime, last: datetime) -> Sequence[Known]:
    """Our broadcasts of a channel that begin within these hours."""
    rows = Broadcast.objects.filter(channel__code=channel, starts_at__gte=first, starts_at__lt=last)
    return [
        Known(
            pk=row.pk,
            programme=row.programme.key,
            episode=row.episode.key if row.episode else "",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_cancelled=row.state == Broadcast.State.CANCELLED,
            titles=tuple(row.programme.titles.items()),
        )
        for row in rows.select_related("programme", "episode").order_by("starts_at", "pk")
    ]
