"""From the bytes of a grid's file (XMLTV or a table) to slots by channel."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from coulisse.formats.problems import Problem, Unreadable, problem, unreadable
from coulisse.formats.tabular import Cell, as_date, read_table
from coulisse.formats.tabular.mapping import Target, match_columns
from coulisse.formats.xmltv import Programme as XmlProgramme
from coulisse.formats.xmltv import Text, read_grid, with_stops
from coulisse.foundation.grid.matching import Slot
from coulisse.foundation.search.writing import plain
from coulisse.kernel.times import WallTimeDoesNotExist, WallTimeHappensTwice, in_brussels

LONGEST_SLOT: Final = timedelta(hours=24)
TARGETS: Final = (
    Target("channel", ("chaîne", "canal", "channel", "zender", "net")),
    Target("day", ("date", "jour", "datum", "day")),
    Target("start", ("début", "heure", "start", "van", "aanvang", "from")),
    Target("stop", ("fin", "stop", "einde", "tot", "end", "until")),
    Target("title", ("titre", "titel", "title", "programme", "programma", "émission")),
    Target("episode_title", ("épisode", "sous-titre", "aflevering", "episode", "subtitle")),
    Target("episode", ("numéro", "nr", "episode id", "identifiant", "id")),
    Target("category", ("catégorie", "genre", "categorie", "category")),
)
NEEDED: Final = ("channel", "day", "start", "title")


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """What a file says: slots by channel code, the names of the channels, and what could not be read."""

    slots: Mapping[str, tuple[Slot, ...]]
    names: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_file(content: bytes, *, name: str) -> ReadGrid:
    """Read an XMLTV file, or a CSV, XLSX or ODS table. Raises Unreadable."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        return _from_xmltv(content)
    return _from_table(content, name=name)


def _from_xmltv(content: bytes) -> ReadGrid:
    reading = read_grid(content)
    slots: dict[str, list[Slot]] = defaultdict(list)
    problems = list(reading.problems)
    for programme in with_stops(reading.records.programmes):
        if programme.stop is None or not programme.start < programme.stop <= programme.start + LONGEST_SLOT:
            problems.append(problem("no-end", field=_title(programme), start=programme.start.isoformat()))
            continue
        slots[programme.channel].append(_slot_of(programme, programme.stop))
    names = {channel.id: channel.names[0].text for channel in reading.records.channels if channel.names}
    return ReadGrid({code: tuple(found) for code, found in slots.items()}, names, tuple(problems))


def _title(programme: XmlProgramme) -> str:
    return programme.titles[0].text if programme.titles else ""


def _slot_of(programme: XmlProgramme, stop: datetime) -> Slot:
    return Slot(
        programme=plain(_title(programme))[:200],
        episode=_episode_key(programme),
        starts_at=programme.start,
        ends_at=stop,
        titles=_by_language(programme.titles),
        episode_titles=_by_language(programme.sub_titles),
        category=programme.categories[0].text[:60] if programme.categories else "",
        is_repeat=programme.is_repeat,
    )


def _episode_key(programme: XmlProgramme) -> str:
    """The number of the broadcaster's own system before the positions that listings services count."""
    numbers = sorted(programme.episode_numbers, key=lambda one: one.system in {"onscreen", "xmltv_ns"})
    if numbers:
        return f"{numbers[0].system}:{numbers[0].text}"[:200]
    return plain(programme.sub_titles[0].text)[:200] if programme.sub_titles else ""


def _by_language(texts: tuple[Text, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((text.language or "fr", text.text) for text in texts)


def _from_table(content: bytes, *, name: str) -> ReadGrid:
    reading = read_table(content)
    columns = match_columns(reading.records.header, TARGETS)
    missing = [code for code in NEEDED if code not in columns]
    if missing:
        raise unreadable("columns-missing", file=name, field=", ".join(missing))
    slots: dict[str, list[Slot]] = defaultdict(list)
    problems = list(reading.problems)
    for row in reading.records.rows:
        cells = {code: cell for code, cell in zip(columns, row.cells, strict=True) if code}
        found = _slot_of_row(cells, row.number)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            slots[_words(cells.get("channel"))].append(found)
    return ReadGrid({code: tuple(found) for code, found in slots.items()}, {}, tuple(problems))


def _slot_of_row(cells: Mapping[str, Cell], number: int) -> Slot | Problem:
    title, channel = _words(cells.get("title")), _words(cells.get("channel"))
    if not title or not channel:
        return problem("empty-cell", line=number, field="title" if not title else "channel")
    start = _moment(cells.get("day"), cells.get("start"), number)
    if isinstance(start, Problem):
        return start
    stop = (
        _moment(cells.get("day"), cells.get("stop"), number)
        if cells.get("stop")
        else start + timedelta(minutes=30)
    )
    if isinstance(stop, Problem):
        return stop
    if stop <= start:
        stop += timedelta(days=1)
    return Slot(
        programme=plain(title)[:200],
        episode=_words(cells.get("episode"))[:200] or plain(_words(cells.get("episode_title")))[:200],
        starts_at=start,
        ends_at=stop,
        titles=(("fr", title),),
        episode_titles=(("fr", _words(cells.get("episode_title"))),) if cells.get("episode_title") else (),
        category=_words(cells.get("category"))[:60],
    )


def _words(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _moment(day: Cell, hour: Cell, number: int) -> datetime | Problem:
    """The wall hour of Brussels in a row, or what is wrong with it."""
    date = as_date(day)
    wall = _hour(hour)
    if date is None:
        return problem("not-a-date", line=number, field="day", value=_words(day)[:40])
    if wall is None:
        return problem("not-an-hour", line=number, field="start", value=_words(hour)[:40])
    try:
        return in_brussels(date, wall)
    except (WallTimeDoesNotExist, WallTimeHappensTwice):
        return problem("hour-of-the-clock-change", line=number, field="start", value=_words(hour)[:40])


def _hour(cell: Cell) -> time | None:
    """`20:25`, `20h25`, `20.25`, or a cell that a spreadsheet keeps as an hour."""
    if isinstance(cell, datetime):
        return cell.time()
    text = _words(cell).lower().replace("h", ":").replace(".", ":")
    parts = [part.strip() for part in text.split(":") if part.strip()]
    if not parts or not all(part.isdigit() for part in parts[:2]):
        return None
    hours, minutes = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


__all__ = ["ReadGrid", "Unreadable", "read_file"]
