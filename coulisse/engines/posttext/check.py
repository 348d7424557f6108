"""What stands in the way of a post, or should be looked at: codes and parameters, no words.

>>> from coulisse.engines.posttext.networks import rules_of
>>> from coulisse.engines.posttext.records import Network
>>> post = PostText("On aime #festivalcapsambre 🎬🎬🎬🎬", images=(Image(),), words=("festival", "cap", "sambre"))
>>> for one in check(post, rules_of(Network.BLUESKY)):
...     print(one.code, one.force, dict(one.parameters))
hashtag_not_camel_case advice {'hashtag': 'festivalcapsambre', 'better': 'FestivalCapSambre'}
emoji_string advice {'count': 4}
alt_missing advice {'image': 1}
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import regex

from coulisse.engines.posttext.characters import NEVER
from coulisse.engines.posttext.emoji import emoji_rows, graphemes
from coulisse.engines.posttext.findings import Finding, advice, refused
from coulisse.engines.posttext.measure import entities, measure
from coulisse.engines.posttext.media import Image, Video, media_findings
from coulisse.engines.posttext.networks import Links, Rules, Unit
from coulisse.engines.posttext.records import Entity, Kind
from coulisse.engines.posttext.tags import proposed, reads_badly
from coulisse.engines.posttext.utm import has_utm
from coulisse.engines.posttext.x.links import link_spans

MOST_EMOJI: Final = 3
"""In a row: a screen reader says every one of them."""
_NEVER: Final = regex.compile(f"[{NEVER}]")


@dataclass(frozen=True, slots=True)
class PostText:
    """A post before it goes. `warning` stands before the text on Mastodon, `title` over a video of YouTube.

    `words` are those that tags are made of; `taboo` what a client does not want to read, `*` ending a stem;
    `tracked` the hosts whose links must say where they were followed from.
    """

    text: str
    warning: str = ""
    title: str = ""
    images: tuple[Image, ...] = ()
    videos: tuple[Video, ...] = ()
    words: tuple[str, ...] = ()
    taboo: tuple[str, ...] = ()
    tracked: tuple[str, ...] = ()


def check(post: PostText, rules: Rules) -> tuple[Finding, ...]:
    """Every finding of a post on a network, in a steady order: length, tags, links, words, media."""
    found = entities(post.text, rules)
    return (
        *_length_findings(post, rules),
        *_tag_findings(found, post.words, rules),
        *_link_findings(found, post, rules),
        *_word_findings(post),
        *media_findings(post.images, post.videos, rules),
    )


def _length_findings(post: PostText, rules: Rules) -> Iterator[Finding]:
    if not (post.text.strip() or post.images or post.videos):
        yield refused("empty")
    measured = measure(post.text, rules, warning=post.warning)
    if measured.length > measured.limit:
        yield refused("too_long", length=measured.length, limit=measured.limit, unit=str(rules.unit))
    if rules.bytes is not None and measured.size > rules.bytes:
        yield refused("too_many_bytes", bytes=measured.size, limit=rules.bytes)
    if rules.unit is Unit.X_WEIGHT and (spoilt := _NEVER.search(post.text)):
        yield refused("invalid_character", position=spoilt.start())
    if rules.needs_title and not post.title.strip():
        yield refused("title_missing")
    if rules.title_length is not None and (length := graphemes(post.title)) > rules.title_length:
        yield refused("title_too_long", length=length, limit=rules.title_length)


def _tag_findings(found: Sequence[Entity], words: Sequence[str], rules: Rules) -> Iterator[Finding]:
    tags = [one.value for one in found if one.kind is Kind.HASHTAG]
    people = [one.value for one in found if one.kind is Kind.MENTION]
    if rules.hashtags is not None and len(tags) > rules.hashtags:
        yield refused("too_many_hashtags", count=len(tags), limit=rules.hashtags)
    if rules.mentions is not None and len(people) > rules.mentions:
        yield refused("too_many_mentions", count=len(people), limit=rules.mentions)
    for tag in dict.fromkeys(tags):
        if rules.hashtag_length is not None and graphemes(tag) > rules.hashtag_length:
            yield refused("hashtag_too_long", hashtag=tag, limit=rules.hashtag_length)
        if better := proposed(tag, words):
            yield advice("hashtag_not_camel_case", hashtag=tag, better=better)
        elif reads_badly(tag):
            yield advice("hashtag_not_camel_case", hashtag=tag)


def _link_findings(found: Sequence[Entity], post: PostText, rules: Rules) -> Iterator[Finding]:
    linked = [one.value for one in found if one.kind is Kind.URL]
    # What a reader would take for an address, whether or not this network makes it a link.
    spans = {(one.start, one.end) for one in found if one.kind is Kind.URL}
    written = [post.text[start:end] for start, end in link_spans(post.text) if not _within(start, end, spans)]
    if rules.links is not Links.ALL:
        for url in dict.fromkeys(written):
            yield advice("link_not_clickable", url=url)
    if linked and rules.price_with_url is not None:
        yield advice("url_costs_on_x", count=len(linked), price=rules.price_with_url)
    for url in dict.fromkeys(linked):
        if not has_utm(url) and _is_of(url, post.tracked):
            yield advice("link_without_utm", url=url)


def _within(start: int, end: int, spans: set[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _is_of(url: str, hosts: Sequence[str]) -> bool:
    try:
        host = (urlsplit(url if "://" in url else f"https://{url}").hostname or "").lower()
    except ValueError:
        return False
    return any(host == one.lower() or host.endswith(f".{one.lower()}") for one in hosts if one)


def _word_findings(post: PostText) -> Iterator[Finding]:
    for _start, _end, count in emoji_rows(post.text):
        if count > MOST_EMOJI:
            yield advice("emoji_string", count=count)
    said = _plain(f"{post.title}\n{post.warning}\n{post.text}")
    for word in dict.fromkeys(post.taboo):
        stem = _plain(word.strip().rstrip("*"))
        if not stem:
            continue
        # A stem may go on; a whole word stands between two characters that are of no word.
        end = "" if word.strip().endswith("*") else r"(?!\w)"
        if regex.search(rf"(?<!\w){regex.escape(stem)}{end}", said):
            yield advice("taboo_word", word=word)


def _plain(text: str) -> str:
    """Small letters without accents, single spaces, straight apostrophes."""
    low = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    return " ".join("".join(letter for letter in low if not unicodedata.combining(letter)).split())
