r"""Feeds (RSS 0.9 to 2.0, RDF, Atom): any bytes in, the entries out, as plain records.

The grammar of the twenty dialects is feedparser's; this room gives it bytes and never an address, bounds what
comes in and out, and says of each entry only what it really says. Texts are HTML as they came: never to be shown
unwashed. A page that is no feed may name one: `feeds_of_page`.

>>> reading = read_feed(b'''<rss version="2.0"><channel><title>Le Sillon</title>
... <item><title>Cap Sambre</title><link>https://sillon.example/1</link>
... <pubDate>Fri, 16 Apr 2027 08:00:00 +0200</pubDate><category>namurfest</category></item></channel></rss>''')
>>> entry = reading.records.entries[0]
>>> reading.records.title, entry.address, entry.published.isoformat(), entry.tags
('Le Sillon', 'https://sillon.example/1', '2027-04-16T06:00:00+00:00', ('namurfest',))
>>> read_feed(b"<html><head><title>Accueil</title></head></html>")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-a-feed
"""

from coulisse.formats.feed.page import feeds_of_page
from coulisse.formats.feed.read import MOST_BYTES, MOST_ENTRIES, read_feed
from coulisse.formats.feed.records import Entry, Feed

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "Entry", "Feed", "feeds_of_page", "read_feed"]
