"""82 calendars of the icalendar project, good and broken: every event is read, save in one file."""

import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from coulisse.formats.ics import read_events
from coulisse.formats.problems import Unreadable
from tests.corpora.folder import CORPORA

FILES = sorted((CORPORA / "ical" / "icalendar").glob("*.ics"))
# Eight bytes, `BeGIN:` and a NUL: no component has a name, so there is nothing to read.
UNREADABLE = {"calendars__fuzz_testcase_0_char_in_component_name": "not-a-calendar"}
READABLE = [path for path in FILES if path.stem not in UNREADABLE]
# Broken files of which the library refuses all or loses a time; we name the line and read the event.
MENDED = {
    "calendars__broken_ical": {"parameter-empty"},
    "calendars__issue_104_broken_calendar": {"line-broken", "uid-missing"},
    "calendars__issue_1081_invalid_start_valid_end": {"start-unreadable"},
    "calendars__issue_168_input": {"line-broken"},
    "calendars__issue_350": {"line-outside"},
    "calendars__issue_526_calendar_with_events": {"zone-unknown"},
    "calendars__issue_722_missing_VTIMEZONE_custom": {"zone-unknown", "uid-missing"},
    "calendars__fuzz_testcase_vtimezone_lone_cr": {"calendar-missing"},
    "events__issue_104_mark_events_broken": {"line-broken", "calendar-missing", "uid-missing"},
}
# Of these the library gives no times at all: a zone that is defined after its use, and two broken starts.
BEYOND_THE_LIBRARY = {
    "calendars__america_new_york_forward_reference",
    "calendars__broken_ical",
    "calendars__fuzz_testcase_vtimezone_lone_cr",
    "calendars__issue_104_broken_calendar",
    "calendars__issue_1081_invalid_start_valid_end",
}


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", READABLE, ids=name)
def test_every_event_is_read(path: Path) -> None:
    data = path.read_bytes()
    assert len(read_events(data).records) == data.count(b"BEGIN:VEVENT")


@pytest.mark.parametrize("stem", UNREADABLE)
def test_the_unreadable_one_says_why(stem: str) -> None:
    (path,) = (path for path in FILES if path.stem == stem)
    with pytest.raises(Unreadable, match=UNREADABLE[stem]):
        read_events(path.read_bytes())


@pytest.mark.parametrize("stem", MENDED)
def test_what_is_broken_is_named(stem: str) -> None:
    (path,) = (path for path in FILES if path.stem == stem)
    assert {problem.code for problem in read_events(path.read_bytes()).problems} == MENDED[stem]


@pytest.mark.parametrize("path", [path for path in READABLE if path.stem not in BEYOND_THE_LIBRARY], ids=name)
def test_where_the_library_can_read_them_we_agree_on_the_times(path: Path) -> None:
    data = path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of zones whose name it guessed
        theirs = [
            (str(event.get("UID", "")), instant(event.start), instant(event.end))
            for calendar in Calendar.from_ical(data, multiple=True)
            for event in calendar.walk("VEVENT")
            if isinstance(event, Event) and "DTSTART" in event
        ]
    ours = [
        (event.uid, instant(event.start), instant(event.end))
        for event in read_events(data).records
        if event.start is not None and event.end is not None
    ]
    assert ours == theirs


def instant(moment: date) -> date:
    if not isinstance(moment, datetime):
        return moment
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Brussels"))
    return aware.astimezone(UTC)


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 82
