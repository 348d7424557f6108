"""What a file is follows from its content, whatever its name claims."""

import io
import zipfile

import pytest

from coulisse.foundation.documents.sniffing import Kind, sniff
from tests.foundation.documents.files import HTML, SVG, pdf, photo, png


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name in names:
            box.writestr(name, "x")
    return out.getvalue()


def open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "kind"),
    [
        (pdf("x"), "application/pdf", Kind.PDF),
        (photo(8, 8), "image/jpeg", Kind.PICTURE),
        (png(), "image/png", Kind.PICTURE),
        (b"GIF89a\x01\x00", "image/gif", Kind.PICTURE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", Kind.PICTURE),
        (b"\x00\x00\x00\x18ftypheic\x00", "image/heic", Kind.PICTURE),
        (b"\x00\x00\x00\x18ftypisom\x00", "video/mp4", Kind.FILM),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav", Kind.SOUND),
        (zipped("a.txt"), "application/zip", Kind.ARCHIVE),
        (
            zipped("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind.SHEET,
        ),
        (
            zipped("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind.WORD,
        ),
        (open_document(), "application/vnd.oasis.opendocument.spreadsheet", Kind.SHEET),
        (HTML, "text/html", Kind.OTHER),
        (b"   \n<SCRIPT>alert(1)</SCRIPT>", "text/html", Kind.OTHER),
        (b"%PDF-1.4 <html><script>", "text/html", Kind.OTHER),
        (SVG, "image/svg+xml", Kind.OTHER),
        (b"\xef\xbb\xbf<svg onload=alert(1)>", "image/svg+xml", Kind.OTHER),
        (b"<?xml version='1.0'?><Invoice/>", "application/xml", Kind.OTHER),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar", Kind.TEXT),
        (b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nhello", "message/rfc822", Kind.MAIL),
        ("Liste du matériel\n".encode(), "text/plain", Kind.TEXT),
        ("Liste du matériel\n".encode("latin-1"), "text/plain", Kind.TEXT),
        (b"\x00\x01\x02\x03", "application/octet-stream", Kind.OTHER),
        (b"", "text/plain", Kind.TEXT),
    ],
)
def test_told_from_the_content(content: bytes, media_type: str, kind: Kind) -> None:
    sniffed = sniff(content[: 64 * 1024])
    assert (sniffed.media_type, sniffed.kind) == (media_type, kind)
