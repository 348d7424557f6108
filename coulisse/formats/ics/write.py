"""A calendar feed out: RFC 5545, with what subscribers' programs ask for besides (name, refresh).

Times go out in UTC, which needs no definition of a zone; only an event that repeats is written in Belgian
time, since its hour must stay the same when the clocks change. An event without a start is left out.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from coulisse.formats.escaping import escape
from coulisse.formats.folding import folded
from coulisse.formats.ics.records import Event, Feed
from coulisse.formats.ics.zones import HOME

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LINE_END = re.compile(r"[\r\n]+")
BRUSSELS = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE"""


def write_feed(feed: Feed, *, at: datetime) -> bytes:
    """The feed as published `at` (with its zone); the same feed and `at` give the same bytes."""
    return b"".join(folded(line) for line in _lines(feed, at))


def _lines(feed: Feed, at: datetime) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Coulisse//Calendar//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{_text(feed.name)}"
    yield f"X-WR-CALNAME:{_text(feed.name)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:PT{feed.refresh_hours}H"
    yield f"X-PUBLISHED-TTL:PT{feed.refresh_hours}H"
    if any(event.rule for event in feed.events):
        yield from BRUSSELS.split("\n")
    for event in feed.events:
        if event.start is not None:
            yield from _event(event, event.start, at)
    yield "END:VCALENDAR"


def _event(event: Event, start: date, at: datetime) -> Iterator[str]:
    repeats = bool(event.rule)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_utc(at)}"
    yield f"DTSTART{_moment(start, repeats=repeats)}"
    if event.end is not None:
        yield f"DTEND{_moment(event.end, repeats=repeats)}"
    if event.recurrence_id is not None:
        yield f"RECURRENCE-ID{_moment(event.recurrence_id, repeats=False)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{_text(event.summary)}"
    for name, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            yield f"{name}:{_text(text)}"
    for name, raw in (("URL", event.url), ("STATUS", event.status), ("RRULE", event.rule)):
        if raw:
            yield f"{name}:{_raw(raw)}"
    if event.organiser:
        yield f"ORGANIZER:mailto:{_raw(event.organiser)}"
    if event.categories:
        yield "CATEGORIES:" + ",".join(_text(category) for category in event.categories)
    if not isinstance(start, datetime):
        yield "TRANSP:TRANSPARENT"  # a whole day on display keeps nobody from being free
    yield "END:VEVENT"


def _moment(moment: date, *, repeats: bool) -> str:
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment.isoformat().replace('-', '')}"
    if repeats:
        return f";TZID=Europe/Brussels:{_compact(moment.astimezone(HOME))}"
    return f":{_utc(moment)}"


def _utc(moment: datetime) -> str:
    return f"{_compact(moment.astimezone(UTC))}Z"


def _compact(moment: datetime) -> str:
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def _text(text: str) -> str:
    return escape(CONTROL.sub("", text))


def _raw(text: str) -> str:
    """A value that is not escaped: it must not end its line."""
    return LINE_END.sub(" ", CONTROL.sub("", text))
