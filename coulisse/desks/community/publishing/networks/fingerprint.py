"""Knowing a post again by its words, where the network keeps no key of ours; and keys made from ours."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Final

from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Confirmed,
    Found,
    Publication,
    Reason,
)

SKEW: Final = timedelta(minutes=2)
"""How much a server's clock may be behind ours."""
TID_ALPHABET: Final = "234567abcdefghijklmnopqrstuvwxyz"
TID_FIRST: Final = 1_577_836_800_000_000
"""2020-01-01, in microseconds: a key made from ours must not lie in the future, which a server may doubt."""
TID_SPAN: Final = 5 * 365 * 24 * 3600 * 1_000_000

_MENTION = re.compile(r"(@[\w.-]+)@[\w.-]+\w")
_SPACE = re.compile(r"\s+")


def tid_of(key: str) -> str:
    """A record key in the form of a timestamp id (atproto.com/specs/tid), the same for the same key, for ever.

    57 bits come from the key: among a million posts of one account, the chance that two meet is 3 in a million.

    >>> tid_of("post-1"), tid_of("post-1") == tid_of("post-1"), tid_of("post-1") == tid_of("post-2")
    ('3j2fqc42lc534', True, False)
    """
    number = int.from_bytes(hashlib.sha256(f"coulisse:{key}".encode()).digest()[:16])
    moment, clock = TID_FIRST + (number >> 10) % TID_SPAN, number & 0x3FF
    value = (moment << 10) | clock
    return "".join(TID_ALPHABET[(value >> shift) & 31] for shift in range(60, -1, -5))


def idempotency_key(key: str) -> str:
    """For the header: of one length, and telling nothing of the house.

    >>> len(idempotency_key("post-1"))
    40
    """
    return hashlib.sha256(f"coulisse:{key}".encode()).hexdigest()[:40]


def fingerprint(text: str) -> str:
    """What stays of a text whatever a network does to its spaces, forms of signs and far mentions.

    >>> fingerprint("Ce soir,\\n 20 h 25 avec @zoe@mastodon.be")
    'Ce soir, 20 h 25 avec @zoe'
    """
    shown = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    return _SPACE.sub(" ", _MENTION.sub(r"\1", shown)).strip()


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p"):
            self.parts.append("\n")


def shown_text(html: str) -> str:
    """The words of a post that comes as HTML.

    >>> shown_text("<p>Un</p><p>deux<br>trois &amp; <a href='x'>quatre</a></p>")
    'Un\\ndeux\\ntrois & quatre'
    """
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()


@dataclass(frozen=True, slots=True)
class Standing:
    """A post that a network lists."""

    confirmed: Confirmed
    text: str
    at: datetime
    media: int | None = None
    """How many pictures and films, where the network says so."""


def look_among(
    standing: Iterable[Standing],
    publication: Publication,
    *,
    since: datetime,
    known: frozenset[str],
    is_whole: bool,
) -> Found | Absent | CannotTell:
    """Ours, if it is among them: the same words, not older than the first attempt, and nobody else's.

    `is_whole`: they reach back to `since`, so that not finding it means that it is not there.
    """
    wanted, earliest = fingerprint(publication.text), since - SKEW
    ours = [
        one
        for one in standing
        if one.at >= earliest
        and one.confirmed.remote_id not in known
        and one.media in (None, len(publication.media))
        and fingerprint(one.text) == wanted
    ]
    if ours:
        return Found(min(ours, key=lambda one: one.at).confirmed)
    return Absent() if is_whole else CannotTell(Reason.TOO_LONG)
