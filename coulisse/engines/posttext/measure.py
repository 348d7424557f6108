"""How long a text is on a network, and what the network links in it.

>>> from coulisse.engines.posttext.networks import rules_of
>>> text = "Ce soir à 20 h 25 sur La Une 🎬 https://www.rtbf.be/emission/plein-jour/2027-03-14"
>>> [(str(network), measure(text, rules_of(network)).length)
...  for network in (Network.X, Network.MASTODON, Network.BLUESKY, Network.YOUTUBE)]
[('x', 55), ('mastodon', 54), ('bluesky', 81), ('youtube', 85)]
>>> facets("Été #Plein_Jour", rules_of(Network.BLUESKY))
(Facet(start=6, end=17, kind=<Kind.HASHTAG: 'hashtag'>, value='Plein_Jour'),)
"""

from dataclasses import replace

from coulisse.engines.posttext.bluesky.facets import facets as bluesky_entities
from coulisse.engines.posttext.emoji import emoji_spans, graphemes
from coulisse.engines.posttext.mastodon.entities import entities as mastodon_entities
from coulisse.engines.posttext.mastodon.length import URL, length
from coulisse.engines.posttext.networks import Rules, Unit
from coulisse.engines.posttext.plain import plain_entities
from coulisse.engines.posttext.records import (
    Entity,
    Facet,
    Measure,
    Network,
    in_bytes,
    utf8_length,
    utf16_length,
)
from coulisse.engines.posttext.x.entities import entities as x_entities
from coulisse.engines.posttext.x.weight import V3, weigh


def measure(text: str, rules: Rules, *, warning: str = "") -> Measure:
    """The length in the network's unit and whether the text may go; `warning` counts on Mastodon alone.

    An empty text fits everywhere but on X, which refuses it: elsewhere an image may go without words.
    """
    counted = warning + text if rules.unit is Unit.MASTODON else text
    size = utf8_length(counted)
    if rules.unit is Unit.X_WEIGHT:
        weighed = weigh(text, replace(V3, limit=rules.limit, url=rules.url_length or V3.url))
        return Measure(weighed.length, rules.limit, weighed.valid, size)
    found = length_in(rules.unit, text, warning=warning, url=rules.url_length or URL)
    fits = found <= rules.limit and (rules.bytes is None or size <= rules.bytes)
    return Measure(found, rules.limit, fits, size)


def length_in(unit: Unit, text: str, *, warning: str = "", url: int = URL) -> int:
    """The length of a text in a unit."""
    match unit:
        case Unit.X_WEIGHT:
            return weigh(text, replace(V3, url=url)).length
        case Unit.MASTODON:
            return length(text, warning=warning, url=url)
        case Unit.GRAPHEMES:
            return graphemes(text)
        case Unit.UTF16:
            return utf16_length(text)
        case Unit.UTF8:
            return utf8_length(text)
        case Unit.EMOJI_BYTES:
            emoji = [text[start:end] for start, end in emoji_spans(text)]
            return len(text) + sum(utf8_length(one) - len(one) for one in emoji)
        case Unit.CODE_POINTS:
            return len(text)


def entities(text: str, rules: Rules) -> tuple[Entity, ...]:
    """What the network links, in code points: in order, none over another."""
    match rules.network:
        case Network.X:
            return x_entities(text)
        case Network.BLUESKY:
            return bluesky_entities(text)
        case Network.MASTODON:
            return mastodon_entities(text)
        case _:
            return plain_entities(text, rules)


def facets(text: str, rules: Rules) -> tuple[Facet, ...]:
    """The same, in bytes of UTF-8."""
    return in_bytes(text, entities(text, rules))
