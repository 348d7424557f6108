"""Calendars: what programs send, what they should not have sent, and the feed that we publish."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coulisse.formats.ics import CalendarJson, Event, Feed, calendar_as_json, read_events, write_feed
from coulisse.formats.problems import Unreadable

SHOOT = (Path(__file__).parent / "samples" / "shoot.ics").read_bytes()
BRUSSELS = ZoneInfo("Europe/Brussels")
AT = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


def calendar(*lines: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:u", *lines, "END:VEVENT", "END:VCALENDAR"]
    ).encode()


def event(*lines: str) -> Event:
    return read_events(calendar(*lines)).records[0]


def codes(data: bytes) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read_events(data).problems]


def times(*lines: str) -> tuple[str, str]:
    one = event(*lines)
    return (one.start.isoformat() if one.start else "", one.end.isoformat() if one.end else "")


def test_a_calendar_is_read_whole() -> None:
    reading = read_events(SHOOT)
    assert reading.problems == ()
    assert reading.records[0] == Event(
        uid="j14@plein-jour.be",
        start=datetime(2027, 3, 16, 7, 30, tzinfo=BRUSSELS),
        end=datetime(2027, 3, 16, 19, 30, tzinfo=BRUSSELS),
        summary="La Drache, J14 : Durbuy, place aux Foires",
        description="Feuille de service\nAppel 7 h 30",
        location="Durbuy",
        url="https://example.org/j14",
        status="CONFIRMED",
        categories=("Tournage", "Extérieur, jour"),
        organiser="solange@example.org",
        sequence=3,
    )
    assert (reading.records[1].all_day, reading.records[1].rule) == (True, "FREQ=WEEKLY;BYDAY=SA")


def test_the_json_of_the_command_line() -> None:
    expected: CalendarJson = {
        "events": [
            {
                "uid": "j14@plein-jour.be",
                "start": "2027-03-16T07:30:00+01:00",
                "end": "2027-03-16T19:30:00+01:00",
                "summary": "La Drache, J14 : Durbuy, place aux Foires",
            },
            {"uid": "off@plein-jour.be", "start": "2027-03-20", "end": "2027-03-21", "summary": "Relâche"},
            {
                "uid": "call@plein-jour.be",
                "start": "2027-03-16T10:00:00-04:00",
                "end": "2027-03-16T10:45:00-04:00",
                "summary": "Los Angeles",
            },
        ],
        "warnings": [],
    }
    assert calendar_as_json(read_events(SHOOT)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20270316T073000"], ("2027-03-16T07:30:00+01:00", "2027-03-16T07:30:00+01:00")),
        (["DTSTART:20270716T073000Z"], ("2027-07-16T07:30:00+00:00", "2027-07-16T07:30:00+00:00")),
        (["DTSTART;VALUE=DATE:20270316"], ("2027-03-16", "2027-03-17")),
        (["DTSTART:20270316"], ("2027-03-16", "2027-03-17")),
        (["DTSTART;VALUE=DATE:20270316", "DURATION:P3D"], ("2027-03-16", "2027-03-19")),
        (["DTSTART;VALUE=DATE:20270316", "DTEND:20270318T120000Z"], ("2027-03-16", "2027-03-18")),
        (
            ["DTSTART:20270327T120000", "DURATION:P1D"],
            ("2027-03-27T12:00:00+01:00", "2027-03-28T12:00:00+02:00"),
        ),
        (
            ["DTSTART:20270327T120000", "DURATION:PT24H"],
            ("2027-03-27T12:00:00+01:00", "2027-03-28T12:00:00+02:00"),
        ),
        (
            ["DTSTART:20270328T010000", "DURATION:PT4H"],
            ("2027-03-28T01:00:00+01:00", "2027-03-28T06:00:00+02:00"),
        ),
        (
            ["DTSTART;TZID=W. Europe Standard Time:20270316T073000"],
            ("2027-03-16T07:30:00+01:00", "2027-03-16T07:30:00+01:00"),
        ),
        (
            ['DTSTART;TZID="/mozilla.org/20070129_1/America/New_York":20270316T073000'],
            ("2027-03-16T07:30:00-04:00", "2027-03-16T07:30:00-04:00"),
        ),
        (["DTSTART;;VALUE=DATE-TIME:20270316T073000"], ("2027-03-16T07:30:00+01:00", "2027-03-16T07:30:00+01:00")),
    ],
)
def test_times_in_every_guise(lines: list[str], expected: tuple[str, str]) -> None:
    assert times(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["SUMMARY:x"], ("start-missing", 2)),
        (["DTSTART:yesterday"], ("start-unreadable", 4)),
        (["DTSTART:20270316T073000Z", "DTEND:never"], ("end-unreadable", 5)),
        (["DTSTART:20270316T073000Z", "DTEND:20270315T073000Z"], ("end-before-start", 5)),
        (["DTSTART;TZID=Mars/Olympus:20270316T073000"], ("zone-unknown", 4)),
        (["DTSTART;;VALUE=DATE:20270316"], ("parameter-empty", 4)),
        (["DTSTART:20270316", "no line at all"], ("line-broken", 5)),
        (["DTSTART:20270316", "END:VTODO"], ("end-without-begin", 5)),
        (["DTSTART:20270316", "BEGIN:VALARM"], ("component-unclosed", 5)),
        (["DTSTART:20270316", "UID:v"], ()),
    ],
)
def test_what_is_amiss_is_reported_at_its_line(lines: list[str], expected: tuple[str, int] | tuple[()]) -> None:
    assert codes(calendar(*lines)) == ([expected] if expected else [])


def test_one_broken_event_does_not_take_its_neighbours_along() -> None:
    broken = b"BEGIN:VEVENT\nUID:b\nDTSTART:x\nRRULE:FREQ=NEVER\nX\nEND:VEVENT\n"
    sound = b"BEGIN:VEVENT\nUID:s\nDTSTART:20270316\nEND:VEVENT\n"
    data = b"BEGIN:VCALENDAR\n" + sound + broken + sound + b"END:VCALENDAR\n"
    assert [one.uid for one in read_events(data).records] == ["s", "b", "s"]


def test_events_without_a_calendar_are_read_and_reported() -> None:
    data = b"BEGIN:VEVENT\nUID:s\nDTSTART:20270316\nEND:VEVENT\n"
    assert [one.uid for one in read_events(data).records] == ["s"]
    assert codes(data) == [("calendar-missing", 1)]


def test_a_calendar_that_breaks_off_is_read_that_far() -> None:
    data = calendar("DTSTART:20270316T073000Z").split(b"END:VEVENT")[0]
    assert len(read_events(data).records) == 1
    assert {code for code, _ in codes(data)} == {"component-unclosed"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(encoding: str) -> None:
    data = calendar("DTSTART:20270316", "SUMMARY:Répétition").decode().encode(encoding)
    assert read_events(data).records[0].summary == "Répétition"


def test_what_one_file_defines_is_forgotten_in_the_next() -> None:
    assert read_events(SHOOT).problems == ()
    assert codes(calendar("DTSTART;TZID=Studio:20270316T073000")) == [("zone-unknown", 4)]


def test_a_zone_whose_rule_never_ends_is_read_all_the_same() -> None:
    data = SHOOT.replace(b"FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", b"FREQ=SECONDLY")
    assert len(read_events(data).records) == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "not-a-calendar"), (b"Lundi: tournage", "not-a-calendar"), (bytes(33 * 1024 * 1024), "too-large")],
)
def test_what_is_no_calendar_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_events(data, file="a.ics")
    assert (refusal.value.code, refusal.value.where.file) == (code, "a.ics")


def test_too_many_events_are_refused() -> None:
    with pytest.raises(Unreadable, match="too-many-events"):
        read_events(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 100_001 + b"END:VCALENDAR\n")


def test_a_feed_says_what_subscribers_ask_for() -> None:
    one = Event("j14@x", datetime(2027, 3, 16, 7, 30, tzinfo=BRUSSELS), None, "Tour; un, deux\nJ14")
    text = write_feed(Feed("La Drache", (one,)), at=AT).decode()
    for line in (
        "METHOD:PUBLISH",
        "X-WR-CALNAME:La Drache",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "UID:j14@x",
        "DTSTAMP:20270301T080000Z",
        "DTSTART:20270316T063000Z",
        "SUMMARY:Tour\\; un\\, deux\\nJ14",
    ):
        assert f"\r\n{line}\r\n" in text


def test_a_feed_is_folded_and_the_same_each_time() -> None:
    feed = Feed("x", (Event("u", date(2027, 3, 16), date(2027, 3, 17), "é€" * 80, all_day=True),))
    data = write_feed(feed, at=AT)
    assert all(len(line) <= 75 and line.decode() is not None for line in data.split(b"\r\n"))
    assert data == write_feed(feed, at=AT)


def test_a_repeated_event_keeps_its_hour_when_the_clocks_change() -> None:
    start = datetime(2027, 3, 22, 9, 0, tzinfo=BRUSSELS)
    weekly = Event("u", start, start + timedelta(hours=1), "Réunion", rule="FREQ=WEEKLY")
    data = write_feed(Feed("x", (weekly,)), at=AT)
    assert b"DTSTART;TZID=Europe/Brussels:20270322T090000" in data
    assert [zone["TZID"] for zone in Calendar.from_ical(data).walk("VTIMEZONE")] == ["Europe/Brussels"]
    assert read_events(data).records == (weekly,)


def test_nothing_of_an_event_can_begin_a_line_of_its_own() -> None:
    breach = "x\r\nEND:VEVENT\rEND:VEVENT"
    hostile = Event(
        breach,
        AT,
        AT,
        breach,
        description=breach,
        location=breach,
        url=breach,
        status=breach,
        categories=(breach,),
        organiser=breach,
    )
    data = write_feed(Feed(breach, (hostile,)), at=AT)
    assert data.count(b"\nEND:VEVENT") == 1
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")


readable = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
words = st.text(readable, max_size=60).map(str.strip)
some = words.map(lambda text: text or "x")
seconds = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def made(start: date, lasts: int, texts: tuple[str, str, str, str], categories: list[str], sequence: int) -> Event:
    uid, summary, description, location = texts
    all_day = not isinstance(start, datetime)
    end = start + timedelta(days=lasts % 400) if start.year < 9990 else start
    return Event(
        uid or "u",
        start,
        end,
        summary,
        all_day,
        description,
        location,
        categories=tuple(categories),
        sequence=sequence,
    )


events = st.builds(
    made,
    seconds | st.dates(),
    st.integers(0, 400),
    st.tuples(words, words, words, words),
    st.lists(some, max_size=2),
    st.integers(0, 9),
)


@given(st.lists(events, max_size=3).map(tuple))
def test_what_was_published_is_what_is_read(listed: tuple[Event, ...]) -> None:
    data = write_feed(Feed("x", listed), at=AT)
    reading = read_events(data)
    assert reading.records == listed
    assert reading.problems == ()
    assert len(Calendar.from_ical(data).walk("VEVENT")) == len(listed)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(read_events(data).problems, tuple)
    except Unreadable as refusal:
        assert refusal.code in {"not-a-calendar"}


@given(
    st.sampled_from(["DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY", "CATEGORIES", "X-A"]),
    st.text(alphabet='0123456789TZPDHW-+;:=",\\\n \0éVALUETZID/'),
)
def test_any_line_is_read_or_reported(name: str, rest: str) -> None:
    assert len(read_events(calendar(name + rest)).records) >= 1


@given(st.integers(0, len(SHOOT) - 1), st.binary(max_size=20))
def test_a_damaged_calendar_is_read(at: int, damage: bytes) -> None:
    read_events(SHOOT[:at] + damage + SHOOT[at + len(damage) :])
