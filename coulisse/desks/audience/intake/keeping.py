"""Files that came along go to the vault by what they hold; the very bytes of a mail are packed beside its row."""

import hashlib
import zlib
from collections.abc import Iterable
from typing import Final

from coulisse.desks.audience.intake.cleaning import line
from coulisse.desks.audience.intake.incoming import IncomingFile
from coulisse.desks.audience.intake.models import Archive, Attachment, RawMail
from coulisse.foundation.documents.sniffing import sniff
from coulisse.foundation.documents.vault import vault

MOST: Final = 200
"""Files of one message that are kept apart; the packed mail holds them all."""
NAMELESS: Final = "piece-jointe"


def kept(files: Iterable[IncomingFile]) -> list[Attachment]:
    """A row for each file with something in it, without its message yet; the contents are in the vault when this
    returns."""
    rows = []
    for one in list(files)[:MOST]:
        if not one.content:
            continue
        stored = vault().store(one.content)
        rows.append(
            Attachment(
                name=line(one.name, 200) or NAMELESS,
                media_type=sniff(stored.head).media_type[:100],
                size=stored.size,
                sha256=stored.sha256,
            )
        )
    return rows


def packed(raw: bytes) -> RawMail:
    """The bytes as they came, with the hash that evidence rests on; without their message yet."""
    return RawMail(packed=zlib.compress(raw, 1), sha256=hashlib.sha256(raw).hexdigest())


def unpacked(row: RawMail) -> bytes:
    return zlib.decompress(bytes(row.packed))


def is_held(sha256: str) -> bool:
    """Whether a message or an archive needs this content of the vault: the house asks before it clears away."""
    return Attachment.objects.filter(sha256=sha256).exists() or Archive.objects.filter(sha256=sha256).exists()
