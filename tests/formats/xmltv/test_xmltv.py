"""Programme grids: a full one there and back, old ones, broken ones, hostile ones."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.problems import Unreadable
from coulisse.formats.xmltv import (
    Channel,
    Credit,
    EpisodeNumber,
    Grid,
    GridJson,
    Programme,
    Text,
    grid_as_json,
    read_grid,
    with_stops,
    write_grid,
)
from coulisse.formats.xmltv.times import moment
from coulisse.formats.xmltv.write import ROLES

SAMPLES = Path(__file__).parent / "samples"
FULL = (SAMPLES / "full.xml").read_bytes()
WINTER = timezone(timedelta(hours=1))


def grid(body: str) -> bytes:
    return f"<tv><channel id='a'><display-name>A</display-name></channel>{body}</tv>".encode()


def codes(data: bytes) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read_grid(data).problems]


def test_a_full_programme_is_read() -> None:
    reading = read_grid(FULL)
    assert reading.problems == ()
    assert reading.records == Grid(
        channels=(
            Channel(
                "canal-meuse.be",
                (Text("Canal Meuse", "fr"), Text("Kanaal Maas", "nl")),
                ("https://example.org/meuse.png",),
                ("https://example.org/",),
            ),
        ),
        programmes=(
            Programme(
                channel="canal-meuse.be",
                start=datetime(2027, 3, 18, 19, 30, tzinfo=WINTER),
                stop=datetime(2027, 3, 18, 20, 15, tzinfo=WINTER),
                titles=(Text("La Drache", "fr"), Text("De Plensbui", "nl")),
                sub_titles=(Text("Le moulin", "fr"),),
                descriptions=(Text("Un barrage cède & un village se parle.", "fr"),),
                credits=(Credit("director", "Solange Marchal"), Credit("actor", "Aminata Sarr", "Hubert")),
                date="2027",
                categories=(Text("Fiction", "fr"), Text("Fictie", "nl")),
                keywords=(Text("pluie", "fr"),),
                language="fr",
                original_language="fr",
                length=timedelta(minutes=43),
                icons=("https://example.org/drache.jpg",),
                urls=("https://example.org/drache",),
                countries=(Text("BE"),),
                episode_numbers=(EpisodeNumber("0 . 2/8 .", "xmltv_ns"), EpisodeNumber("S01E03")),
                is_repeat=True,
                is_premiere=True,
                is_last_chance=True,
                is_new=True,
            ),
        ),
    )


def test_what_was_read_is_written_in_the_order_of_the_standard() -> None:
    written = write_grid(read_grid(FULL).records, generator="Plein Jour")
    assert written.replace(b"'", b'"').split() == FULL.replace(b"'", b'"').split()


def test_the_json_of_the_command_line() -> None:
    expected: GridJson = {
        "channels": [{"id": "canal-meuse.be", "names": ["Canal Meuse", "Kanaal Maas"]}],
        "programmes": [
            {
                "channel": "canal-meuse.be",
                "start": "2027-03-18T19:30:00+01:00",
                "stop": "2027-03-18T20:15:00+01:00",
                "titles": ["La Drache", "De Plensbui"],
                "categories": ["Fiction", "Fictie"],
            }
        ],
        "warnings": [],
    }
    assert grid_as_json(read_grid(FULL)) == expected


def test_an_old_file_is_read_with_its_warnings() -> None:
    reading = read_grid((SAMPLES / "old.xml").read_bytes())
    assert [(one.start.isoformat(), one.titles, one.descriptions) for one in reading.records.programmes] == [
        ("2001-08-29T00:05:00+01:00", (Text("Été"),), ()),
        ("2001-08-29T09:00:00+02:00", (Text("Two lines"),), (Text("Later title"),)),
    ]
    assert [(one.code, one.where.line) for one in reading.problems] == [
        ("channel-undeclared", 4),
        ("time-without-zone", None),
    ]
    assert grid_as_json(reading)["programmes"][0]["stop"] is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("20270318193000 +0100", "2027-03-18T19:30:00+01:00"),
        ("20270318193000 -0530", "2027-03-18T19:30:00-05:30"),
        ("202703181930 +01:00", "2027-03-18T19:30:00+01:00"),
        ("20270318193000Z", "2027-03-18T19:30:00+00:00"),
        ("20270318193000 UTC", "2027-03-18T19:30:00+00:00"),
        ("20270718193000 BST", "2027-07-18T19:30:00+01:00"),
        ("20270718193000 cest", "2027-07-18T19:30:00+02:00"),
        ("20270318193000", "2027-03-18T19:30:00+01:00"),
        ("20270718193000", "2027-07-18T19:30:00+02:00"),
        ("2027031819", "2027-03-18T19:00:00+01:00"),
        ("20270318", "2027-03-18T00:00:00+01:00"),
        ("2027", "2027-01-01T00:00:00+01:00"),
        ("00010101000000 +1400", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_times_in_every_guise(written: str, expected: str) -> None:
    found = moment(written)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("written", ["", "20271318", "20270318193000 XYZ", "20270318193000 +9900", "19:30"])
def test_what_is_no_time(written: str) -> None:
    assert moment(written) is None


def test_what_cannot_be_placed_is_left_out_and_reported() -> None:
    data = grid(
        "\n<programme channel='a'/>\n<programme start='x' channel='a'/>\n<programme start='2027'/>\n"
        "<programme start='2027 Z' stop='2026 Z' channel='a'><title>t</title></programme>\n"
        "<programme start='2027 Z' stop='x' channel='a'><title>t</title></programme>\n"
        "<programme start='2027 Z' channel='a'/>\n<channel/>"
    )
    assert codes(data) == [
        ("start-missing", 2),
        ("start-unreadable", 3),
        ("programme-without-channel", 4),
        ("stop-before-start", 5),
        ("stop-unreadable", 6),
        ("title-missing", 7),
        ("channel-unnamed", 8),
    ]
    assert [one.stop for one in read_grid(data).records.programmes] == [None, None, None]


def test_a_file_that_breaks_off_is_read_that_far() -> None:
    whole = grid("<programme start='2027 Z' channel='a'><title>One</title></programme>" * 3)
    reading = read_grid(whole[:-60])
    assert len(reading.records.programmes) >= 2
    assert "xml-broken" in [one.code for one in reading.problems]


def test_a_loose_ampersand_is_read_past() -> None:
    data = grid("<programme start='2027 Z' channel='a'><title>Q & A</title></programme>")
    assert [code for code, _ in codes(data)] == ["xml-broken"]
    assert read_grid(data).records.programmes[0].titles == (Text("Q A"),)


@pytest.mark.parametrize("declared", ["UTF-8", "klingon"])
def test_an_untrue_encoding_is_found_out(declared: str) -> None:
    data = grid("<programme start='2027 Z' channel='a'><title>Été</title></programme>").decode()
    reading = read_grid(f"<?xml version='1.0' encoding='{declared}'?>{data}".encode("cp1252"))
    assert reading.records.programmes[0].titles == (Text("Été"),)
    assert [one.code for one in reading.problems] == ["encoding-untrue"]


def test_no_file_of_the_machine_is_ever_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    data = f"<!DOCTYPE tv [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>".encode() + grid(
        "<programme start='2027 Z' channel='a'><title>t&x;</title></programme>"
    )
    reading = read_grid(data)
    assert "hunter2" not in repr(reading)
    assert [one.code for one in reading.problems] == ["document-type-ignored"]


def test_entities_within_entities_do_not_grow() -> None:
    steps = "".join(f"<!ENTITY e{step} '{f'&e{step - 1};' * 10}'>" for step in range(1, 10))
    bomb = f"<!DOCTYPE tv [<!ENTITY e0 'aaaaaaaaaa'>{steps}]>".encode()
    for body in ("<title>&e9;</title></programme>", "</programme><channel id='&e9;'/>"):
        reading = read_grid(bomb + grid(f"<programme start='2027 Z' channel='a'>{body}"))
        assert len(repr(reading)) < 10_000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-xml"),
        (b"Lundi;19h30;Journal", "not-xml"),
        (b"<html/>", "not-a-grid"),
        (b"<tv xmlns='u'/>", "not-a-grid"),
    ],
)
def test_what_is_no_grid_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_grid(io.BytesIO(data), file="a.xml")
    assert (refusal.value.code, refusal.value.where.file) == (code, "a.xml")


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read_grid(b" " * (65 * 1024 * 1024))


def test_stops_follow_from_the_next_start_of_the_channel() -> None:
    def at(hour: int, channel: str = "a", stop: int | None = None) -> Programme:
        end = datetime(2027, 1, 1, stop, tzinfo=UTC) if stop else None
        return Programme(channel, datetime(2027, 1, 1, hour, tzinfo=UTC), end)

    listed = (at(9), at(7), at(8, "b"), at(7), at(10, stop=11))
    stops = [one.stop.hour if one.stop else None for one in with_stops(listed)]
    assert stops == [10, 9, None, 9, 11]
    assert [replace(one, stop=None) for one in with_stops(listed)] == [replace(one, stop=None) for one in listed]


readable = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
words = st.text(readable, max_size=30).map(lambda text: " ".join(text.split()))
some = words.map(lambda text: text or "x")
texts = st.lists(st.builds(Text, some, st.sampled_from(["", "fr", "nl"])), max_size=2).map(tuple)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
seconds = st.datetimes(datetime(1000, 1, 2), datetime(9999, 1, 1)).map(lambda at: at.replace(microsecond=0))
starts = st.builds(lambda at, zone: at.replace(tzinfo=zone), seconds, offsets)
names = st.lists(some, max_size=2).map(tuple)
people = st.lists(st.builds(Credit, st.sampled_from(ROLES), some, words), max_size=3).map(
    lambda listed: tuple(sorted(listed, key=lambda credit: ROLES.index(credit.role)))
)
programmes = st.builds(
    Programme,
    channel=some,
    start=starts,
    titles=st.lists(st.builds(Text, some), min_size=1, max_size=2).map(tuple),
    sub_titles=texts,
    descriptions=texts,
    credits=people,
    date=words,
    categories=texts,
    keywords=texts,
    language=words,
    original_language=words,
    length=st.none() | st.integers(0, 100_000).map(lambda seconds: timedelta(seconds=seconds)),
    icons=names,
    urls=names,
    countries=texts,
    episode_numbers=st.lists(st.builds(EpisodeNumber, some, some), max_size=2).map(tuple),
    is_repeat=st.booleans(),
    is_new=st.booleans(),
)


@given(st.lists(programmes, max_size=3).map(tuple))
def test_what_was_written_is_what_is_read(listed: tuple[Programme, ...]) -> None:
    channels = tuple(Channel(one.channel, (Text(one.channel),)) for one in listed)
    reading = read_grid(write_grid(Grid(channels, listed)))
    assert reading.records == Grid(channels, listed)
    assert reading.problems == ()


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    one = Programme("a", datetime(2027, 1, 1, tzinfo=UTC), titles=(Text(text, text),))
    assert len(read_grid(write_grid(Grid((), (one,)))).records.programmes) == 1


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(read_grid(data).problems, tuple)
    except Unreadable as refusal:
        assert refusal.code in {"not-xml", "not-a-grid"}


@given(st.integers(0, len(FULL) - 1), st.binary(max_size=20))
def test_a_damaged_grid_is_read_or_refused(at: int, damage: bytes) -> None:
    try:
        read_grid(FULL[:at] + damage + FULL[at + len(damage) :])
    except Unreadable as refusal:
        assert refusal.code in {"not-xml", "not-a-grid"}


@given(st.text(alphabet="0123456789+- BSTZ:."))
def test_any_time_is_a_moment_or_none(written: str) -> None:
    found = moment(written)
    assert found is None or found.utcoffset() is not None
