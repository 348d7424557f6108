"""Photographs in: at most 64 MB and 178 million pixels, none of which is decoded.

Codes: `too-large`, `too-many-pixels`, `not-a-photo` refuse the file; `exif-broken` (none of it is used),
`position-unreadable`, `time-unreadable`, `orientation-unknown` (taken for upright) are reported.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from io import BytesIO
from math import isfinite
from typing import SupportsFloat

from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from coulisse.formats.photo.records import Photo, Position
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded

MAX_BYTES = 64 * 1024 * 1024
# Twice what Pillow warns about: the size at which it refuses to open a picture itself.
MAX_PIXELS = 178_956_970
# Named by their plugins, which must be there before a picture is opened by them alone.
FORMATS = (
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    TiffImagePlugin.TiffImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
)
TIME = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d*)?", re.ASCII)
OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
# Orientations that lay the picture on its side.
SIDEWAYS = {5, 6, 7, 8}

Tags = Mapping[int, object]


def read_photo(source: Source, *, file: str = "") -> Reading[Photo]:
    """What the photograph says of itself."""
    data = bounded(source, limit=MAX_BYTES, file=file)
    problems: list[Problem] = []
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            form, (width, height) = image.format or "", image.size
            main, details, gps = _tags(image, problems, file=file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise unreadable("too-many-pixels", file=file, limit=MAX_PIXELS) from error
    except Exception as error:  # Pillow's parsers fail in many ways on broken bytes
        raise unreadable("not-a-photo", file=file) from error
    if width * height > MAX_PIXELS:
        raise unreadable("too-many-pixels", file=file, limit=MAX_PIXELS)
    orientation = _orientation(main, problems, file=file)
    if orientation in SIDEWAYS and form != "TIFF":  # of which Pillow tells the size as seen already
        width, height = height, width
    photo = Photo(
        format="JPEG" if form == "MPO" else form,
        width=width,
        height=height,
        orientation=orientation,
        taken_at=_taken_at(main, details, problems, file=file),
        position=_position(gps, problems, file=file),
        camera=" ".join(filter(None, (_words(main.get(Base.Make)), _words(main.get(Base.Model))))),
    )
    return Reading(photo, tuple(problems))


def _tags(image: Image.Image, problems: list[Problem], *, file: str) -> tuple[Tags, Tags, Tags]:
    """The main block, the details of the shot and the position; copies, free of the image."""
    try:
        exif = image.getexif()
        return dict(exif), dict(exif.get_ifd(IFD.Exif)), dict(exif.get_ifd(IFD.GPSInfo))
    except Exception:  # a broken block says nothing about the picture itself
        problems.append(problem("exif-broken", file=file))
        return {}, {}, {}


def _orientation(tags: Tags, problems: list[Problem], *, file: str) -> int:
    value = tags.get(Base.Orientation, 1)
    if isinstance(value, int) and 1 <= value <= 8:
        return value
    problems.append(problem("orientation-unknown", file=file, field="Orientation"))
    return 1


def _taken_at(main: Tags, details: Tags, problems: list[Problem], *, file: str) -> datetime | None:
    """When the picture was taken, else digitised; the time of the last change is neither."""
    for when, offset in (
        (details.get(Base.DateTimeOriginal), details.get(Base.OffsetTimeOriginal)),
        (details.get(Base.DateTimeDigitized), details.get(Base.OffsetTimeDigitized)),
        (main.get(Base.DateTime), details.get(Base.OffsetTime)),
    ):
        text = _words(when)
        # Cameras whose clock was never set write zeros or blanks: that is no time, and no fault either.
        if not text or not text.strip("0: "):
            continue
        found = _moment(text, _words(offset))
        if found is None:
            problems.append(problem("time-unreadable", file=file, field="DateTimeOriginal", value=text[:40]))
        return found
    return None


def _moment(text: str, offset: str) -> datetime | None:
    found = TIME.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(offset))
    except ValueError:
        return None


def _zone(offset: str) -> timezone | None:
    found = OFFSET.fullmatch(offset)
    if found is None or int(found[2]) > 14:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead)


def _position(tags: Tags, problems: list[Problem], *, file: str) -> Position | None:
    latitude, longitude = tags.get(GPS.GPSLatitude), tags.get(GPS.GPSLongitude)
    if latitude is None and longitude is None:
        return None
    north = _degrees(latitude, tags.get(GPS.GPSLatitudeRef), negative="S", limit=90)
    east = _degrees(longitude, tags.get(GPS.GPSLongitudeRef), negative="W", limit=180)
    if north is None or east is None:
        problems.append(problem("position-unreadable", file=file, field="GPSInfo"))
        return None
    # Zero, zero lies in the Gulf of Guinea: it is what a receiver writes before it knows where it is.
    return None if north == east == 0 else Position(north, east, _altitude(tags))


def _degrees(value: object, reference: object, *, negative: str, limit: int) -> float | None:
    """Degrees, minutes and seconds, of which the later may be missing, to seven decimals (a centimetre)."""
    parts = value if isinstance(value, tuple) else (value,)
    numbers = [_number(part) for part in parts[:3]]
    if None in numbers:
        return None
    degrees = sum((number or 0.0) / unit for number, unit in zip(numbers, (1, 60, 3600), strict=False))
    if not 0 <= degrees <= limit:
        return None
    return round(-degrees if _words(reference).upper().startswith(negative) else degrees, 7)


def _altitude(tags: Tags) -> float | None:
    height = _number(tags.get(GPS.GPSAltitude))
    if height is None:
        return None
    below = tags.get(GPS.GPSAltitudeRef) in (1, b"\x01")
    return round(-height if below else height, 2)


def _number(value: object) -> float | None:
    """A rational of Exif; one over nothing is no number."""
    if not isinstance(value, SupportsFloat):
        return None
    try:
        number = float(value)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if isfinite(number) else None


def _words(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return value.strip(" \0\t\r\n") if isinstance(value, str) else ""
