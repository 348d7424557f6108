"""What Bluesky links in a text. There it is the writer's program that finds the pieces and says where they stand.

Rules of the reference program (bluesky-social/atproto, packages/api, rich text; read 2026-11-29): a name, an
address or a symbol does not begin in the middle of a word; an address keeps no punctuation that ends a sentence
and no bracket or quotation mark that it did not open; a tag runs to the next space.

>>> [(str(one.kind), one.value) for one in facets("« rtbf.be/live », @anne.bsky.social: #Plein_Jour… $ABC")]
[('url', 'https://rtbf.be/live'), ('mention', 'anne.bsky.social'), ('hashtag', 'Plein_Jour'), ('cashtag', '$ABC')]
"""

from collections.abc import Iterator
from typing import Final

import regex

from coulisse.engines.posttext.domains import has_ending
from coulisse.engines.posttext.records import Entity, Kind, utf16_length, without_overlaps

LONGEST_TAG: Final = 64
"""Units of UTF-16."""
_FOR_TESTS: Final = ".test"
"""An ending for tests that the protocol knows too."""

# Not behind a letter, a digit, a mark or a sign; a keycap is a digit with marks, and may stand before.
_BEFORE: Final = r"(?:(?<![\p{L}\p{N}\p{M}@#$])|(?<=[0-9#*]\ufe0f?\u20e3)|(?<=[^\p{L}\p{N}\p{M}@#$]\p{M}{1,8}))"
_LABEL: Final = r"[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+"
_STOPS: Final = r"\s/?#\"“”‘«»`<>＜＞﹤﹥＂｀"
_TAIL: Final = r"(?:[/?#][^\s<>＜＞﹤﹥]*+)?"
_LINK: Final = regex.compile(
    rf"{_BEFORE}(?:(?P<protocol>[Hh][Tt][Tt][Pp][Ss]?://)(?:[^{_STOPS}]*@)?[^{_STOPS}'’]++{_TAIL}"
    rf"|(?<![-_./])(?P<host>{_LABEL}(?:\.{_LABEL})++)(?::\d{{1,5}}(?!\d))?{_TAIL})"
)
_MENTION: Final = regex.compile(_BEFORE + r"@(?P<handle>[a-zA-Z0-9.\-]+)\b")
_BLANK: Final = r"\s\u00ad\u2060\u200a\u200b\u200c\u200d\u20e2"
_TAG: Final = regex.compile(rf"(?<=^|\s)[#＃](?!\ufe0f)(?P<tag>[^{_BLANK}]*[^\d\p{{P}}{_BLANK}][^{_BLANK}]*)")
_SYMBOL: Final = regex.compile(r"(?<=^|[\s(])\$(?P<symbol>[A-Za-z][A-Za-z0-9]{0,4})(?=\s|$|[.,;:!?)\"'’])")
_ENDS_A_SENTENCE: Final = regex.compile(r"[\p{Terminal_Punctuation}…–—]")
_PUNCTUATION: Final = regex.compile(r"\p{P}*\Z")
# The host goes on: a letter of another script, or a dot and a label of another script.
_GOES_ON: Final = regex.compile(r"\p{M}|-+[A-Za-z0-9]|[.。．｡][\p{L}\p{N}\p{M}]")
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_QUOTES: Final = {'"': '"', "“": "”", "‘": "’", "«": "»", "`": "`"}


def facets(text: str) -> tuple[Entity, ...]:
    """In order, none over another."""
    return without_overlaps([*_links(text), *_mentions(text), *_tags(text), *_symbols(text)])


def _links(text: str) -> Iterator[Entity]:
    if "." not in text and "://" not in text:
        return
    for match in _LINK.finditer(text):
        start, end = match.span()
        if match["host"] and not _is_bare_link(text, match):
            continue
        end = _trimmed(text, start, end)
        shown = text[start:end]
        if match["protocol"]:
            if len(shown) > len(match["protocol"]):
                yield Entity(start, end, Kind.URL, shown)
        else:
            yield Entity(start, end, Kind.URL, f"https://{shown}")


def _is_bare_link(text: str, match: "regex.Match[str]") -> bool:
    """Whether the ending exists and the host stops where the match does; `array.map(` is a program's."""
    if not has_ending(match["host"]):
        return False
    return text[match.end() : match.end() + 1] != "(" and not _GOES_ON.match(text, match.end())


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without what belongs to the sentence: its quotation mark, its punctuation, its closing brackets."""
    opener = text[start - 1] if start else ""
    if opener in _QUOTES and (closing := text.find(_QUOTES[opener], start, end)) > start:
        end = closing
    piece = text[start:end]
    surplus = {closer: piece.count(closer) - piece.count(opener) for closer, opener in _BRACKETS.items()}
    host_ends = regex.search(r"(?<![:/])[/?#]", piece)
    while end > start:
        last = text[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last in "@'*":
            if host_ends and start + host_ends.start() < end - 1:
                break
        elif not _ENDS_A_SENTENCE.match(last):
            break
        end -= 1
    return end


def _mentions(text: str) -> Iterator[Entity]:
    for match in _MENTION.finditer(text):
        handle = match["handle"]
        if has_ending(handle) or handle.endswith(_FOR_TESTS):
            yield Entity(match.start(), match.end(), Kind.MENTION, handle)


def _tags(text: str) -> Iterator[Entity]:
    for match in _TAG.finditer(text):
        tag = _PUNCTUATION.sub("", match["tag"])
        if tag and utf16_length(tag) <= LONGEST_TAG:
            yield Entity(match.start(), match.start() + 1 + len(tag), Kind.HASHTAG, tag)


def _symbols(text: str) -> Iterator[Entity]:
    for match in _SYMBOL.finditer(text):
        yield Entity(match.start(), match.end(), Kind.CASHTAG, f"${match['symbol'].upper()}")
