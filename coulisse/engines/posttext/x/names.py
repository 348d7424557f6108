"""Names and tags as X finds them: @name, @name/list, #tag, $SYMBOL, and whom a reply answers.

>>> [(str(one.kind), one.value) for one in (*mentions("RT @rtbf/info @anne."), *hashtags("#Plein_Jour! #16"))]
[('list', 'rtbf/info'), ('mention', 'anne'), ('hashtag', 'Plein_Jour')]
"""

from collections.abc import Iterator
from typing import Final

import regex

from coulisse.engines.posttext.characters import DIRECTIONAL, IN_TAG, LATIN_ACCENTED, SPACES, TAG_LETTERS
from coulisse.engines.posttext.records import Entity, Kind

_NAME: Final = "[a-z0-9_]{1,20}"
_SLUG: Final = r"/[a-z][a-z0-9_\-]{0,24}"
_MENTION: Final = regex.compile(
    r"(?<=^|[^a-z0-9_!#$%&*@＠]|(?:^|[^a-z0-9_+~.\-])RT:?)"
    rf"[@＠](?P<name>{_NAME})(?P<slug>{_SLUG})?",
    regex.IGNORECASE,
)
_SPOILS_A_NAME: Final = regex.compile(rf"[@＠{LATIN_ACCENTED}]|://")
_REPLY: Final = regex.compile(rf"[{SPACES}{DIRECTIONAL}]*[@＠](?P<name>{_NAME})", regex.IGNORECASE)
# A variation selector is a mark, hence a letter of a tag, but behind an emoji it ends nothing.
_HASHTAG: Final = regex.compile(
    rf"(?<=^|[\ufe0e\ufe0f]|[^&{IN_TAG}])[#＃](?![\ufe0f\u20e3])(?P<tag>[{IN_TAG}]*[{TAG_LETTERS}][{IN_TAG}]*)"
)
_SPOILS_A_TAG: Final = regex.compile("[#＃]|://")
_CASHTAG: Final = regex.compile(
    rf"(?<=^|[{SPACES}{DIRECTIONAL}])\$(?P<symbol>[a-z]{{1,6}}(?:[._][a-z]{{1,2}})?)(?=$|\s|[!-/:-@\[-`{{-~])",
    regex.IGNORECASE,
)


def mentions(text: str) -> Iterator[Entity]:
    """People and lists named in a text, even inside an address."""
    for match in _MENTION.finditer(text):
        if _SPOILS_A_NAME.match(text, match.end()):
            continue
        slug = match["slug"] or ""
        yield Entity(match.start(), match.end(), Kind.LIST if slug else Kind.MENTION, match["name"] + slug)


def reply_to(text: str) -> str | None:
    """Whom a text answers: the name that it begins with.

    >>> reply_to(" @anne merci"), reply_to("merci @anne")
    ('anne', None)
    """
    match = _REPLY.match(text)
    return None if match is None or _SPOILS_A_NAME.match(text, match.end()) else str(match["name"])


def hashtags(text: str) -> Iterator[Entity]:
    """Tags of a text, even inside an address."""
    for match in _HASHTAG.finditer(text):
        if not _SPOILS_A_TAG.match(text, match.end()):
            yield Entity(match.start(), match.end(), Kind.HASHTAG, match["tag"])


def cashtags(text: str) -> Iterator[Entity]:
    """Symbols of shares, as `$AAPL`."""
    for match in _CASHTAG.finditer(text):
        yield Entity(match.start(), match.end(), Kind.CASHTAG, match["symbol"])
