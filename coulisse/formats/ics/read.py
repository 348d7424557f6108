"""iCalendar in: at most 32 MB and 100,000 events.

Codes: `too-large`, `not-a-calendar` (no component at all), `too-many-events` refuse the file. Reported:
`line-broken`, `line-outside`, `parameter-empty`, `end-without-begin`, `component-unclosed` with their line;
`calendar-missing` (components without a VCALENDAR around them, read all the same), `event-broken` (left out),
`start-missing`, `start-unreadable`, `end-unreadable` (both read as none), `end-before-start`,
`uid-missing`, `zone-unknown` (read as Belgian) with the line of their event; `bytes-replaced` for the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from coulisse.formats.escaping import split, unescape
from coulisse.formats.ics.components import Component, components
from coulisse.formats.ics.records import Event
from coulisse.formats.ics.zones import HOME, Zones, zones_of
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.text import decode

MAX_BYTES = 32 * 1024 * 1024
MAX_EVENTS = 100_000
TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "DURATION")


def read_events(source: Source, *, file: str = "") -> Reading[tuple[Event, ...]]:
    """Every event of the file, in order."""
    decoded = decode(bounded(source, limit=MAX_BYTES, file=file))
    problems: list[Problem] = []
    if decoded.replaced:
        problems.append(problem("bytes-replaced", file=file, count=decoded.replaced, encoding=decoded.encoding))
    calendars = components(decoded.text, problems, file=file)
    if not calendars:
        raise unreadable("not-a-calendar", file=file)
    if any(calendar.name != "VCALENDAR" for calendar in calendars):
        problems.append(problem("calendar-missing", file=file, line=calendars[0].number))
    found = [one for calendar in calendars for one in calendar.walk() if one.name == "VEVENT"]
    if len(found) > MAX_EVENTS:
        raise unreadable("too-many-events", file=file, limit=MAX_EVENTS)
    zones = zones_of(calendars)
    events = tuple(_EventReader(component, zones, problems, file).event() for component in found)
    return Reading(events, tuple(problems))


@dataclass(frozen=True, slots=True)
class _EventReader:
    """Reads one event, reporting at its line."""

    component: Component
    zones: Zones
    problems: list[Problem]
    file: str

    def event(self) -> Event:
        times = self._parsed_times()
        start, end = self._moment("DTSTART", times), self._moment("DTEND", times)
        duration = times.get("DURATION")
        self._report_times(start, end)
        if end is None and start is not None:
            end = _end(start, duration if isinstance(duration, timedelta) else None)
        start, end = _of_one_kind(start, end)
        if start is not None and end is not None and end < start:
            self._report("end-before-start", "DTEND")
        uid = self._text("UID")
        if not uid:
            self._report("uid-missing", "UID")
        sequence = self._text("SEQUENCE")
        return Event(
            uid=uid,
            start=start,
            end=end,
            summary=self._text("SUMMARY"),
            all_day=start is not None and not isinstance(start, datetime),
            description=self._text("DESCRIPTION"),
            location=self._text("LOCATION"),
            url=self._raw("URL"),
            status=self._raw("STATUS").upper(),
            categories=self._categories(),
            organiser=_without_scheme(self._raw("ORGANIZER")),
            rule=self._raw("RRULE"),
            recurrence_id=self._moment("RECURRENCE-ID", times),
            sequence=int(sequence) if sequence.isascii() and sequence.isdecimal() and len(sequence) < 10 else 0,
        )

    def _parsed_times(self) -> dict[str, date | timedelta]:
        """Times and duration by the library, one line at a time, without their zone; see `zones`."""
        found: dict[str, date | timedelta] = {}
        for name in TIMES:
            line = self.component.first(name)
            if line is None:
                continue
            value = _parsed(line.value.strip())
            if isinstance(value, datetime) and line.param("VALUE").upper() == "DATE":
                value = value.date()
            if value is not None:
                found[name] = value
        return found

    def _moment(self, name: str, times: dict[str, date | timedelta]) -> date | None:
        value = times.get(name)
        if not isinstance(value, datetime):
            return value if isinstance(value, date) else None
        if value.tzinfo is not None:
            return value.astimezone(UTC)
        line = self.component.first(name)
        zone = line.param("TZID") if line else ""
        if not zone:
            return value.replace(tzinfo=HOME)
        aware = self.zones.aware(value, zone)
        if aware is None:
            self._report("zone-unknown", name, zone=zone[:100])
            return value.replace(tzinfo=HOME)
        return aware

    def _report_times(self, start: date | None, end: date | None) -> None:
        if start is None:
            self._report("start-unreadable" if self.component.first("DTSTART") else "start-missing", "DTSTART")
        if end is None and self.component.first("DTEND"):
            self._report("end-unreadable", "DTEND")

    def _report(self, code: str, field: str, **detail: str | int) -> None:
        line = self.component.first(field)
        number = line.number if line else self.component.number
        self.problems.append(problem(code, file=self.file, line=number, field=field, **detail))

    def _raw(self, name: str) -> str:
        line = self.component.first(name)
        return line.value.strip() if line else ""

    def _text(self, name: str) -> str:
        return unescape(self._raw(name)).strip()

    def _categories(self) -> tuple[str, ...]:
        lines = [line for line in self.component.lines if line.name == "CATEGORIES"]
        names = (unescape(name).strip() for line in lines for name in split(line.value, ","))
        return tuple(name for name in names if name)


def _parsed(text: str) -> date | timedelta | None:
    """What the library makes of a date, time or duration; None where it makes nothing of it."""
    from icalendar import vDDDTypes

    read_value: Callable[[str], object] = vDDDTypes.from_ical
    try:
        found = read_value(text)
    except Exception:  # ValueError mostly, but the library lets others through on hostile values
        return None
    return found if isinstance(found, date | timedelta) else None


def _end(start: date, duration: timedelta | None) -> date | None:
    """RFC 5545, 3.6.1: without an end, a day lasts a day and a moment no time; days are days by the clock."""
    try:
        if not isinstance(start, datetime):
            return start + (duration if duration is not None else timedelta(days=1))
        whole_days = timedelta(days=(duration or timedelta(0)).days)
        rest = (duration or timedelta(0)) - whole_days
        by_the_clock = start + whole_days
        return (by_the_clock.astimezone(UTC) + rest).astimezone(start.tzinfo)
    except OverflowError:
        return None


def _of_one_kind(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """Both dates or both moments: the start decides."""
    if start is None or end is None or isinstance(start, datetime) == isinstance(end, datetime):
        return start, end
    if isinstance(end, datetime):
        return start, end.date()
    return start, datetime(end.year, end.month, end.day, tzinfo=HOME)


def _without_scheme(address: str) -> str:
    return address[7:] if address.lower().startswith("mailto:") else address
