"""What a source says, whatever it is: an entry of a feed, a post of Bluesky, a newsletter. Pure, and bounded."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from textwrap import shorten
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from coulisse.desks.community.clients.wording import folded
from coulisse.formats.eml import Message, text_of
from coulisse.formats.feed import Entry
from coulisse.formats.problems import unreadable

LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 4_000
LONGEST_TAGS: Final = 500
OPENING: Final = 120
TAG: Final = re.compile(r"(?<![\w&/#])#([^\W\d_][\w]*|\d+[^\W\d_][\w]*)")
TRACKING: Final = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "xtor", "dclid", "msclkid"})
BLUESKY: Final = "https://bsky.app/profile/{handle}/post/{key}"
WORD: Final = re.compile(r"\w+")
FEWEST_WORDS: Final = 4
"""Titles of fewer words are alike by chance: « Programme complet »."""
ALIKE: Final = 0.8
"""The share of words in common from which two titles say the same."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said. `said_at` is None where nobody says when; `tags` are folded, without #."""

    title: str
    text: str = ""
    address: str = ""
    identifier: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    said_at: datetime | None = None

    @property
    def key(self) -> str:
        """By which it is known again: its address (as `same_address` writes it), its identifier, or its words."""
        if self.address:
            return _hash("address", same_address(self.address))
        if self.identifier:
            return _hash("identifier", self.identifier)
        return _hash("words", folded(f"{self.title}\n{self.text}"))


def _hash(kind: str, text: str) -> str:
    return sha256(f"{kind}:{text}".encode(errors="replace")).hexdigest()


def same_address(address: str) -> str:
    """An address without what does not change the page: scheme, www, fragment, tracking, the last slash.

    >>> same_address("http://www.Sillon.example/cap/?utm_source=x&p=2#haut")
    'sillon.example/cap?p=2'
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address
    told = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in told if not name.lower().startswith("utm_") and name not in TRACKING]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def from_entry(entry: Entry) -> Said:
    text = text_of(entry.html) if entry.html else ""
    return _told(entry.title, text, entry.tags, entry.published, entry.address, entry.identifier, entry.author)


def from_mail(mail: Message) -> Said:
    """A newsletter: its subject is its title; it has no address of its own."""
    sender = mail.senders[0] if mail.senders else None
    author = (sender.name or sender.address) if sender else ""
    said_at = mail.date.astimezone(UTC) if mail.date is not None and mail.date.tzinfo else None
    return _told(mail.subject, mail.text, (), said_at, "", mail.message_id, author)


def from_bluesky(data: bytes) -> tuple[Said, ...]:
    """The posts of an answer of `app.bsky.feed.searchPosts`. Raises `Unreadable` with `not-a-search`."""
    try:
        found = json.loads(data)
        posts = found["posts"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise unreadable("not-a-search") from None
    if not isinstance(posts, list):
        raise unreadable("not-a-search")
    return tuple(said for said in map(_post, posts) if said is not None)


def _post(post: Any) -> Said | None:
    """None for what is no post; whatever is missing is left out."""
    if not isinstance(post, dict):
        return None
    record, author = _record(post, "record"), _record(post, "author")
    text, uri = _string(record, "text"), _string(post, "uri")
    handle, key = _string(author, "handle"), uri.rpartition("/")[2]
    if not text or not key.isalnum():
        return None
    address = BLUESKY.format(handle=handle, key=key) if re.fullmatch(r"[A-Za-z0-9.-]{3,253}", handle) else ""
    tags = record.get("tags")
    extra = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    said_at = _iso(_string(record, "createdAt")) or _iso(_string(post, "indexedAt"))
    return _told("", text, extra, said_at, address, uri, _string(author, "displayName") or handle)


def _record(value: dict[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _string(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None or not 1990 <= found.year <= 2099:
        return None
    return found.astimezone(UTC)


def _told(
    title: str,
    text: str,
    tags: Iterable[str],
    said_at: datetime | None,
    address: str,
    identifier: str,
    author: str,
) -> Said:
    """Cut to what is kept; what has no title is called by its first words."""
    plain = _printable(text)[:LONGEST_TEXT].strip()
    name = (
        _printable(title).strip()[:LONGEST_TITLE] or shorten(plain, OPENING, placeholder=" …") or author[:OPENING]
    )
    return Said(
        title=name or "—",
        text=plain,
        address=address,
        identifier=identifier,
        author=_printable(author)[:200],
        tags=tags_of(f"{name}\n{plain}", tags),
        said_at=said_at,
    )


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable())


def tags_of(text: str, given: Iterable[str] = ()) -> tuple[str, ...]:
    """The tags of a text and those given beside it, folded, each once.

    >>> tags_of("Cap sur #NamurFest et #été2027 !", ["Namur Festival"])
    ('namurfestival', 'namurfest', 'ete2027')
    """
    beside = (folded(tag.lstrip("#")).replace(" ", "") for tag in given)
    inside = (folded(found) for found in TAG.findall(text))
    return tuple(dict.fromkeys(tag for tag in (*beside, *inside) if tag))


def tag_line(tags: Iterable[str]) -> str:
    """As an item keeps them: with a space before and after each, as many as there is room for."""
    line = " "
    for tag in tags:
        if len(line) + len(tag) + 1 > LONGEST_TAGS:
            break
        line += f"{tag} "
    return line if line != " " else ""


def words_of(title: str) -> frozenset[str]:
    """What two titles are compared by; empty where they are too short to be."""
    words = frozenset(WORD.findall(folded(title)))
    return words if len(words) >= FEWEST_WORDS else frozenset()


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles say nearly the same."""
    if not one or not other:
        return False
    return len(one & other) >= ALIKE * len(one | other)


def dated(said: Said, at: datetime) -> Said:
    """With a moment: nothing was said in the future, and what says nothing was said when it was found."""
    return replace(said, said_at=min(said.said_at, at) if said.said_at else at)
