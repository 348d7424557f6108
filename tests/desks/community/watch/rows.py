"""Feeds, sources and finds for tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from coulisse.desks.community.clients.wording import folded
from coulisse.desks.community.watch.models import WatchedName, WatchItem, WatchKeyword, WatchSource
from coulisse.desks.community.watch.said import Said
from tests.cast import AT


def a_source(**values: Any) -> WatchSource:
    told = {
        "kind": "feed",
        "name": "Le Sillon",
        "address": f"https://sillon.example/{WatchSource.objects.count()}",
    }
    return WatchSource.objects.create(**(told | values))


def a_keyword(text: str, weight: int = 4, **values: Any) -> WatchKeyword:
    return WatchKeyword.objects.create(text=text, key=folded(text), weight=weight, **values)


def a_name(name: str, **values: Any) -> WatchedName:
    return WatchedName.objects.create(name=name, **values)


def an_item(**values: Any) -> WatchItem:
    told = {"key": f"key-{WatchItem.objects.count()}", "title": "Cap Sambre", "said_at": AT, "found_at": AT}
    return WatchItem.objects.create(**(told | values))


def said(title: str, *, days_ago: float = 0, text: str = "", address: str = "", **more: Any) -> Said:
    at = AT - timedelta(days=days_ago)
    return Said(title=title, text=text, address=address, identifier=title, said_at=at, **more)


def rss(entries: Sequence[tuple[str, str, datetime]], *, tags: Sequence[str] = ()) -> str:
    """A feed of (title, address, moment)."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(address)}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate>"
        + "".join(f"<category>{escape(tag)}</category>" for tag in tags)
        + "</item>"
        for title, address, at in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Fil</title>{items}</channel></rss>'
