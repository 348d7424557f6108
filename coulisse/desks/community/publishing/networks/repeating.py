"""May a publication whose outcome was unknown be sent again? Never before it was looked up, and not at once.

A network that says "not there" says so of this moment: the first call may still be on its way, or waiting in the
network's own queue. So an absence is believed once such a call would have been given up; at once where repeating
the same call makes nothing twice.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from coulisse.desks.community.publishing.networks.contract import Absent, CannotTell, Capabilities, Found

SETTLED: Final = timedelta(minutes=15)
"""No server works at one call for so long, and no list of posts lags so far behind."""
STILL_AT_WORK: Final = timedelta(minutes=1)
"""Two same calls at the same moment are the one case that an idempotency key with a memory may not catch."""
MARGIN: Final = timedelta(minutes=10)
GIVE_UP: Final = timedelta(hours=6)
"""A network that cannot tell for so long: a person decides."""


class Next(StrEnum):
    CONFIRM = "confirm"
    REPEAT = "repeat"
    WAIT = "wait"
    """Look it up again later."""
    ASK = "ask"
    """A person looks, and decides."""


def after_looking(
    lookup: Found | Absent | CannotTell,
    capabilities: Capabilities,
    *,
    first_tried_at: datetime,
    last_tried_at: datetime,
    at: datetime,
) -> Next:
    """What follows a read-back.

    Harmless for ever (Bluesky): repeat at once. Harmless for a while (Mastodon, 1 hour): repeat a minute after the
    last call, while the network certainly still remembers the first; after that, as where nothing is harmless:
    absent long after the last call.
    """
    match lookup:
        case Found():
            return Next.CONFIRM
        case CannotTell():
            return Next.WAIT if at - first_tried_at < GIVE_UP else Next.ASK
        case Absent():
            pass
    if capabilities.harmless_for == timedelta.max:
        return Next.REPEAT
    remembers = at - first_tried_at < capabilities.harmless_for - MARGIN
    if capabilities.has_idempotency and remembers and at - last_tried_at >= STILL_AT_WORK:
        return Next.REPEAT
    if capabilities.has_read_back and at - last_tried_at >= SETTLED:
        return Next.REPEAT
    return Next.WAIT
