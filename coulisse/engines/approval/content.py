"""What is approved, cut into parts, each with its hash; what a role answers for, and what changed since it looked.

>>> before = (Part.of(Kind.TEXT_FR, "Ce soir"), Part.of(Kind.VISUAL, b"...", "poster"))
>>> after = (Part.of(Kind.TEXT_FR, "Demain"), before[1])
>>> [(str(one.kind), str(one.how)) for one in changes(before, after)]
[('text_fr', 'edited')]
>>> content_hash(before) == content_hash(reversed(before))
True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Self


class Kind(StrEnum):
    """What a part of a post is. A role answers for kinds, whatever the number of networks and pictures."""

    TEXT_FR = "text_fr"
    TEXT_NL = "text_nl"
    TEXT_EN = "text_en"
    TEXT_DE = "text_de"
    ALT = "alt"  # texts in place of a picture
    SUBTITLES = "subtitles"
    TAGS = "tags"
    LINKS = "links"
    VISUAL = "visual"  # what is seen: picture, film, its cut and crop
    FILE = "file"  # its technical side: format, size, weight, sound
    PAID = "paid"  # budget, target groups, dates of an advertisement
    HOUR = "hour"
    NETWORKS = "networks"


EVERYTHING = frozenset(Kind)
TEXTS = frozenset({Kind.TEXT_FR, Kind.TEXT_NL, Kind.TEXT_EN, Kind.TEXT_DE})


class PartTwice(ValueError):
    """Two parts of one content have the same kind and key: nobody could say which one was approved."""

    def __init__(self, kind: Kind, key: str) -> None:
        super().__init__(f"two parts are {kind} {key!r}")
        self.kind, self.key = kind, key


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One part: `key` tells it from others of its kind (a network, a picture), `sha256` is 64 hex digits."""

    kind: Kind
    key: str
    sha256: str

    @classmethod
    def of(cls, kind: Kind, value: str | bytes, key: str = "") -> Self:
        """A part from what it holds; a text is hashed as UTF-8, each space counted."""
        held = value.encode() if isinstance(value, str) else value
        return cls(kind, key, sha256(held).hexdigest())


class How(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    EDITED = "edited"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One part that isn't what it was; an empty hash where there was, or is, none."""

    kind: Kind
    key: str
    how: How
    before: str
    after: str


def content_hash(parts: Iterable[Part]) -> str:
    """SHA-256 over all parts, whatever their order; raises PartTwice."""
    listed = [[str(part.kind), part.key, part.sha256] for part in checked(parts)]
    return sha256(dumps(listed, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def checked(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts in their own order, by kind and key; raises PartTwice."""
    found: dict[tuple[Kind, str], Part] = {}
    for part in parts:
        if (part.kind, part.key) in found:
            raise PartTwice(part.kind, part.key)
        found[part.kind, part.key] = part
    return tuple(found[key] for key in sorted(found))


def scope(kinds: frozenset[Kind], parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that somebody who answers for `kinds` has to look at; raises PartTwice."""
    return of_kinds(kinds, checked(parts))


def of_kinds(kinds: frozenset[Kind], parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The same of parts that are in their order already."""
    return tuple(part for part in parts if part.kind in kinds)


def changes(before: Iterable[Part], after: Iterable[Part]) -> tuple[Change, ...]:
    """What was added, edited or removed, by kind and key; raises PartTwice."""
    old = {(part.kind, part.key): part.sha256 for part in checked(before)}
    new = {(part.kind, part.key): part.sha256 for part in checked(after)}
    found = []
    for kind, key in sorted(old.keys() | new.keys()):
        was, is_ = old.get((kind, key), ""), new.get((kind, key), "")
        if was != is_:
            how = How.ADDED if not was else How.EDITED if is_ else How.REMOVED
            found.append(Change(kind, key, how, was, is_))
    return tuple(found)
