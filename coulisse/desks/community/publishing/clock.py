"""The clock of the publish engine: a turn lasts some seconds and sleeps exactly until the next moment that is due.

One turn runs in the house at a time; it holds a lock that falls with its process, so that another worker goes on
within the next tick. Inside a turn several lanes speak to networks side by side, each on a connection of its own.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from coulisse.desks.community.publishing.locks import TURN, holding
from coulisse.desks.community.publishing.queries.due import due, in_doubt, next_moment
from coulisse.desks.community.publishing.sending import look_up_one, send_one
from coulisse.desks.community.publishing.speaking import Connect
from coulisse.desks.community.publishing.watching import watch

LANES: Final = 6
AT_ONCE: Final = 60
GLANCE: Final = timedelta(seconds=0.5)
"""How soon something armed for right now is seen."""
WATCHED_EVERY: Final = timedelta(seconds=5)

Now = Callable[[], datetime]


def turn(
    *, until: datetime, now: Now, connect: Connect, sleep: Callable[[float], None] = time.sleep
) -> int | None:
    """Publish what falls due until then; how many were at work on, None where another turn runs."""
    with holding(TURN, 0) as is_held:
        if not is_held:
            return None
        done, watched_at = 0, None
        with ThreadPoolExecutor(LANES, thread_name_prefix="publishing") as lanes:
            while (at := now()) < until:
                if watched_at is None or at - watched_at >= WATCHED_EVERY:
                    watch(at=at)
                    watched_at = at
                worked = _round(lanes, at, now=now, connect=connect)
                done += worked
                if not worked:
                    sleep(_rest(now(), until).total_seconds())
            list(lanes.map(lambda _lane: connection.close(), range(LANES)))
        return done


def _round(lanes: ThreadPoolExecutor, at: datetime, *, now: Now, connect: Connect) -> int:
    """Everything that can be done at this moment, side by side. How many were."""
    doubtful, leaving = in_doubt(at, AT_ONCE), due(at, AT_ONCE)
    looked = [lanes.submit(look_up_one, pk, now=now, connect=connect) for pk in doubtful]
    sent = [lanes.submit(send_one, pk, now=now, connect=connect) for pk in leaving]
    return sum(one.result() for one in (*looked, *sent))


def _rest(at: datetime, until: datetime) -> timedelta:
    moments = [at + GLANCE, until]
    coming = next_moment(at)
    if coming is not None:
        moments.append(coming)
    return max(min(moments) - at, timedelta(milliseconds=5))
