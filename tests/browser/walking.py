"""The pages of the house as a reader comes upon them: from the navigation, link after link."""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from coulisse.foundation.accounts.models import User
from coulisse.house.navigation import PERSON_MENU, SLICES, TABS

HOST: Final = "http://testserver"
LINKS: Final = {"a": "href", "link": "href", "img": "src", "iframe": "src", "object": "data"}


@dataclass
class Walk:
    """What was met: every address asked for, the pages by their route, and the links that did not answer."""

    asked: list[str] = field(default_factory=list)
    pages: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    broken: list[str] = field(default_factory=list)


def navigation() -> list[str]:
    """The addresses of the rail, the slices and the person's own menu."""
    tabs = [reverse(tab.url_name) for tab in TABS]
    entries = [entry for slices in (*SLICES.values(), PERSON_MENU) for entry in slices]
    return tabs + [reverse(entry.url_name) for entry in entries]


def every_link(user: User, *, starts: Sequence[str], pages_a_route: int, links_a_route: int) -> Walk:
    """Ask for the links that stand on the first so many pages of each route, so many to each route."""
    return _walk(user, starts, read=pages_a_route, ask=links_a_route)


def a_page_of_each_route(user: User, *, starts: Sequence[str]) -> dict[str, str]:
    """The first page met of each route, by the name of the route."""
    walk = _walk(user, starts, read=1, ask=1)
    return {route: addresses[0] for route, addresses in walk.pages.items()}


def _walk(user: User, starts: Sequence[str], *, read: int, ask: int) -> Walk:
    """Breadth first; `ask` bounds the addresses asked for of one route, `read` the pages whose links count."""
    client = Client()
    client.force_login(user)
    walk = Walk()
    waiting = deque((address, "the doorstep") for address in starts)
    seen = {address for address, _ in waiting}
    answered: Counter[str] = Counter()
    while waiting:
        address, source = waiting.popleft()
        route = _route(address)
        if answered[route] >= ask:
            continue
        response = client.get(address)
        walk.asked.append(address)
        if response.status_code >= 400:
            walk.broken.append(f"{response.status_code} {address} from {source}")
            continue
        if response.status_code == 200:
            answered[route] += 1
            if _is_page(response):
                walk.pages[route].append(address)
        if answered[route] <= read:
            fresh = [link for link in dict.fromkeys(_links(response, address)) if link not in seen]
            seen.update(fresh)
            waiting.extend((link, address) for link in fresh)
    return walk


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


class _Reader(HTMLParser):
    """Collects what a page points at."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and LINKS.get(tag) == name]


def _links(response: HttpResponseBase, page: str) -> list[str]:
    """The links of a page into this house, or where it sends the reader."""
    moved = response.headers.get("Location")
    if moved:
        return _ours([moved], page)
    if not _is_page(response):
        return []
    reader = _Reader()
    reader.feed(getattr(response, "content", b"").decode())
    return _ours(reader.found, page)


def _ours(links: list[str], page: str) -> list[str]:
    """Path and query of those that stay in the house, without fragments, static files and other schemes."""
    parts = [urlsplit(urldefrag(urljoin(HOST + page, link)).url) for link in links]
    return [
        f"{part.path}?{part.query}" if part.query else part.path
        for part in parts
        if f"{part.scheme}://{part.netloc}" == HOST and not part.path.startswith("/static/")
    ]


def _route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address
