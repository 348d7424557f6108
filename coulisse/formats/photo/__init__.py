"""Photographs: where and when one was taken, which way up and how large, from its Exif data.

JPEG (MPO included), PNG, WebP and TIFF. Only the header and the Exif block are read, never the pixels.
Positions are decimal degrees (WGS 84, north and east positive). Times carry an offset only where the camera
noted one: a camera's clock may be set to any place, so nothing is presumed.

>>> from io import BytesIO
>>> from PIL import Image
>>> from coulisse.formats.photo import read_photo
>>> out = BytesIO()
>>> Image.new("RGB", (40, 30)).save(out, "JPEG")
>>> photo = read_photo(out.getvalue()).records
>>> photo.format, photo.width, photo.height, photo.position, photo.taken_at
('JPEG', 40, 30, None, None)
>>> read_photo(b"GIF89a")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-a-photo
"""

from coulisse.formats.photo.read import read_photo
from coulisse.formats.photo.records import Photo, Position

__all__ = ["Photo", "Position", "read_photo"]
