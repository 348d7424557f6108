"""A feed in: at most 4 MB and 1,000 entries; what breaks off is read as far as it goes.

Codes: `empty`, `too-large` and `not-a-feed` refuse the file. Reported: `broken` (not well formed, read all the
same), `too-many-entries`, and for an entry, with its place from 1: `date-unreadable`, `entry-empty` (without
title, text and address: left out).
"""

import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import feedparser

from coulisse.formats.feed.records import Entry, Feed
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_ENTRIES: Final = 1_000
LONGEST_LINE: Final = 500
LONGEST_TEXT: Final = 100_000
LONGEST_ADDRESS: Final = 1_000
MOST_TAGS: Final = 50
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SPACES: Final = re.compile(r"\s+")


def read_feed(source: Source, *, file: str = "") -> Reading[Feed]:
    """The entries of a feed, in its order."""
    data = bounded(source, limit=MOST_BYTES, file=file)
    if not data.strip():
        raise unreadable("empty", file=file)
    found = _parsed(data)
    if not found.get("version"):
        raise unreadable("not-a-feed", file=file)
    problems: list[Problem] = []
    if found.get("bozo"):
        problems.append(problem("broken", file=file))
    listed = found.get("entries") or []
    if len(listed) > MOST_ENTRIES:
        problems.append(problem("too-many-entries", file=file, count=len(listed), limit=MOST_ENTRIES))
    entries: list[Entry] = []
    for place, one in enumerate(listed[:MOST_ENTRIES], start=1):
        entry = _entry(one)
        if not (entry.title or entry.html or entry.address):
            problems.append(problem("entry-empty", file=file, line=place))
            continue
        if entry.published is None and _says_when(one):
            problems.append(problem("date-unreadable", file=file, line=place))
        entries.append(entry)
    head = found.get("feed") or {}
    feed = Feed(_line(head.get("title")), _address(head.get("link")), str(found["version"]), tuple(entries))
    return Reading(feed, tuple(problems))


def _parsed(data: bytes) -> Mapping[str, Any]:
    """What feedparser makes of the bytes; what it chokes on is no feed."""
    try:
        # A stream, never a text: a text could be an address, and would be fetched.
        found: Mapping[str, Any] = feedparser.parse(
            BytesIO(data), resolve_relative_uris=False, sanitize_html=False
        )
    except Exception:  # whatever the bytes, a reader answers
        return {}
    return found


def _entry(one: Mapping[str, Any]) -> Entry:
    tags = (_line(tag.get("term") or tag.get("label")) for tag in one.get("tags") or ())
    return Entry(
        title=_line(one.get("title")),
        address=_address(one.get("link")),
        identifier=_line(one.get("id")),
        html=_longest(one),
        author=_line(one.get("author")),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS],
        published=_moment(one),
    )


def _longest(one: Mapping[str, Any]) -> str:
    texts = [one.get("summary"), *(part.get("value") for part in one.get("content") or ())]
    found = max((text for text in texts if isinstance(text, str)), key=len, default="")
    return UNPRINTABLE.sub(" ", found[:LONGEST_TEXT]).strip()


def _says_when(one: Mapping[str, Any]) -> bool:
    return any(name in one for name in ("published", "updated", "created"))


def _moment(one: Mapping[str, Any]) -> datetime | None:
    """The first of the dates that can be read; one outside the years of the web is none."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        if name not in one:  # feedparser's `get` would take one date for the other
            continue
        try:
            found = datetime.fromtimestamp(timegm(one[name]), UTC)
        except (ValueError, OverflowError, OSError, TypeError):
            continue
        if 1990 <= found.year <= 2099:
            return found
    return None


def _line(text: object) -> str:
    """One line, without what cannot be printed."""
    if not isinstance(text, str):
        return ""
    return SPACES.sub(" ", UNPRINTABLE.sub(" ", text)).strip()[:LONGEST_LINE]


def _address(text: object) -> str:
    """An address that may be opened, or nothing: no `javascript:`, no mail."""
    found = text.strip() if isinstance(text, str) else ""
    plain = found.isprintable() and not any(sign.isspace() for sign in found)
    opens = found.lower().startswith(("https://", "http://"))
    return found if plain and opens and len(found) <= LONGEST_ADDRESS else ""
