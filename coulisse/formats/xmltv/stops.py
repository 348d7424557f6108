"""Where a grid leaves out when a programme ends: it ends when the next one on its channel begins."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from coulisse.formats.xmltv.records import Programme


def with_stops(programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    """The same programmes in the same order, stops filled in; a channel's last one may still have none."""
    listed = tuple(programmes)
    starts: dict[str, set[datetime]] = defaultdict(set)
    for programme in listed:
        starts[programme.channel].add(programme.start)
    following = {
        (channel, start): later
        for channel, all_starts in starts.items()
        for start, later in pairwise(sorted(all_starts))
    }
    return tuple(
        programme
        if programme.stop
        else replace(programme, stop=following.get((programme.channel, programme.start)))
        for programme in listed
    )
