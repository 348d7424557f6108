"""The length of a post on X: most letters weigh one, others two, an address 23, an emoji two.

Counted on the text in composed form (NFC). `V3` is in force since 2018; `V2`, before it, weighed every code point
of an emoji. Source: twitter/twitter-text, config/v2.json and v3.json (read 2026-11-29).

>>> weigh("Ce soir à 20 h 25 : rtbf.be/plein-jour 🎬").length
46
>>> weigh("故人西辞").length, weigh("👨‍👩‍👧").length, weigh("👨‍👩‍👧", V2).length
(8, 2, 8)
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from coulisse.engines.posttext.characters import NEVER
from coulisse.engines.posttext.emoji import emoji_spans
from coulisse.engines.posttext.records import utf16_length
from coulisse.engines.posttext.x.links import link_spans

# Latin to Georgian, and the spaces, dashes and quotation marks of general punctuation.
_LIGHT: Final = r"\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037"
_HEAVY: Final = regex.compile(f"[^{_LIGHT}]")
_NEVER: Final = regex.compile(f"[{NEVER}]")
_BLANKS: Final = "".join(map(chr, range(0x21)))
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """What an address, a heavy letter or an emoji weighs, and how much a post may."""

    limit: int = 280
    url: int = 23
    heavy: int = 2
    emoji_is_one: bool = True


V2: Final = Weights(emoji_is_one=False)
V3: Final = Weights()


@dataclass(frozen=True, slots=True)
class Weighed:
    """`fits` and `ends` are the last units of UTF-16 that still go and that there are, as a browser counts them,
    from 0: what is beyond `fits` is marked on the screen. `permille` is the share of the limit."""

    length: int
    permille: int
    valid: bool
    fits: int
    ends: int


def weigh(text: str, weights: Weights = V3) -> Weighed:
    """What a text weighs. A text of blanks weighs nothing and does not go."""
    if not text.strip(_BLANKS):
        return Weighed(0, 0, False, 0, 0)
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    # What composing took away is counted as if it stood at the end.
    taken = utf16_length(text) - utf16_length(composed)
    spoilt = _NEVER.search(composed)
    weight, fitting = 0, 0
    for start, end, whole in _pieces(composed, weights):
        before, weight = (
            weight,
            weight + (_plain_weight(composed, start, end, weights) if whole is None else whole),
        )
        if weight <= weights.limit:
            fitting = end
        elif before <= weights.limit and whole is None:
            fitting = _last_fitting(composed, start, weights.limit - before, weights)
    if spoilt:
        fitting = min(fitting, spoilt.start())
    return Weighed(
        length=weight,
        permille=weight * _THOUSAND // weights.limit,
        valid=spoilt is None and weight <= weights.limit,
        fits=utf16_length(composed[:fitting]) + taken - 1,
        ends=utf16_length(text) - 1,
    )


def _pieces(text: str, weights: Weights) -> Iterator[tuple[int, int, int | None]]:
    """The text cut up: where a piece begins and ends, and what it weighs; None for letters, each of its own."""
    special = [(start, end, weights.url) for start, end in link_spans(text)]
    if weights.emoji_is_one:
        special = sorted(special + [(start, end, weights.heavy) for start, end in emoji_spans(text)])
    done = 0
    for start, end, weight in special:
        # The sign of a keycap or a heart may stand inside an address.
        if start < done:
            continue
        if start > done:
            yield done, start, None
        yield start, end, weight
        done = end
    if done < len(text):
        yield done, len(text), None


def _plain_weight(text: str, start: int, end: int, weights: Weights) -> int:
    if text.isascii():
        return end - start
    heavy = sum(1 for _ in _HEAVY.finditer(text, start, end))
    return end - start + heavy * (weights.heavy - 1)


def _last_fitting(text: str, start: int, room: int, weights: Weights) -> int:
    at = start
    while at < len(text):
        room -= weights.heavy if _HEAVY.match(text, at) else 1
        if room < 0:
            break
        at += 1
    return at
