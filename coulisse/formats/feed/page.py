"""The feeds that a page names in its head.

>>> feeds_of_page(b'<link rel="alternate" type="application/rss+xml" href="/fil.xml">', "https://sillon.example/a/")
('https://sillon.example/fil.xml',)
"""

from contextlib import suppress
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from coulisse.formats.text import decode

LOOKED_AT: Final = 512 * 1024
TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
MOST: Final = 5


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "link":
            return
        told = {name: value or "" for name, value in attrs}
        names = told.get("rel", "").lower().split()
        if "alternate" in names and told.get("type", "").lower().strip() in TYPES and told.get("href"):
            self.found.append(told["href"].strip())


def feeds_of_page(data: bytes, address: str) -> tuple[str, ...]:
    """Absolute http addresses, in the page's order, five at most. Nothing where it is no page; never fails."""
    page = _Links()
    with suppress(ValueError, AssertionError):  # what was found so far
        page.feed(decode(data[:LOOKED_AT]).text)
    absolute = []
    for one in page.found:
        try:
            joined = urljoin(address, one)
        except ValueError:
            continue
        if joined.lower().startswith(("https://", "http://")):
            absolute.append(joined)
    return tuple(dict.fromkeys(absolute))[:MOST]
