"""A variant under the rules of its network: what it measures, what stands in its way, how it is shown there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from coulisse.desks.community.clients.queries import avoided_words
from coulisse.desks.community.composing.limits import rules_for
from coulisse.desks.community.composing.wording import words_of
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.strategy.models import Idea
from coulisse.engines import posttext
from coulisse.foundation.documents.models import Version

NOT_KEPT: Final = frozenset(
    {
        "too_long",
        "too_many_bytes",
        "invalid_character",
        "title_too_long",
        "too_many_hashtags",
        "too_many_mentions",
        "hashtag_too_long",
        "alt_too_long",
    }
)
"""What a draft may not hold. A picture or a film may still be missing: it is a draft."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that goes along, as it stands in the form."""

    content: Version
    alt: str


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words. `is_kept`: a draft may hold it."""

    code: str
    is_refused: bool
    is_kept: bool
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text as the network shows it: `url`, `mention`, `hashtag` …, or nothing in particular."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`size` and `bytes` (its limit) where the network counts bytes too; `left` may be below zero."""

    length: int
    limit: int
    size: int
    bytes: int | None
    valid: bool
    findings: tuple[Said, ...]
    pieces: tuple[Piece, ...]

    @property
    def left(self) -> int:
        return self.limit - self.length


@dataclass(frozen=True, slots=True)
class House:
    """What the owner of an idea wants of every text: words to avoid, words of its tags, hosts of its own."""

    taboo: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tracked: tuple[str, ...] = ()


def house_of(idea: Idea | None, *, production: int | None, client: int | None) -> House:
    """By the briefs in force, of a production its client's too. The hosts are those of the idea's own link."""
    taboo = avoided_words(production=production, client=client)
    names = [str(one) for one in (idea.production, idea.client, idea.campaign) if one is not None] if idea else []
    host = _host(idea.link) if idea else ""
    return House(taboo, tuple(word for name in names for word in name.split()), (host,) if host else ())


def check(
    account: NetworkAccount,
    text: str,
    *,
    warning: str = "",
    media: Sequence[Medium] = (),
    has_subtitles: bool = False,
    house: House = House(),
) -> Checked:
    rules = rules_for(account)
    post = posttext.PostText(
        text,
        warning=warning,
        title=text.partition("\n")[0] if rules.needs_title else "",
        images=tuple(_image(one) for one in media if not _is_film(one)),
        videos=tuple(
            posttext.Video(one.content.size, has_subtitles=has_subtitles) for one in media if _is_film(one)
        ),
        words=house.words,
        taboo=house.taboo,
        tracked=house.tracked,
    )
    measured = posttext.measure(text, rules, warning=warning)
    found = posttext.check(post, rules)
    return Checked(
        length=measured.length,
        limit=measured.limit,
        size=measured.size,
        bytes=rules.bytes,
        valid=measured.valid,
        findings=tuple(_said(one, account) for one in found),
        pieces=tuple(pieces(text, rules)),
    )


def pieces(text: str, rules: posttext.Rules) -> Iterable[Piece]:
    """The text cut where the network would link it."""
    at = 0
    for one in posttext.entities(text, rules):
        if one.start > at:
            yield Piece(text[at : one.start])
        yield Piece(text[one.start : one.end], str(one.kind))
        at = one.end
    if at < len(text):
        yield Piece(text[at:])


def _said(finding: posttext.Finding, account: NetworkAccount) -> Said:
    is_refused = finding.force is posttext.Force.REFUSED
    return Said(finding.code, is_refused, finding.code not in NOT_KEPT, words_of(finding, account))


def _is_film(one: Medium) -> bool:
    return one.content.media_type.startswith("video/")


def _image(one: Medium) -> posttext.Image:
    return posttext.Image(one.content.size, one.alt)


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
