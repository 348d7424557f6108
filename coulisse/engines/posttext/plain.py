"""What those networks link that publish no rules: Threads, LinkedIn, Facebook, Instagram, YouTube, TikTok.

Tags are letters, digits and `_` with a letter among them; names follow the pattern of the network's rules, where a
text alone mentions somebody; addresses are found as X finds them, where they become links at all.

>>> from coulisse.engines.posttext.networks import rules_of
>>> from coulisse.engines.posttext.records import Network
>>> text = "Avec @anne.collard. #CapSambre https://rtbf.be"
>>> [(str(one.kind), one.value) for one in plain_entities(text, rules_of(Network.INSTAGRAM))]
[('mention', 'anne.collard'), ('hashtag', 'CapSambre')]
>>> [(str(one.kind), one.value) for one in plain_entities(text, rules_of(Network.LINKEDIN))]
[('hashtag', 'CapSambre'), ('url', 'https://rtbf.be')]
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import regex

from coulisse.engines.posttext.networks import Links, Rules
from coulisse.engines.posttext.records import Entity, Kind, without_overlaps
from coulisse.engines.posttext.x.links import link_spans

_LETTERS: Final = r"\p{L}\p{M}\p{N}_"
_HASHTAG: Final = regex.compile(
    rf"(?<![&/{_LETTERS}])[#＃](?![\ufe0f\u20e3])(?P<tag>[{_LETTERS}]*[\p{{L}}][{_LETTERS}]*)"
)


def plain_entities(text: str, rules: Rules) -> tuple[Entity, ...]:
    """In order, none over another."""
    return without_overlaps([*_urls(text, rules.links), *_hashtags(text), *_mentions(text, rules.mention)])


def _urls(text: str, links: Links) -> Iterator[Entity]:
    if links is not Links.NONE:
        for start, end in link_spans(text, bare=links is Links.ALL):
            yield Entity(start, end, Kind.URL, text[start:end])


def _hashtags(text: str) -> Iterator[Entity]:
    for match in _HASHTAG.finditer(text):
        yield Entity(match.start(), match.end(), Kind.HASHTAG, match["tag"])


@cache
def _names(pattern: str) -> Any:
    # An address of mail is nobody's name.
    return regex.compile(rf"(?<![{_LETTERS}.@/])@(?P<name>{pattern})")


def _mentions(text: str, pattern: str | None) -> Iterator[Entity]:
    if pattern is None or "@" not in text:
        return
    for match in _names(pattern).finditer(text):
        # The full stop of the sentence is not the name's.
        name = match["name"].rstrip(".")
        if name:
            yield Entity(match.start(), match.start() + 1 + len(name), Kind.MENTION, name)
