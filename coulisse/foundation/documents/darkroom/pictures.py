"""Pictures, decoded and drawn anew: nothing of the file that came in is in the file that goes out but its pixels.

Limits, in pixels: 120 million for a JPEG, which is decoded at a fraction of its size where that is enough, and
40 million for the others. Position, time, thumbnails, colour profiles, comments and further frames are left
behind.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from coulisse.formats.photo import read_photo
from coulisse.formats.problems import Unreadable
from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS: Final = {"JPEG": 120_000_000}
MOST_PIXELS_ELSE: Final = 40_000_000
LONGEST_SIDE: Final = 30_000
QUALITY: Final = {"WEBP": 82, "JPEG": 92}
OPAQUE: Final = {"JPEG"}
WHITE: Final = (255, 255, 255)


def look_at_picture(source: str) -> dict[str, Any]:
    """Size as shown, in pixels, and what a camera noted of time and position; no pixel is decoded."""
    try:
        with Path(source).open("rb") as stream:
            photo = read_photo(stream).records
    except Unreadable:
        with _opened(source) as picture:
            return {"width": picture.width, "height": picture.height}
    seen: dict[str, Any] = {"width": photo.width, "height": photo.height}
    if photo.taken_at is not None:
        seen["taken_at"] = photo.taken_at.isoformat()
    if photo.position is not None:
        seen |= {"latitude": photo.position.latitude, "longitude": photo.position.longitude}
    return seen


def draw_picture(source: str, target: str, *, side: int, form: str, box: Sequence[int] = ()) -> None:
    """The picture with no side longer than `side` (0: as large as it is), upright, in `form`.

    `box` (left, top, width, height in pixels of the upright picture) is what is kept of it; empty: all.
    """
    with _opened(source) as picture:
        if side and not box and picture.format == "JPEG":
            picture.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(picture)
        if box:
            left, top, width, height = box
            upright = upright.crop((left, top, left + width, top + height))
        if side:
            upright.thumbnail((side, side), Image.Resampling.LANCZOS)
        drawn = _plain(upright, form)
    drawn.save(target, format=form, **({"quality": QUALITY[form]} if form in QUALITY else {}))


def _opened(source: str) -> Image.Image:
    try:
        picture = Image.open(source, formats=FORMATS)
    except Image.DecompressionBombError:
        raise Troubled(Trouble.TOO_LARGE) from None
    except UnidentifiedImageError:
        raise Troubled(Trouble.BROKEN) from None
    width, height = picture.size
    most = MOST_PIXELS.get(picture.format or "", MOST_PIXELS_ELSE)
    if width * height > most or max(width, height) > LONGEST_SIDE:
        raise Troubled(Trouble.TOO_LARGE)
    return picture


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """Fresh pixels without any of the information that hung on the picture."""
    clear = "A" in picture.getbands() or "transparency" in picture.info
    shown = picture.convert("RGBA" if clear else "RGB")
    fresh = Image.new("RGB" if form in OPAQUE or not clear else "RGBA", shown.size, WHITE)
    fresh.paste(shown, mask=shown.getchannel("A") if clear and fresh.mode == "RGB" else None)
    return fresh
