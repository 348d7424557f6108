"""XMLTV out, elements in the order of the DTD, UTF-8, the same grid always the same bytes."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from lxml import etree

from coulisse.formats.xmltv.records import Channel, Grid, Programme, Text
from coulisse.formats.xmltv.times import written

# The order that the DTD prescribes inside <credits>; a role that it does not know has no place there.
ROLES = (
    "director", "actor", "writer", "adapter", "producer",
    "composer", "editor", "presenter", "commentator", "guest",
)  # fmt: skip
# What XML 1.0 has no way to write, escaped or not.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_grid(grid: Grid, *, generator: str = "Coulisse") -> bytes:
    """The grid as an XMLTV file."""
    root = etree.Element("tv", {"generator-info-name": _clean(generator)})
    root.extend(_channel(channel) for channel in grid.channels)
    root.extend(_programme(programme) for programme in grid.programmes)
    return etree.tostring(
        root,
        encoding="UTF-8",
        xml_declaration=True,
        pretty_print=True,
        doctype='<!DOCTYPE tv SYSTEM "xmltv.dtd">',
    )


def _channel(channel: Channel) -> etree._Element:
    element = etree.Element("channel", {"id": _clean(channel.id)})
    # The DTD asks for a name: a channel without one goes by its identifier.
    element.extend(_texts("display-name", channel.names or (Text(channel.id),)))
    element.extend(_element("icon", src=icon) for icon in channel.icons)
    element.extend(_element("url", url) for url in channel.urls)
    return element


def _programme(programme: Programme) -> etree._Element:
    times = {"start": written(programme.start)}
    if programme.stop is not None:
        times["stop"] = written(programme.stop)
    element = etree.Element("programme", {**times, "channel": _clean(programme.channel)})
    element.extend(_contents(programme))
    return element


def _contents(programme: Programme) -> Iterator[etree._Element]:
    yield from _texts("title", programme.titles)
    yield from _texts("sub-title", programme.sub_titles)
    yield from _texts("desc", programme.descriptions)
    yield from _credits(programme)
    yield from _texts("date", (Text(programme.date),))
    yield from _texts("category", programme.categories)
    yield from _texts("keyword", programme.keywords)
    yield from _texts("language", (Text(programme.language),))
    yield from _texts("orig-language", (Text(programme.original_language),))
    if programme.length is not None:
        yield _length(programme.length)
    yield from (_element("icon", src=icon) for icon in programme.icons)
    yield from (_element("url", url) for url in programme.urls)
    yield from _texts("country", programme.countries)
    yield from (_element("episode-num", number.text, system=number.system) for number in programme.episode_numbers)
    flags = {
        "previously-shown": programme.is_repeat,
        "premiere": programme.is_premiere,
        "last-chance": programme.is_last_chance,
        "new": programme.is_new,
    }
    yield from (_element(name) for name, is_set in flags.items() if is_set)


def _credits(programme: Programme) -> Iterator[etree._Element]:
    known = [credit for credit in programme.credits if credit.role in ROLES]
    if known:
        element = etree.Element("credits")
        for credit in sorted(known, key=lambda credit: ROLES.index(credit.role)):
            element.append(_element(credit.role, credit.name, role=credit.part))
        yield element


def _length(length: timedelta) -> etree._Element:
    seconds = length // timedelta(seconds=1)
    if seconds % 60:
        return _element("length", str(seconds), units="seconds")
    return _element("length", str(seconds // 60), units="minutes")


def _texts(name: str, texts: Iterable[Text]) -> Iterator[etree._Element]:
    return (_element(name, text.text, lang=text.language) for text in texts if text.text)


def _element(name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.Element(name, {key: _clean(value) for key, value in attributes.items() if value})
    element.text = _clean(text) or None
    return element


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text)
