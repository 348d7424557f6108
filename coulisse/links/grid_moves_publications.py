"""When the grid changes, the publications tied to a broadcast move with it, or stop and ask.

What follows and what stops is the calendar’s (`community/calendar/anchoring.py`); here is only who hears whom.
"""

from datetime import datetime

from coulisse.desks.community.calendar.anchoring import follow, stop, take_up
from coulisse.foundation.grid.facts import BroadcastCancelled, BroadcastMoved, BroadcastReinstated
from coulisse.foundation.journal.links import Happened, reaction


@reaction(to=BroadcastMoved)
def move_what_is_tied(happened: Happened[BroadcastMoved]) -> None:
    fact = happened.fact
    follow(
        broadcast=fact.broadcast_id,
        was_starts_at=datetime.fromisoformat(fact.was_starts_at),
        source=happened.source,
        at=happened.now,
    )


@reaction(to=BroadcastCancelled)
def stop_what_is_tied(happened: Happened[BroadcastCancelled]) -> None:
    stop(broadcast=happened.fact.broadcast_id, source=happened.source, at=happened.now)


@reaction(to=BroadcastReinstated)
def ask_again(happened: Happened[BroadcastReinstated]) -> None:
    take_up(broadcast=happened.fact.broadcast_id, source=happened.source, at=happened.now)
