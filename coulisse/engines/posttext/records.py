"""The words of this engine: networks, what is found in a text, what a length is."""

from dataclasses import dataclass
from enum import StrEnum


class Network(StrEnum):
    """Where a post goes."""

    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    X = "x"
    THREADS = "threads"
    LINKEDIN = "linkedin"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"


class Kind(StrEnum):
    """What a piece of a text is to a network."""

    MENTION = "mention"
    LIST = "list"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"
    URL = "url"


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A piece of a text: `start` and `end` (excluded) in code points.

    `value` is what the network keeps: a name without @, a tag without #, an address with its protocol where the
    network adds one.
    """

    start: int
    end: int
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Facet:
    """The same with `start` and `end` in bytes of UTF-8, as Bluesky wants them and as the command line prints."""

    start: int
    end: int
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a text is on a network: `length` in its own unit, the `limit`, and whether it may go.

    `size` is the text in bytes of UTF-8, content warning included where it counts.
    """

    length: int
    limit: int
    valid: bool
    size: int


def utf8_length(text: str) -> int:
    """Bytes of UTF-8; half a surrogate pair, which JSON may carry, counts three.

    >>> utf8_length("é☎😀"), utf8_length(chr(0xD83D))
    (9, 3)
    """
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def utf16_length(text: str) -> int:
    """Units of UTF-16: what a browser calls the length.

    >>> utf16_length("é😀")
    3
    """
    return len(text) + sum(letter > "\uffff" for letter in text)


def in_bytes(text: str, entities: tuple[Entity, ...]) -> tuple[Facet, ...]:
    """The same pieces counted in bytes. `entities` come in order and do not overlap.

    >>> in_bytes("é #été", (Entity(2, 6, Kind.HASHTAG, "été"),))
    (Facet(start=3, end=9, kind=<Kind.HASHTAG: 'hashtag'>, value='été'),)
    """
    found, letters, size = [], 0, 0
    for one in entities:
        start = size + utf8_length(text[letters : one.start])
        size = start + utf8_length(text[one.start : one.end])
        letters = one.end
        found.append(Facet(start, size, one.kind, one.value))
    return tuple(found)


def without_overlaps(entities: list[Entity]) -> tuple[Entity, ...]:
    """In order, and where two overlap the one that begins first; of two that begin together, the first given."""
    kept: list[Entity] = []
    for one in sorted(entities, key=lambda entity: entity.start):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
