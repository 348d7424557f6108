"""The pack of a publication by hand: text, alternative texts, files, subtitles, under the names they came with."""

import io
import zipfile

from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.documents.vault import vault


def pack_of(row: Publication) -> bytes:
    """A ZIP without compression: pictures and films have theirs."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        pack.writestr(_member("text.txt"), row.text)
        for number, one in enumerate(row.files.select_related("content"), 1):
            name = f"{number:02} {one.content.name}"
            with vault().open(one.content.sha256) as file:
                pack.writestr(_member(name), file.read())
            pack.writestr(_member(f"{name}.alt.txt"), one.alt)
        for spoken in row.subtitles.select_related("content"):
            with vault().open(spoken.content.sha256) as file:
                pack.writestr(_member(f"{spoken.language} {spoken.content.name}"), file.read())
    return target.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    """Without the hour of this machine: the same pack is the same bytes."""
    return zipfile.ZipInfo(name.replace("/", "_").replace("\\", "_"))
