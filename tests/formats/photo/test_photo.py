"""Where, when, which way up: by real Exif blocks, and by broken ones."""

import io
import struct
import zlib
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from coulisse.formats.photo import Photo, Position, read_photo
from coulisse.formats.problems import Unreadable

DURBUY: dict[int, object] = {
    GPS.GPSLatitudeRef: "N",
    GPS.GPSLatitude: (50.0, 21.0, 10.44),
    GPS.GPSLongitudeRef: "E",
    GPS.GPSLongitude: (5.0, 27.0, 23.4),
    GPS.GPSAltitudeRef: b"\x00",
    GPS.GPSAltitude: 187.5,
}


def picture(
    *,
    main: dict[int, object] | None = None,
    details: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
    form: str = "JPEG",
) -> bytes:
    exif = Image.Exif()
    exif.update(main or {})
    exif.get_ifd(IFD.Exif).update(details or {})
    exif.get_ifd(IFD.GPSInfo).update(gps or {})
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, form, exif=exif)
    return out.getvalue()


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in read_photo(data).problems]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_scouting_photo_is_placed_in_space_and_time(form: str) -> None:
    data = picture(
        main={Base.Orientation: 6, Base.Make: "Canon", Base.Model: "R6\0"},
        details={Base.DateTimeOriginal: "2027:03:16 07:25:10", Base.OffsetTimeOriginal: "+01:00"},
        gps=DURBUY,
        form=form,
    )
    reading = read_photo(data)
    assert reading.problems == ()
    assert reading.records == Photo(
        format=form,
        width=30,
        height=40,
        orientation=6,
        taken_at=datetime(2027, 3, 16, 7, 25, 10, tzinfo=timezone(timedelta(hours=1))),
        position=Position(50.3529, 5.4565, 187.5),
        camera="Canon R6",
    )


def test_a_tiff_on_its_side_is_as_large_as_it_looks() -> None:
    photo = read_photo(
        picture(main={Base.Orientation: 6, Base.DateTime: "2027:03:16 07:25:10"}, form="TIFF")
    ).records
    assert (photo.format, photo.orientation, photo.width, photo.height) == ("TIFF", 6, 30, 40)
    assert photo.taken_at == datetime(2027, 3, 16, 7, 25, 10)


def test_south_and_west_are_negative() -> None:
    gps = {**DURBUY, GPS.GPSLatitudeRef: "S", GPS.GPSLongitudeRef: "W", GPS.GPSAltitudeRef: b"\x01"}
    assert read_photo(picture(gps=gps)).records.position == Position(-50.3529, -5.4565, -187.5)


def test_a_clock_without_offset_gives_a_naive_time() -> None:
    taken = read_photo(picture(details={Base.DateTimeOriginal: "2027:03:16 07:25:10"})).records.taken_at
    assert taken == datetime(2027, 3, 16, 7, 25, 10)
    assert taken.tzinfo is None


def test_the_time_of_digitising_stands_in() -> None:
    data = picture(
        details={Base.DateTimeOriginal: "0000:00:00 00:00:00", Base.DateTimeDigitized: "2027:03:16 07:25:10"}
    )
    assert read_photo(data).records.taken_at == datetime(2027, 3, 16, 7, 25, 10)
    assert codes(data) == []


def test_a_time_that_is_none_is_reported() -> None:
    assert codes(picture(details={Base.DateTimeOriginal: "2027:02:30 07:25:10"})) == ["time-unreadable"]


def test_a_receiver_that_knows_no_place_gives_none() -> None:
    gps = {**DURBUY, GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)}
    assert read_photo(picture(gps=gps)).records.position is None


@pytest.mark.parametrize("latitude", [(91.0, 0.0, 0.0), ()])
def test_a_place_that_is_none_is_reported(latitude: tuple[float, ...]) -> None:
    gps = {**DURBUY, GPS.GPSLatitude: latitude}
    if not latitude:
        del gps[GPS.GPSLatitude]
    data = picture(gps=gps)
    assert codes(data) == ["position-unreadable"]
    assert read_photo(data).records.position is None


def test_an_unknown_orientation_is_upright_and_reported() -> None:
    data = picture(main={Base.Orientation: 9})
    assert (codes(data), read_photo(data).records.orientation) == (["orientation-unknown"], 1)


def png_of(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [20_000, 60_000, 2**31 - 1])
def test_a_picture_too_large_to_be_shown_is_refused_unopened(side: int) -> None:
    with pytest.raises(Unreadable, match="too-many-pixels"):
        read_photo(png_of(side, side))


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"GIF89a" + bytes(40), b"%PDF-1.7", b"PK\x03\x04"])
def test_what_is_no_photograph_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_photo(data, file="a.jpg")
    assert (refusal.value.code, refusal.value.where.file) == ("not-a-photo", "a.jpg")


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read_photo(bytes(65 * 1024 * 1024))


SAMPLES = [picture(details={Base.DateTimeOriginal: "2027:03:16 07:25:10"}, gps=DURBUY, form=form)
           for form in ("JPEG", "PNG", "WEBP", "TIFF")]  # fmt: skip


@given(st.sampled_from(SAMPLES), st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=30))
def test_a_damaged_photo_is_read_or_refused(sample: bytes, place: float, damage: bytes) -> None:
    at = int(place * len(sample))
    try:
        photo = read_photo(sample[:at] + damage + sample[at + len(damage) :]).records
    except Unreadable as refused:
        assert refused.code in {"not-a-photo", "too-many-pixels"}
        return
    assert photo.width > 0


@given(st.sampled_from(SAMPLES), st.floats(0, 1))
def test_a_photo_cut_short_is_read_or_refused(sample: bytes, place: float) -> None:
    try:
        assert read_photo(sample[: int(place * len(sample))]).records.width > 0
    except Unreadable as refused:
        assert refused.code in {"not-a-photo", "too-many-pixels"}
