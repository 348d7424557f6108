"""The JSON of `coulisse calendar read`.

Times are ISO 8601 with offset, all-day ones dates, the end as the standard counts it (the day after the
last); null where the file gives none that can be read.
"""

from typing import TypedDict

from coulisse.formats.ics.records import Event
from coulisse.formats.problems import ProblemJson, Reading, as_json


class EventJson(TypedDict):
    uid: str
    start: str | None
    end: str | None
    summary: str


class CalendarJson(TypedDict):
    events: list[EventJson]
    warnings: list[ProblemJson]


def calendar_as_json(reading: Reading[tuple[Event, ...]]) -> CalendarJson:
    """The whole document that the command prints."""
    return {
        "events": [_event(event) for event in reading.records],
        "warnings": [as_json(problem) for problem in reading.problems],
    }


def _event(event: Event) -> EventJson:
    return {
        "uid": event.uid,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "summary": event.summary,
    }
