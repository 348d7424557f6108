"""Photos as a telephone takes them: a picture drawn here, with the place and the hour in its EXIF."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Exif

SIZE: Final = (1600, 1200)
GPS: Final = 0x8825
SUB: Final = 0x8769
MAKE, MODEL, TAKEN, TAKEN_OFFSET = 0x010F, 0x0110, 0x9003, 0x9011
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is in the picture: bands of colour from the sky to the ground, and where and when it was taken."""

    caption: str
    bands: tuple[Colour, ...]
    latitude: float
    longitude: float
    taken_at: datetime


def photo(scene: Scene) -> bytes:
    """A JPEG of 1600 × 1200 points."""
    # Only the loading of a sample draws; the web process, which imports this room, starts without Pillow.
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    height = SIZE[1] // len(scene.bands)
    for number, colour in enumerate(scene.bands):
        draw.rectangle((0, number * height, SIZE[0], (number + 1) * height), fill=colour)
    for step in range(0, SIZE[0], 40):  # rain: this is Belgium in March
        draw.line((step, 0, step - 90, SIZE[1]), fill=(210, 216, 222), width=1)
    draw.text((48, SIZE[1] - 96), scene.caption, fill=(250, 250, 246), font_size=44)
    out = BytesIO()
    image.save(out, "JPEG", quality=82, exif=_exif(Image.Exif(), scene))
    return out.getvalue()


def _exif(exif: "Exif", scene: Scene) -> "Exif":
    exif[MAKE], exif[MODEL] = "Coulisse", "Carnet 1"
    offset = scene.taken_at.isoformat()[-6:]
    exif.get_ifd(SUB).update({TAKEN: f"{scene.taken_at:%Y:%m:%d %H:%M:%S}", TAKEN_OFFSET: offset})
    exif.get_ifd(GPS).update(
        {
            1: "N" if scene.latitude >= 0 else "S",
            2: _degrees(scene.latitude),
            3: "E" if scene.longitude >= 0 else "W",
            4: _degrees(scene.longitude),
        }
    )
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, as EXIF writes a position."""
    minutes, seconds = divmod(round(abs(value) * 3600, 2), 60)
    degrees, minutes = divmod(minutes, 60)
    return (degrees, minutes, round(seconds, 2))
