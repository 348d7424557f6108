"""XMLTV in: at most 64 MB and 500,000 programmes; what breaks off is read as far as it goes.

Codes: `too-large`, `not-xml`, `not-a-grid`, `too-many-programmes` refuse the file. Reported with their line:
`xml-broken` (read past it), `channel-unnamed`, `programme-without-channel`, `start-missing`,
`start-unreadable` (each left out), `stop-unreadable`, `stop-before-start` (read as no stop),
`title-missing`, `channel-undeclared` (once a channel), and once a file `encoding-untrue` (read in the one
found), `time-without-zone` (read as Belgian, with how many) and `document-type-ignored` (the entities that it
declares are not expanded).
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

from lxml import etree

from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.text import decode
from coulisse.formats.xmltv.records import Channel, Credit, EpisodeNumber, Grid, Programme, Text
from coulisse.formats.xmltv.times import has_zone, moment

MAX_BYTES = 64 * 1024 * 1024
MAX_PROGRAMMES = 500_000
MAX_PROBLEMS = 1_000
DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?encoding=["']([\w.-]{1,40})["']""", re.ASCII)
UNITS = {"seconds": 1, "minutes": 60, "hours": 3600}


@dataclass(slots=True)
class _Draft:
    """The grid as far as it was read."""

    file: str
    channels: list[Channel] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # where each channel was first used
    problems: list[Problem] = field(default_factory=list)
    zoneless: int = 0

    def report(self, code: str, element: etree._Element, field: str = "", **detail: str | int) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem(code, file=self.file, line=_line(element), field=field, **detail))


def read_grid(source: Source, *, file: str = "") -> Reading[Grid]:
    """The channels and programmes of the file, in its order."""
    draft = _Draft(file)
    data = _as_declared(bounded(source, limit=MAX_BYTES, file=file), draft)
    for element in _elements(data, draft):
        if element.tag == "channel":
            _add_channel(element, draft)
        else:
            _add_programme(element, draft)
    return Reading(Grid(tuple(draft.channels), tuple(draft.programmes)), _problems(data, draft))


def _as_declared(data: bytes, draft: _Draft) -> bytes:
    """The bytes in UTF-8 where the encoding that they declare is unknown or untrue; else as they are."""
    declaration = DECLARATION.match(data)
    declared = declaration[1].decode().lower() if declaration else "utf-8"
    try:
        if codecs.lookup(declared).name != "utf-8":
            return data
        data.decode()
        return data
    except UnicodeDecodeError:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data
    except LookupError:
        pass
    found = decode(data)
    draft.problems.append(problem("encoding-untrue", file=draft.file, declared=declared, found=found.encoding))
    return DECLARATION.sub(b"<?xml version='1.0'", found.text.encode(), count=1)


def _elements(data: bytes, draft: _Draft) -> Iterator[etree._Element]:
    """Channels and programmes as each ends, forgotten once looked at."""
    context = etree.iterparse(
        BytesIO(data),
        tag=("channel", "programme"),
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for _, element in context:
            parent = element.getparent()
            if parent is not None and parent.tag == "tv":
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
    except (etree.XMLSyntaxError, LookupError) as error:
        if context.root is None:
            raise unreadable("not-xml", file=draft.file) from error
    if context.root is None:
        raise unreadable("not-xml", file=draft.file)
    if context.root.tag != "tv":
        raise unreadable("not-a-grid", file=draft.file, field=str(context.root.tag)[:100])
    for fault in list(context.error_log)[:MAX_PROBLEMS]:
        broken = problem("xml-broken", file=draft.file, line=fault.line, kind=fault.type_name)
        draft.problems.append(broken)


def _problems(data: bytes, draft: _Draft) -> tuple[Problem, ...]:
    found = draft.problems
    declared = {channel.id for channel in draft.channels}
    for channel, line in draft.lines.items():
        if channel not in declared and len(found) < MAX_PROBLEMS:
            found.append(problem("channel-undeclared", file=draft.file, line=line, channel=channel))
    if draft.zoneless:
        found.append(problem("time-without-zone", file=draft.file, count=draft.zoneless))
    if b"<!ENTITY" in data:
        found.append(problem("document-type-ignored", file=draft.file))
    return tuple(found)


def _line(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


def _add_channel(element: etree._Element, draft: _Draft) -> None:
    identity = (element.get("id") or "").strip()
    if not identity:
        draft.report("channel-unnamed", element)
        return
    draft.channels.append(
        Channel(identity, _texts(element, "display-name"), _icons(element), _plain(element, "url"))
    )


def _add_programme(element: etree._Element, draft: _Draft) -> None:
    channel = (element.get("channel") or "").strip()
    if not channel:
        draft.report("programme-without-channel", element)
        return
    start = _moment("start", element, draft)
    if start is None:
        return
    if len(draft.programmes) == MAX_PROGRAMMES:
        raise unreadable("too-many-programmes", file=draft.file, line=_line(element), limit=MAX_PROGRAMMES)
    stop = _moment("stop", element, draft)
    if stop is not None and stop < start:
        draft.report("stop-before-start", element, "stop", stop=element.get("stop") or "")
        stop = None
    draft.lines.setdefault(channel, _line(element) or 0)
    programme = _programme(element, channel, start, stop)
    if not programme.titles:
        draft.report("title-missing", element)
    draft.programmes.append(programme)


def _moment(name: str, element: etree._Element, draft: _Draft) -> datetime | None:
    written = (element.get(name) or "").strip()
    if not written:
        if name == "start":
            draft.report("start-missing", element, name)
        return None
    found = moment(written)
    if found is None:
        draft.report(f"{name}-unreadable", element, name, value=written[:100])
    elif not has_zone(written):
        draft.zoneless += 1
    return found


def _programme(element: etree._Element, channel: str, start: datetime, stop: datetime | None) -> Programme:
    return Programme(
        channel=channel,
        start=start,
        stop=stop,
        titles=_texts(element, "title"),
        sub_titles=_texts(element, "sub-title"),
        descriptions=_texts(element, "desc"),
        credits=_credits(element),
        date=_first(element, "date"),
        categories=_texts(element, "category"),
        keywords=_texts(element, "keyword"),
        language=_first(element, "language"),
        original_language=_first(element, "orig-language"),
        length=_length(element),
        icons=_icons(element),
        urls=_plain(element, "url"),
        countries=_texts(element, "country"),
        episode_numbers=_episode_numbers(element),
        is_repeat=element.find("previously-shown") is not None,
        is_premiere=element.find("premiere") is not None,
        is_last_chance=element.find("last-chance") is not None,
        is_new=element.find("new") is not None,
    )


def _text(element: etree._Element) -> str:
    """What the element says itself, in one line: pictures and links inside a name are not part of it."""
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join("".join(pieces).split())


def _plain(element: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(text for child in element.findall(name) if (text := _text(child)))


def _first(element: etree._Element, name: str) -> str:
    return next(iter(_plain(element, name)), "")


def _texts(element: etree._Element, name: str) -> tuple[Text, ...]:
    children = element.findall(name)
    return tuple(Text(text, (child.get("lang") or "").strip()) for child in children if (text := _text(child)))


def _icons(element: etree._Element) -> tuple[str, ...]:
    return tuple(source for child in element.findall("icon") if (source := (child.get("src") or "").strip()))


def _credits(element: etree._Element) -> tuple[Credit, ...]:
    listed = element.find("credits")
    if listed is None:
        return ()
    people = [child for child in listed if isinstance(child.tag, str)]
    return tuple(
        Credit(str(child.tag), name, (child.get("role") or "").strip())
        for child in people
        if (name := _text(child))
    )


def _episode_numbers(element: etree._Element) -> tuple[EpisodeNumber, ...]:
    return tuple(
        EpisodeNumber(text, (child.get("system") or "onscreen").strip())
        for child in element.findall("episode-num")
        if (text := _text(child))
    )


def _length(element: etree._Element) -> timedelta | None:
    child = element.find("length")
    if child is None:
        return None
    count, seconds = _text(child), UNITS.get((child.get("units") or "minutes").strip())
    if seconds is None or not (count.isascii() and count.isdecimal() and len(count) < 8):
        return None
    return timedelta(seconds=int(count) * seconds)
