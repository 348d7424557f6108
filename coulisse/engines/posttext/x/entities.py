"""Everything that X links in a text: addresses first, then what they do not hold.

>>> [(str(one.kind), one.value) for one in entities("@rtbf http://a.be/#b #c")]
[('mention', 'rtbf'), ('url', 'http://a.be/#b'), ('hashtag', 'c')]
"""

from coulisse.engines.posttext.records import Entity, Kind, without_overlaps
from coulisse.engines.posttext.x.links import link_spans
from coulisse.engines.posttext.x.names import cashtags, hashtags, mentions


def entities(text: str, *, bare: bool = True) -> tuple[Entity, ...]:
    """In order, none over another; `bare=False` leaves addresses without a protocol alone."""
    links = [Entity(start, end, Kind.URL, text[start:end]) for start, end in link_spans(text, bare=bare)]
    return without_overlaps([*links, *hashtags(text), *mentions(text), *cashtags(text)])
