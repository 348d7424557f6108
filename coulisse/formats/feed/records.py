"""The frozen values of a feed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was published.

    `identifier` is the feed's own (guid, id), `address` an http address or empty; `html` the longest text that the
    feed gives, as it came; `published` in UTC, None where it says nothing that can be read.
    """

    title: str = ""
    address: str = ""
    identifier: str = ""
    html: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """`kind` is feedparser's name of the dialect: rss20, atom10, rss10 …"""

    title: str
    address: str
    kind: str
    entries: tuple[Entry, ...]
