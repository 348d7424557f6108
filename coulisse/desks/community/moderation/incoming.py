"""What every way in hands over: one comment as the network, a table or a program gave it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """`said_at` has an offset. `thread` is the remote id of the post that the thread began with, where known."""

    remote_id: str
    text: str
    handle: str
    said_at: datetime
    author_id: str = ""
    name: str = ""
    address: str = ""
    in_reply_to: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: new, known before, proposed to be hidden."""

    fresh: int
    known: int
    proposed: int
    comment_ids: tuple[int, ...] = ()
