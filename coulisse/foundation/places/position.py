"""A position: two decimal degrees (WGS 84), read from what people paste or from a photo.

Pasted: `50.3515, 5.4567` · `50,3515 ; 5,4567` · `50°21'05"N 5°27'24"E` · `geo:50.3515,5.4567` · an address of
OpenStreetMap or of another map that carries the two numbers (`#map=17/50.3515/5.4567`, `@50.3515,5.4567`).
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from coulisse.formats.problems import Unreadable

PLACES = Decimal("0.000001")
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Position:
    """Decimal degrees, six decimals (about ten centimetres)."""

    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return f"{self.latitude.normalize():f}, {self.longitude.normalize():f}"


class NotAPosition(ValueError):
    """A text in which no latitude and longitude can be read."""


class NoPositionInPhoto(Exception):
    """The file is not a photo that we read, or the camera wrote no position in it."""


_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_COMMA_NUMBER = r"([+-]?\d{1,3},\d+)"
_DMS = r"(\d{1,3})\s*°\s*(?:(\d{1,2})\s*[′'’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[″\"”]|''))?\s*([NSEWO])"
_DECIMAL_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^geo:{_NUMBER},{_NUMBER}(?:[,;?].*)?$",
        rf"^https?://.*#map=\d+(?:\.\d+)?/{_NUMBER}/{_NUMBER}",
        rf"^https?://.*[?&]mlat={_NUMBER}&mlon={_NUMBER}",
        rf"^https?://.*@{_NUMBER},{_NUMBER}",
        rf"^https?://.*[?&](?:q|ll|query)={_NUMBER}(?:,|%2C){_NUMBER}",
        rf"^{_NUMBER}\s*[,;]\s*{_NUMBER}$",
        rf"^{_NUMBER}\s+{_NUMBER}$",
        rf"^{_COMMA_NUMBER}\s*[;,]\s+{_COMMA_NUMBER}$",
        rf"^{_COMMA_NUMBER}\s*;\s*{_COMMA_NUMBER}$",
        rf"^{_COMMA_NUMBER}\s+{_COMMA_NUMBER}$",
    )
)
_DEGREES = re.compile(rf"^{_DMS}\s*[,;]?\s*{_DMS}$", re.IGNORECASE)


def read_position(text: str) -> Position:
    """Read what was pasted; raises NotAPosition.

    >>> str(read_position("50.3515, 5.4567"))
    '50.3515, 5.4567'
    >>> str(read_position("50°21'05.4''N 5°27'24''E"))
    '50.3515, 5.456667'
    >>> read_position("Durbuy")
    Traceback (most recent call last):
    coulisse.foundation.places.position.NotAPosition: Durbuy
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise NotAPosition(text[:LONGEST])
    for form in _DECIMAL_FORMS:
        if found := form.search(text):
            return checked(_decimal(found[1]), _decimal(found[2]), text)
    if found := _DEGREES.match(text):
        return _from_degrees(found, text)
    raise NotAPosition(text)


def checked(latitude: Decimal, longitude: Decimal, text: str = "") -> Position:
    """A position on the globe; raises NotAPosition."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise NotAPosition(text or f"{latitude}, {longitude}")
    return Position(
        latitude.quantize(PLACES, rounding=ROUND_HALF_EVEN), longitude.quantize(PLACES, rounding=ROUND_HALF_EVEN)
    )


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))


def _from_degrees(found: re.Match[str], text: str) -> Position:
    halves: dict[str, Decimal] = {}
    for degrees, minutes, seconds, hemisphere in (found.groups()[:4], found.groups()[4:]):
        letter = hemisphere.upper().replace("O", "W")
        value = Decimal(degrees) + Decimal(minutes or 0) / 60 + _decimal(seconds or "0") / 3600
        halves["latitude" if letter in "NS" else "longitude"] = -value if letter in "SW" else value
    if len(halves) != 2:
        raise NotAPosition(text)
    return checked(halves["latitude"], halves["longitude"], text)


def position_of_photo(photo: bytes) -> Position:
    """Where the camera says that it stood (Exif); raises NoPositionInPhoto."""
    from coulisse.formats.photo import read_photo

    try:
        found = read_photo(photo).records.position
    except Unreadable:
        raise NoPositionInPhoto from None
    if found is None:
        raise NoPositionInPhoto
    return checked(Decimal(str(found.latitude)), Decimal(str(found.longitude)))
