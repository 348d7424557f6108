"""What a file is, told from its first bytes; its name and the browser's word are not asked.

>>> sniff(b"%PDF-1.7 ...").media_type, sniff(b"<!doctype html><p>").kind
('application/pdf', <Kind.OTHER: 'other'>)
>>> sniff("Liste du matériel\\n".encode()).media_type
'text/plain'

Signatures: the format's own standard in each case (PNG, GIF, RIFF, ISO BMFF `ftyp`, ZIP, OLE2 …), as gathered in
the WHATWG MIME Sniffing Standard, https://mimesniff.spec.whatwg.org/.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BYTES: Final = "application/octet-stream"


class Kind(StrEnum):
    """What a person calls it."""

    PICTURE = "picture"
    PDF = "pdf"
    WORD = "word"
    SHEET = "sheet"
    SLIDES = "slides"
    TEXT = "text"
    SOUND = "sound"
    FILM = "film"
    MAIL = "mail"
    ARCHIVE = "archive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A media type (RFC 6838) and the kind that it belongs to."""

    media_type: str
    kind: Kind


OOXML: Final = "application/vnd.openxmlformats-officedocument"
ODF: Final = "application/vnd.oasis.opendocument"

STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg", Kind.PICTURE),
    (b"\x89PNG\r\n\x1a\n", "image/png", Kind.PICTURE),
    (b"GIF87a", "image/gif", Kind.PICTURE),
    (b"GIF89a", "image/gif", Kind.PICTURE),
    (b"II*\x00", "image/tiff", Kind.PICTURE),
    (b"MM\x00*", "image/tiff", Kind.PICTURE),
    (b"ID3", "audio/mpeg", Kind.SOUND),
    (b"\xff\xfb", "audio/mpeg", Kind.SOUND),
    (b"\xff\xf3", "audio/mpeg", Kind.SOUND),
    (b"fLaC", "audio/flac", Kind.SOUND),
    (b"OggS", "audio/ogg", Kind.SOUND),
    (b"\x1aE\xdf\xa3", "video/webm", Kind.FILM),
    (b"{\\rtf", "application/rtf", Kind.WORD),
    (b"\x1f\x8b", "application/gzip", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", Kind.ARCHIVE),
    (b"Rar!\x1a\x07", "application/vnd.rar", Kind.ARCHIVE),
)
RIFFS: Final = {
    b"WEBP": Sniffed("image/webp", Kind.PICTURE),
    b"WAVE": Sniffed("audio/wav", Kind.SOUND),
    b"AVI ": Sniffed("video/x-msvideo", Kind.FILM),
}
BRANDS: Final = {
    b"heic": Sniffed("image/heic", Kind.PICTURE),
    b"heix": Sniffed("image/heic", Kind.PICTURE),
    b"mif1": Sniffed("image/heif", Kind.PICTURE),
    b"avif": Sniffed("image/avif", Kind.PICTURE),
    b"M4A ": Sniffed("audio/mp4", Kind.SOUND),
    b"qt  ": Sniffed("video/quicktime", Kind.FILM),
}
OFFICE_FOLDERS: Final = (
    (b"word/", Sniffed(f"{OOXML}.wordprocessingml.document", Kind.WORD)),
    (b"xl/", Sniffed(f"{OOXML}.spreadsheetml.sheet", Kind.SHEET)),
    (b"ppt/", Sniffed(f"{OOXML}.presentationml.presentation", Kind.SLIDES)),
)
OPEN_DOCUMENTS: Final = {"text": Kind.WORD, "spreadsheet": Kind.SHEET, "presentation": Kind.SLIDES}
# UTF-16 names of the main stream in an OLE2 file.
OLE_STREAMS: Final = (
    ("WordDocument".encode("utf-16-le"), Sniffed("application/msword", Kind.WORD)),
    ("Workbook".encode("utf-16-le"), Sniffed("application/vnd.ms-excel", Kind.SHEET)),
    ("PowerPoint".encode("utf-16-le"), Sniffed("application/vnd.ms-powerpoint", Kind.SLIDES)),
    ("__nameid_version".encode("utf-16-le"), Sniffed("application/vnd.ms-outlook", Kind.MAIL)),
)
MARKUP: Final = re.compile(
    rb"<(?:!doctype html|html|head|body|script|iframe|table|div|p|a|img|style|title|br|h1)[\s>/]", re.IGNORECASE
)
MAIL_HEADER: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*: [^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3,}")


def sniff(head: bytes) -> Sniffed:
    """What begins like this; `application/octet-stream` where nothing is known. `head`: at best 64 KB."""
    return _signed(head) or _contained(head) or _written(head) or Sniffed(BYTES, Kind.OTHER)


def _signed(head: bytes) -> Sniffed | None:
    if b"%PDF-" in head[:1024]:
        # Readers accept a PDF after some junk, unless the junk is itself a page of the web.
        return Sniffed("application/pdf", Kind.PDF) if MARKUP.search(head[:1024]) is None else None
    for start, media_type, kind in STARTS:
        if head.startswith(start):
            return Sniffed(media_type, kind)
    return None


def _contained(head: bytes) -> Sniffed | None:
    """Formats that are boxes for others."""
    if head[:4] == b"RIFF":
        return RIFFS.get(head[8:12])
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], Sniffed("video/mp4", Kind.FILM))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        found = (sniffed for stream, sniffed in OLE_STREAMS if stream in head)
        return next(found, Sniffed("application/x-ole-storage", Kind.OTHER))
    return None


def _zipped(head: bytes) -> Sniffed:
    if head[30:38] == b"mimetype":
        named = re.match(re.escape(ODF.encode()) + rb"\.(text|spreadsheet|presentation)", head[38:])
        if named is not None:
            word = named[1].decode()
            return Sniffed(f"{ODF}.{word}", OPEN_DOCUMENTS[word])
    if b"[Content_Types].xml" in head:
        for folder, sniffed in OFFICE_FOLDERS:
            if folder in head:
                return sniffed
    return Sniffed("application/zip", Kind.ARCHIVE)


def _written(head: bytes) -> Sniffed | None:
    """Text, and the kinds of text that a browser would run or that a program would read."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    if b"<svg" in begin.lower():
        return Sniffed("image/svg+xml", Kind.OTHER)
    if MARKUP.search(begin) is not None:
        return Sniffed("text/html", Kind.OTHER)
    if begin.startswith(b"<?xml"):
        return Sniffed("application/xml", Kind.OTHER)
    if not _is_text(head):
        return None
    if begin.startswith(b"BEGIN:VCALENDAR"):
        return Sniffed("text/calendar", Kind.TEXT)
    if begin.startswith(b"BEGIN:VCARD"):
        return Sniffed("text/vcard", Kind.TEXT)
    if MAIL_HEADER.match(begin) is not None:
        return Sniffed("message/rfc822", Kind.MAIL)
    return Sniffed("text/plain", Kind.TEXT)


def _is_text(head: bytes) -> bool:
    """UTF-8 or UTF-16 with its mark, or a single-byte writing without control signs."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in head)
