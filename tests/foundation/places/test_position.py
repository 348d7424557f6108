import warnings
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from coulisse.foundation.places.position import (
    NoPositionInPhoto,
    NotAPosition,
    Position,
    position_of_photo,
    read_position,
)

DURBUY = Position(Decimal("50.351500"), Decimal("5.456700"))


@pytest.mark.parametrize(
    "text",
    [
        "50.3515, 5.4567",
        "50.3515,5.4567",
        " 50.3515 5.4567 ",
        "50.3515; 5.4567",
        "50,3515 ; 5,4567",
        "50,3515, 5,4567",
        "50,3515 5,4567",
        "geo:50.3515,5.4567",
        "geo:50.3515,5.4567?z=17",
        "https://www.openstreetmap.org/#map=17/50.3515/5.4567",
        "https://www.openstreetmap.org/?mlat=50.3515&mlon=5.4567",
        "https://maps.example/place/Durbuy/@50.3515,5.4567,17z",
        "https://maps.example/?q=50.3515%2C5.4567",
    ],
)
def test_what_people_paste_is_read(text: str) -> None:
    assert read_position(text) == DURBUY


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("50°21'05.4\"N 5°27'24\"E", "50.351500", "5.456667"),
        ("50°21′N, 5°27′O", "50.350000", "-5.450000"),
        ("5°30'E 50°S", "-50.000000", "5.500000"),
        ("-33.8568, 151.2153", "-33.856800", "151.215300"),
    ],
)
def test_degrees_and_hemispheres(text: str, latitude: str, longitude: str) -> None:
    assert read_position(text) == Position(Decimal(latitude), Decimal(longitude))


@pytest.mark.parametrize(
    "text",
    ["", "Durbuy", "50.3515", "91, 5", "50, 181", "50°21'N 5°27'N", "1, 2, 3", "https://maps.example/", "9" * 600],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotAPosition):
        read_position(text)


@given(
    st.decimals(-90, 90, places=6, allow_nan=False),
    st.decimals(-180, 180, places=6, allow_nan=False),
)
def test_what_is_shown_is_read_again(latitude: Decimal, longitude: Decimal) -> None:
    here = Position(latitude, longitude)
    assert read_position(str(here)) == here


def photo(gps: dict[int, object] | None) -> bytes:
    image, exif, out = Image.new("RGB", (8, 8)), Image.Exif(), BytesIO()
    if gps is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def gps(
    latitude: tuple[float, ...], longitude: tuple[float, ...], ns: str = "N", ew: str = "E"
) -> dict[int, object]:
    tags = ExifTags.GPS
    return {
        tags.GPSLatitudeRef: ns,
        tags.GPSLatitude: latitude,
        tags.GPSLongitudeRef: ew,
        tags.GPSLongitude: longitude,
    }


def test_a_photo_says_where_it_was_taken() -> None:
    here = position_of_photo(photo(gps((50.0, 21.0, 5.4), (5.0, 27.0, 24.12))))
    assert here == Position(Decimal("50.351500"), Decimal("5.456700"))


def test_south_and_west_are_negative() -> None:
    here = position_of_photo(photo(gps((50.0, 0.0, 0.0), (5.0, 30.0, 0.0), "S", "W")))
    assert here == Position(Decimal("-50.000000"), Decimal("-5.500000"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a photo",
        photo(None),
        photo({}),
        photo({ExifTags.GPS.GPSLatitude: (50.0, 21.0, 5.4)}),
        photo(gps((95.0, 0.0, 0.0), (5.0, 0.0, 0.0))),
        photo(gps((50.0, 0.0, 0.0), (5.0, 0.0, 0.0)))[:60],
    ],
    ids=["empty", "text", "no EXIF", "no GPS", "half", "off the globe", "cut"],
)
def test_a_photo_without_a_position_is_refused(content: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(NoPositionInPhoto):
            position_of_photo(content)
