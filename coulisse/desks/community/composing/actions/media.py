"""Pictures cut to a network's shape, and what is said of a file in each language."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from coulisse.desks.community.composing.cropping import box_of
from coulisse.desks.community.composing.models import AltText
from coulisse.desks.community.facts.composing import PictureCropped
from coulisse.desks.community.publishing.models import Crop
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import examine, keep
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.names import with_ending
from coulisse.foundation.documents.previews import cut_out
from coulisse.foundation.journal.actions import announce


class CannotBeCut(Exception):
    """Nobody can read how large the picture is."""


def crop(
    *,
    original: Version,
    ratio: str,
    across: int,
    down: int,
    part: int,
    by: User,
    at: datetime,
) -> Crop:
    """A document of its own, of the same owner, that the gate of rights holds to be its original.

    Raises `CannotBeCut`, and what `previews.cut_out` raises.
    """
    seen = original if original.width else examine(version=original, at=at)
    if not seen.width or not seen.height:
        raise CannotBeCut(original.name)
    box = box_of(seen.width, seen.height, ratio, across=across, down=down, part=part)
    path, ending = cut_out(original, (box.left, box.top, box.width, box.height))
    source = original.document
    label = str(Crop.Ratio(ratio).label)
    with transaction.atomic():
        made = keep(
            path.read_bytes(),
            name=with_ending(f"{original.name.rpartition('.')[0]} {ratio.replace(':', 'x')}.x", ending),
            title=f"{source.title[:150]} ({label})",
            production=source.production_id,
            client=source.client_id,
            private=source.private,
            desk=source.desk,
            by=by,
            at=at,
        )
        row = Crop.objects.create(
            document=made,
            original=original,
            ratio=ratio,
            left=box.left,
            top=box.top,
            width=box.width,
            height=box.height,
            made_by=by,
            made_at=at,
        )
        known = AltText.objects.filter(document=source).values_list("language", "text")
        AltText.objects.bulk_create(AltText(document=made, language=code, text=text) for code, text in known)
        announce(
            PictureCropped(document_id=made.pk, title=made.title, original_id=source.pk, original=source.title),
            by=by,
            at=at,
            about=made,
            production=source.production_id,
            client=source.client_id,
            desk=Desk.COMMUNITY,
        )
    return row


@transaction.atomic
def say(*, document: Document, texts: Mapping[str, str]) -> None:
    """What is said of a file, by language; an empty text takes it back."""
    for language, text in texts.items():
        if text.strip():
            AltText.objects.update_or_create(document=document, language=language, defaults={"text": text.strip()})
        else:
            AltText.objects.filter(document=document, language=language).delete()
