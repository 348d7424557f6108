"""Reading in a content what helps to find and to show it: pages, text, size, where and when a photo was taken."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.foundation.documents import previews
from coulisse.foundation.documents.darkroom.develop import order
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.models import Version
from coulisse.foundation.documents.searchable import reindex
from coulisse.foundation.documents.vault import vault

TEXT_BYTES: Final = 400_000
TEXT_SIGNS: Final = 200_000
READ_AS_TEXT: Final = frozenset({"text/plain", "text/calendar", "text/vcard", "message/rfc822"})
LOOKED_AT: Final = previews.DRAWN | {"image/tiff"}
FACTS: Final = ("pages", "text", "width", "height", "taken_at", "latitude", "longitude", "trouble")


def examine(*, version: Version, at: datetime) -> Version:
    """Read one version, once; what was read stays with it. The current one is written anew in the index."""
    facts = _facts(version)
    for name in FACTS:
        if name in facts:
            setattr(version, name, facts[name])
    version.examined_at = at
    with transaction.atomic():
        version.save(update_fields=[*FACTS, "examined_at"])
        reindex([version.document_id])
    return version


def _facts(version: Version) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    try:
        if version.media_type == previews.PDF:
            facts |= order("read", vault().place(version.sha256))
        elif version.media_type in LOOKED_AT:
            facts |= order("look", vault().place(version.sha256))
        elif version.media_type in READ_AS_TEXT:
            facts["text"] = _text(version)
        if previews.has_preview(version.media_type):
            previews.thumbnail(version)
    except Troubled as troubled:
        facts["trouble"] = troubled.trouble.value
    return facts


def _text(version: Version) -> str:
    with vault().open(version.sha256) as content:
        read = content.read(TEXT_BYTES)
    coding = "utf-16" if read.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return read.decode(coding, errors="replace").replace("\x00", "")[:TEXT_SIGNS]
