"""Five thousand documents, whose contents are a few dozen real files of the vault."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Attachment, Document, Version
from coulisse.foundation.documents.sniffing import sniff
from coulisse.foundation.documents.vault import Stored, vault
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.large import vocabulary as words
from coulisse.house.sample.large.copying import copy_rows, numbers
from coulisse.house.sample.large.draw import Draw
from coulisse.house.sample.photos import Scene, photo
from coulisse.house.sample.written import docx

DOCUMENTS: Final = 5_000
PHOTOS: Final = 12
TEXTS: Final = 24


@dataclass(frozen=True, slots=True)
class Content:
    """A file of the vault, and what an examination would read in it."""

    stored: Stored
    ending: str
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None


def fill_shelves(
    draw: Draw, users: list[User], productions: list[Production], contacts: list[Contact]
) -> list[Document]:
    contents = _contents(draw)
    version_pks = numbers(Version, DOCUMENTS)
    documents, versions, attachments = [], [], []
    for number, (pk, version_pk) in enumerate(zip(numbers(Document, DOCUMENTS), version_pks, strict=True)):
        production = None if draw.happens(0.1) else draw.one(productions)
        content, by, at = draw.one(contents), draw.one(users), draw.past()
        title = f"{draw.one(words.PAPERS)} {draw.one(words.NOUNS)} {number + 1}"
        seen = sniff(content.stored.head)
        documents.append(
            Document(
                pk=pk,
                title=title,
                kind=seen.kind,
                production=production,
                tags=draw.some(("à signer", "validé", "urgent", "archives", "compta", "image"), 2),
                language=draw.one(("fr", "fr", "nl", "")),
                current_id=version_pk,
                kept_by=by,
                kept_at=at,
                changed_at=at,
            )
        )
        versions.append(
            Version(
                pk=version_pk,
                document_id=pk,
                number=1,
                sha256=content.stored.sha256,
                size=content.stored.size,
                media_type=seen.media_type,
                name=f"{title}{content.ending}",
                uploaded_by=by,
                uploaded_at=at,
                examined_at=at + timedelta(seconds=4),
                text=content.text,
                latitude=content.latitude,
                longitude=content.longitude,
            )
        )
        about = production if production is not None and draw.happens(0.5) else draw.one(contacts)
        attachments.append(
            Attachment(
                document_id=pk,
                subject=about._meta.label_lower,
                subject_id=about.pk,
                attached_by=by,
                attached_at=at,
            )
        )
    copy_rows(documents)
    copy_rows(versions)
    copy_rows(attachments)
    return documents


def _contents(draw: Draw) -> list[Content]:
    found = []
    for number in range(PHOTOS):
        latitude, longitude = 50.0 + draw.random.random(), 4.0 + draw.random.random()
        scene = Scene(f"Repérage {number + 1}", ((120, 140, 160), (90, 100, 80)), latitude, longitude, draw.past())
        found.append(Content(vault().store(photo(scene)), ".jpg", latitude=latitude, longitude=longitude))
    for number in range(TEXTS):
        sentences = [
            f"{draw.one(words.DEEDS)} {draw.one(words.FRENCH_FIRST)} {draw.one(words.FRENCH_LAST)}."
            for _ in range(30)
        ]
        text = "\n".join([f"Dossier {number + 1}", *sentences])
        if number % 2:
            found.append(Content(vault().store(docx(text.splitlines())), ".docx"))
        else:
            found.append(Content(vault().store(text.encode()), ".txt", text))
    return found
