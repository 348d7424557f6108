"""A file that may not be shown gives way to another one, in every publication at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from coulisse.desks.community.composing.queries.concerned import TO_COME
from coulisse.desks.community.facts.composing import FileReplaced
from coulisse.desks.community.publishing.actions.publications import NotCleared, arm
from coulisse.desks.community.publishing.models import Publication, PublicationFile
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.journal.actions import announce

STATE: Final = Publication.State


class SameFile(ValueError):
    """The file is the one that is to be replaced."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many publications, and how many of them are armed again."""

    count: int
    armed: int


@transaction.atomic
def replace(
    *,
    publications: Iterable[Publication],
    documents: Iterable[int],
    old: Document,
    new: Version,
    by: User,
    at: datetime,
) -> Replaced:
    """Each file of these `documents` (the refused one, its crops) becomes the new content; its words stay.

    A publication with other files is a draft again; one that was armed is armed anew where it may. Raises
    `SameFile`.
    """
    gone = set(documents)
    if new.document_id in gone:
        raise SameFile(new.name)
    wanted = [one.pk for one in publications]
    rows = Publication.objects.filter(pk__in=wanted, state__in=TO_COME).select_related("account", "idea")
    touched = [row for row in rows.select_for_update(of=("self",)).order_by("pk") if _put(row, gone, new)]
    armed = [row for row in touched if row.state == STATE.ARMED]
    Publication.objects.filter(pk__in=[row.pk for row in touched]).update(
        state=STATE.DRAFT, reason="", detail="", version=F("version") + 1
    )
    again = sum(_arm(row, by, at) for row in armed)
    _tell(touched, old, new, by, at)
    return Replaced(len(touched), again)


def _put(row: Publication, gone: set[int], new: Version) -> bool:
    """The new content in the place of the first that goes; another one of them goes without."""
    held = list(row.files.filter(content__document__in=gone).order_by("place", "pk"))
    if not held:
        return False
    first, *others = held
    PublicationFile.objects.filter(pk__in=[one.pk for one in others]).delete()
    if row.files.filter(content=new).exclude(pk=first.pk).exists():
        first.delete()
    else:
        first.content = new
        first.save(update_fields=["content"])
    return True


def _arm(row: Publication, by: User, at: datetime) -> bool:
    try:
        arm(publication=row, by=by, at=at, due_at=max(row.due_at, at))
    except NotCleared:
        return False
    return True


def _tell(rows: list[Publication], old: Document, new: Version, by: User, at: datetime) -> None:
    """A line for each owner."""
    owners: dict[tuple[int | None, int | None], list[int]] = {}
    for row in rows:
        account = row.account
        production = None if account.client_id else row.production_id or account.production_id
        owners.setdefault((production, account.client_id), []).append(row.pk)
    for (production, client), keys in owners.items():
        fact = FileReplaced(
            old_id=old.pk,
            old=old.title,
            new_id=new.document_id,
            new=new.document.title,
            count=len(keys),
            publication_ids=tuple(keys),
        )
        announce(fact, by=by, at=at, about=old, production=production, client=client, desk=Desk.COMMUNITY)
