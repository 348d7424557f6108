"""A threat file as a PDF without its text, and as a ZIP with the very bytes, an index and their hashes."""

import zlib
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import translation

from coulisse.desks.audience.care.models import Evidence, ThreatFile
from coulisse.desks.audience.care.queries.threats import Piece, pieces_of, steps_of
from coulisse.desks.audience.care.words import noun
from coulisse.foundation.documents.vault import vault
from coulisse.kernel.times import to_brussels
from coulisse.papers.threat_file import WORDS, Done, FrozenPiece, ThreatPaper, threat_file

HOUSE: Final = "Coulisse"


def file_pdf(file: ThreatFile, language: str, *, at: datetime) -> bytes:
    """The file on paper: gist, hashes, addresses, what was done. Never the text."""
    language = language if language in WORDS else "fr"
    with translation.override(language):
        pieces = pieces_of(file)
        paper = ThreatPaper(
            code=file.code,
            noun=noun(file.gist),
            reference=file.conversation.reference,
            house=str(file.production.company) if file.production else HOUSE,
            received_at=to_brussels(file.conversation.received_at),
            opened_at=to_brussels(file.opened_at),
            opened_by=str(file.opened_by or ""),
            state=file.get_state_display(),
            police_number=file.police_number,
            is_whole=all(piece.holds for piece in pieces),
            made_at=to_brussels(at),
            pieces=[_frozen(piece) for piece in pieces],
            done=[
                Done(to_brussels(step.at), step.label, step.contact, step.note, step.by) for step in steps_of(file)
            ],
        )
    return threat_file(paper, language)


def _frozen(piece: Piece) -> FrozenPiece:
    return FrozenPiece(
        sequence=piece.sequence,
        sender=piece.sender,
        addresses=[value for _kind, value in piece.addresses],
        received_at=to_brussels(piece.received_at),
        frozen_at=to_brussels(piece.frozen_at),
        size=piece.size,
        headers=piece.headers,
        is_raw=piece.is_raw,
        sha256=piece.sha256,
        chain=piece.hash,
        attachments=piece.attachments,
    )


def file_zip(file: ThreatFile, language: str, *, at: datetime) -> bytes:
    """The PDF, each message byte for byte, its headers and attachments, and `SHA256SUMS` over all of them."""
    entries: list[tuple[str, bytes]] = [(f"{file.code}.pdf", file_pdf(file, language, at=at))]
    for row in file.evidence.order_by("sequence"):
        entries += _entries(row)
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in entries)
    out = BytesIO()
    moment = to_brussels(at).timetuple()[:6]
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in [*entries, ("SHA256SUMS", sums.encode())]:
            packed.writestr(ZipInfo(name, moment), content, ZIP_DEFLATED)
    return out.getvalue()


def _entries(row: Evidence) -> list[tuple[str, bytes]]:
    base = f"{row.sequence:02}-{row.reference}"
    ending = "eml" if row.is_raw else "txt"
    found = [(f"{base}.{ending}", zlib.decompress(bytes(row.packed)))]
    if row.headers:
        found.append((f"{base}-headers.txt", row.headers.encode()))
    for place, one in enumerate(row.attachments, 1):
        if vault().holds(one["sha256"]):
            with vault().open(one["sha256"]) as kept:
                found.append((f"{base}-piece-{place:02}.bin", kept.read()))
    return found
