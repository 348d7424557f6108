"""What Mastodon links in a text: addresses with a protocol, people here and elsewhere, tags.

Rules: mastodon/mastodon, spec d5e278df, and its extractor (read 2026-11-29). Addresses follow the rules of X with
wider paths, and bare ones are not linked. A person of another server is `@name@server`.

>>> [(str(one.kind), one.value) for one in entities("@anne@mastodon.social https://rtbf.be/à_voir rtbf.be #Été")]
[('mention', 'anne@mastodon.social'), ('url', 'https://rtbf.be/à_voir'), ('hashtag', 'Été')]
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import regex

from coulisse.engines.posttext.characters import NEVER
from coulisse.engines.posttext.domains import endings
from coulisse.engines.posttext.records import Entity, Kind, without_overlaps
from coulisse.engines.posttext.x.links import ENDING, HOST, is_short_enough, path_pattern

LONGEST_SERVER: Final = 256
"""Letters; a longer server is not one, and all of the mention counts."""

_WORD: Final = r"\p{L}\p{M}\p{Nd}\p{Pc}"
_NAME: Final = r"[A-Za-z0-9_]+(?:[.\-]+[A-Za-z0-9_]+)*"
_MENTION: Final = regex.compile(
    rf"(?<![=/{_WORD}])@(?P<who>{_NAME}(?:@(?P<server>[{_WORD}]+(?:[.\-]+[{_WORD}]+)*))?)"
)
_SPOILS_A_NAME: Final = regex.compile(r"[@＠\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]|://")
_INNER: Final = r"_\u00b7\u30fb\u200c"
# Letters and digits with at least one letter; dots and joiners only inside.
_HASHTAG: Final = regex.compile(
    rf"(?<=^|\s)[#＃](?P<tag>[{_WORD}][{_WORD}{_INNER}]*[\p{{L}}\p{{M}}{_INNER}][{_WORD}{_INNER}]*[{_WORD}]"
    rf"|[{_WORD}]*[\p{{L}}\p{{M}}][{_WORD}]*)"
)
_PROTOCOL_BEHIND: Final = regex.compile(r"(?P<tag>.+)https?")

_IN_PATH: Final = r"[^\s<>()?]"
_ENDS_PATH: Final = r"[^\s()?!*\"'「」<>;:=,.$%\[\]~&|@]"
_BEYOND_ASCII: Final = r"\u00a0-\ud7ff\uf900-\U0010fffd"
_IN_QUERY: Final = rf"[a-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^{_BEYOND_ASCII}]"
_ENDS_QUERY: Final = rf"[a-z0-9_&=#/\-{_BEYOND_ASCII}]"


@cache
def _links() -> Any:
    query = rf"(?:\?{_IN_QUERY}*{_ENDS_QUERY})"
    web = (
        r"(?P<protocol>(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://)"
        rf"(?P<host>{HOST})(?::[0-9]++)?(?:{path_pattern(_IN_PATH, _ENDS_PATH)})?{query}?"
    )
    other = (
        rf"magnet:{query}|xmpp:(?://[^\s/@]{{1,255}}@{HOST}/)?(?:[^\s/@]{{1,255}}@)?{HOST}(?:/[^\s?]+)?{query}?"
    )
    return regex.compile(
        rf"{ENDING}(?<![a-z0-9@＠$#＃{NEVER}])(?:{web}|{other})", regex.IGNORECASE, endings=sorted(endings())
    )


def entities(text: str) -> tuple[Entity, ...]:
    """In order, none over another."""
    return without_overlaps([*_urls(text), *_hashtags(text), *_mentions(text)])


def _urls(text: str) -> Iterator[Entity]:
    if ":" not in text:
        return
    for match in _links().finditer(text):
        if not match["host"] or is_short_enough(match[0], match["host"], match["protocol"]):
            yield Entity(match.start(), match.end(), Kind.URL, match[0])


def _mentions(text: str) -> Iterator[Entity]:
    for match in _MENTION.finditer(text):
        if _SPOILS_A_NAME.match(text, match.end()) or len(match["server"] or "") > LONGEST_SERVER:
            continue
        yield Entity(match.start(), match.end(), Kind.MENTION, match["who"])


def _hashtags(text: str) -> Iterator[Entity]:
    for match in _HASHTAG.finditer(text):
        tag = match["tag"]
        if text.startswith("://", match.end()) and (glued := _PROTOCOL_BEHIND.fullmatch(tag)):
            tag = glued["tag"]
        yield Entity(match.start(), match.start() + 1 + len(tag), Kind.HASHTAG, tag)
