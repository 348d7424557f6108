"""The limits and habits of each network: data in `networks.toml`, each value with its source and confidence.

The file belongs to this package as a module does: it is read once, and changed by whoever changes the rule.

>>> rules_of(Network.BLUESKY).limit, rules_of(Network.BLUESKY).bytes, rules_of(Network.LINKEDIN).bytes
(300, 3000, None)
>>> fact = rules_of(Network.X).facts["price_with_url"]
>>> fact.value, str(fact.confidence), fact.read_on.isoformat()
('0.20 USD', 'L', '2026-11-22')
>>> for_instance({"configuration": {"statuses": {"max_characters": 1000}}}).limit
1000
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

import regex

from coulisse.engines.posttext.records import Network
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.money import Money


class WrongRules(ValueError):
    """Data that no network can be read from; says where."""


class Unit(StrEnum):
    """What the length of a text is counted in."""

    X_WEIGHT = "x-weight"
    GRAPHEMES = "graphemes"
    MASTODON = "mastodon"
    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    UTF8 = "utf-8"
    EMOJI_BYTES = "emoji-bytes"
    """Code points, and emoji by their bytes of UTF-8."""


class Links(StrEnum):
    """Which addresses become links."""

    ALL = "all"
    PROTOCOL = "protocol"
    NONE = "none"


class Idempotency(StrEnum):
    """How a post that may have gone is kept from going twice."""

    HEADER = "header"
    """A key of ours with each demand."""
    RECORD_KEY = "record-key"
    """The name of the record is ours to choose."""
    CONTAINER = "container"
    """Made first, published by its number, once."""
    REFUSED_TWICE = "refused-twice"
    """The network refuses the same text soon after."""
    NONE = "none"
    """Read back what is published before trying again."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value as read in `source` on `read_on`."""

    value: Any
    source: str
    read_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a network allows; None where it sets no limit that we know of. `facts` has the sources, by field."""

    network: Network
    unit: Unit
    limit: int
    bytes: int | None = None
    """Of UTF-8, above which the text does not go whatever its length."""
    title_length: int | None = None
    needs_title: bool = False
    url_length: int | None = None
    """What any address counts, where it is not what is written."""
    links: Links = Links.ALL
    hashtags: int | None = None
    hashtag_length: int | None = None
    mentions: int | None = None
    needs_media: bool = False
    needs_video: bool = False
    images: int | None = None
    image_bytes: int | None = None
    videos: int | None = None
    video_bytes: int | None = None
    video_seconds: int | None = None
    mixes_media: bool = True
    """Whether images and a video may go together."""
    alt_length: int | None = None
    """None where images take no description through the interface."""
    subtitles: bool = False
    """Whether a file of subtitles goes with a video; without, they are burnt in."""
    schedules: bool = False
    schedule_least_minutes: int | None = None
    schedule_most_days: int | None = None
    idempotency: Idempotency = Idempotency.NONE
    price_with_url: Money | None = None
    mention: str | None = None
    """A pattern for names behind an @, where a text alone mentions somebody."""
    mention_url: str | None = None
    list_url: str | None = None
    hashtag_url: str | None = None
    cashtag_url: str | None = None
    """Where the preview leads: `{}` is the name, `{server}` a server of Mastodon."""
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)


_FIELDS: Final = {one.name for one in fields(Rules)} - {"network", "facts"}
_ENUMS: Final = {"unit": Unit, "links": Links, "idempotency": Idempotency}
_WORDS: Final = frozenset({"mention", "mention_url", "list_url", "hashtag_url", "cashtag_url"})
_FLAGS: Final = frozenset({"needs_title", "needs_media", "needs_video", "mixes_media", "subtitles", "schedules"})


def read_rules(document: str) -> Mapping[Network, Rules]:
    """Every network of a document in TOML; raises WrongRules, which says at which network and value."""
    try:
        parsed = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise WrongRules(str(error)) from error
    sources = parsed.pop("sources", {})
    if missing := {str(network) for network in Network} ^ set(parsed):
        raise WrongRules(", ".join(sorted(missing)))
    return MappingProxyType({network: _rules(network, parsed[network], sources) for network in Network})


def _rules(network: Network, table: Any, sources: Any) -> Rules:
    values: dict[str, Any] = {}
    facts: dict[str, Fact] = {}
    for name, entry in table.items():
        try:
            source = sources[entry["source"]]
            fact = Fact(entry["value"], source["what"], source["read_on"], Confidence(entry["confidence"]))
            values[name] = _value(name, fact.value)
        except (KeyError, TypeError, ValueError, regex.error) as error:
            raise WrongRules(f"{network}.{name}") from error
        facts[name] = fact
    try:
        return Rules(network=network, facts=MappingProxyType(facts), **values)
    except TypeError as error:
        raise WrongRules(str(network)) from error


def _value(name: str, value: Any) -> Any:
    if name not in _FIELDS:
        raise KeyError(name)
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name == "price_with_url":
        amount, _, currency = value.partition(" ")
        return Money.parse(amount, currency)
    wanted: type[Any] = str if name in _WORDS else bool if name in _FLAGS else int
    if type(value) is not wanted or (wanted is int and value < 0):
        raise TypeError(name)
    if name == "mention":
        regex.compile(value)
    return value


@cache
def _shipped() -> Mapping[Network, Rules]:
    return read_rules(files("coulisse.engines.posttext").joinpath("networks.toml").read_text("utf-8"))


def rules_of(network: Network) -> Rules:
    """The rules that come with this version."""
    return _shipped()[network]


_OF_AN_INSTANCE: Final = {
    "limit": ("statuses", "max_characters"),
    "images": ("statuses", "max_media_attachments"),
    "url_length": ("statuses", "characters_reserved_per_url"),
    "image_bytes": ("media_attachments", "image_size_limit"),
    "video_bytes": ("media_attachments", "video_size_limit"),
    "alt_length": ("media_attachments", "description_limit"),
}


def for_instance(answer: Mapping[str, Any]) -> Rules:
    """The rules of one server of Mastodon, by the answer of its `/api/v2/instance`; what it does not say stays."""
    found: dict[str, int] = {}
    configuration = answer.get("configuration")
    for name, (group, key) in _OF_AN_INSTANCE.items():
        values = configuration.get(group) if isinstance(configuration, Mapping) else None
        value = values.get(key) if isinstance(values, Mapping) else None
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            found[name] = value
    rules = rules_of(Network.MASTODON)
    facts = {name: fact for name, fact in rules.facts.items() if name not in found}
    return replace(rules, facts=MappingProxyType(facts), **found)  # type: ignore[arg-type]
