"""The frozen values of a photograph."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Position:
    """Decimal degrees, north and east positive; `altitude` in metres above the sea, where known."""

    latitude: float
    longitude: float
    altitude: float | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """`width` and `height` as one looks at it, the orientation being applied.

    `orientation` is Exif's: 1 upright, 3 upside down, 6 and 8 on a side, the others mirrored. `taken_at` is
    naive where the camera noted no offset.
    """

    format: str
    width: int
    height: int
    orientation: int = 1
    taken_at: datetime | None = None
    position: Position | None = None
    camera: str = ""
