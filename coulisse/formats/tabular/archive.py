"""A workbook's ZIP, unpacked under a limit and packed again without anything a reader could choke on.

The spreadsheet library trusts what a file says of itself: it allocates the whole rectangle between the first
and the last cell, and ends the process when there is no memory for it. So the parts are unpacked here under
a limit (the directory is looked at before anything is unpacked), only well-formed XML is kept, and only what
was measured is given on.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from coulisse.formats.problems import Unreadable, unreadable

MAX_UNPACKED = 256 * 1024 * 1024
MAX_PARTS = 2_000
OPENDOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    name: str
    data: bytes


def unpacked(data: bytes, *, file: str) -> tuple[Part, ...]:
    """The XML parts, and the `mimetype` of an OpenDocument. No part may name itself twice."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = _checked(archive.infolist(), file=file)
            parts = tuple(Part(info.filename, archive.read(info)) for info in infos)
    except Unreadable:
        raise
    except Exception as error:  # zipfile, zlib and struct each fail in their own words on broken bytes
        raise unreadable("not-a-workbook", file=file) from error
    return tuple(part for part in parts if _is_kept(part))


def packed(parts: tuple[Part, ...]) -> bytes:
    """The parts as an archive; stored, since it lives only as long as the reading of it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for part in parts:
            archive.writestr(ZipInfo(part.name), part.data)
    return out.getvalue()


def _checked(infos: list[ZipInfo], *, file: str) -> list[ZipInfo]:
    """The directory before anything is unpacked; `zipfile` never gives more than the directory announced."""
    if len(infos) > MAX_PARTS:
        raise unreadable("too-many-parts", file=file, limit=MAX_PARTS)
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise unreadable("too-large-unpacked", file=file, limit=MAX_UNPACKED)
    if any(info.flag_bits & 0x1 for info in infos):
        raise unreadable("encrypted", file=file)
    if len({info.filename for info in infos}) < len(infos):
        raise unreadable("not-a-workbook", file=file)
    known = [info for info in infos if info.compress_type in (ZIP_STORED, ZIP_DEFLATED)]
    if len(known) < len(infos):
        raise unreadable("not-a-workbook", file=file)
    return known


def _is_kept(part: Part) -> bool:
    """No document type: no spreadsheet writes one, and it is where entities come from."""
    if part.name == "mimetype":
        return part.data.strip() == OPENDOCUMENT
    return part.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<!DOCTYPE" not in part.data
