"""Files to keep: a photo with its position, a PDF with words, and what people send who wish us ill."""

import io
import struct
import zlib
from datetime import UTC, datetime, timedelta

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from coulisse.foundation.accounts.actions.guest_links import lend
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.guests import KIND
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast


def png(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (30, 90, 70, 128)).save(out, "PNG")
    return out.getvalue()


def photo(width: int = 1200, height: int = 800, *, turned: int = 1) -> bytes:
    """A JPEG taken on the citadel of Dinant on 16 March 2027 at 7:25, two hours ahead of Greenwich."""
    exif = Image.Exif()
    exif[Base.Orientation] = turned
    exif[Base.Make] = "Sigma-Telephone"
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2027:03:16 07:25:00"
    gps = exif.get_ifd(IFD.GPSInfo)
    gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = "N", (50.0, 15.0, 38.0)
    gps[GPS.GPSLongitudeRef], gps[GPS.GPSLongitude] = "E", (4.0, 54.0, 44.0)
    out = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with one line of words a page."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode()]
    font = 3 + 2 * count
    for number, words in enumerate(pages):
        stream = f"BT /F1 24 Tf 60 700 Td ({words}) Tj ET".encode("latin-1")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 {font} 0 R>>>>>>".encode()
        )
        objects.append(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    return _assembled(objects)


def _assembled(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    begin = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R".encode() + trailer + b">>\n"
    return bytes(out + f"startxref\n{begin}\n%%EOF".encode())


def locked_pdf() -> bytes:
    """A PDF that opens with a password only: its hashes are those of no password."""
    secret = b"<" + b"ab" * 32 + b">"
    encryption = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O " + secret + b"/U " + secret + b">>/ID[<aa><aa>]"
    return _assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"], trailer=encryption)


def bomb(side: int = 25_000) -> bytes:
    """A PNG of a few hundred kilobytes that would unfold into gigabytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


def paper(cast: Cast, content: bytes | None = None, *, name: str = "permis.pdf", **more: object) -> Document:
    """A document of La Drache, kept by Nadia."""
    values: dict[str, object] = {"production": cast.drache.pk, "by": cast.nadia, "at": AT, **more}
    return keep(content if content is not None else pdf("Permis de tournage"), name=name, **values)  # type: ignore[arg-type]


def lent(cast: Cast, document: Document) -> str:
    """The token of a link that opens it now."""
    now = datetime.now(tz=UTC)
    return lend(
        KIND,
        document.pk,
        "Élise Thonon",
        expires_at=now + timedelta(days=3),
        by=cast.nadia,
        at=now,
        production=cast.drache.pk,
    ).token
