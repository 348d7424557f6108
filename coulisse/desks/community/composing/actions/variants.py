"""An idea becomes publications: one for each account and language, and a copy where words are taken over."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.community.composing.models import AltText
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.models import NetworkAccount, Publication, Subtitles
from coulisse.desks.community.publishing.ties import minutes_after
from coulisse.desks.community.strategy.actions import add_idea, move_idea
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Version
from coulisse.foundation.grid.models import Broadcast


class OfAnotherOwner(ValueError):
    """An account of one client says nothing about another's idea."""


@transaction.atomic
def add(
    *,
    idea: Idea,
    account: NetworkAccount,
    language: str,
    due_at: datetime,
    by: User,
    at: datetime,
    broadcast: Broadcast | None = None,
) -> Publication:
    """An empty variant: its words come with the first writing. Raises `OfAnotherOwner`."""
    if account.client_id is not None and account.client_id != owner_of(idea):
        raise OfAnotherOwner(str(account))
    production = None if account.client_id else idea.production
    values = {
        "text": "",
        "language": language,
        "warning": "",
        "due_at": due_at,
        "production": production,
        "idea": idea,
        "broadcast": broadcast,
        "offset_minutes": minutes_after(broadcast, due_at) if broadcast is not None else None,
    }
    row = publications.write(account=account, values=values, files=(), by=by, at=at)
    if idea.state == Idea.State.OPEN:
        move_idea(idea=idea, to=Idea.State.PLANNED, by=by, at=at)
    return row


@transaction.atomic
def begin(*, idea: Mapping[str, Any], place: Mapping[str, Any], by: User, at: datetime) -> Publication:
    """An idea and its first variant at once: both or neither. Raises `OfAnotherOwner`, and as `add_idea`."""
    return add(idea=add_idea(by=by, at=at, **idea), by=by, at=at, **place)


def owner_of(idea: Idea) -> int | None:
    """The client it is for, be it by its production."""
    return idea.client_id or (idea.production.client_id if idea.production else None)


@transaction.atomic
def write(
    *,
    publication: Publication,
    values: Mapping[str, Any],
    files: Sequence[publications.File],
    read_version: int,
    by: User | None = None,
    at: datetime | None = None,
) -> Publication:
    """Its words, files and moment. What is first said of a picture in a language is kept for the next time.

    Raises `NotNow`, `StaleWrite`.
    """
    row = publications.rewrite(
        publication=publication, values=values, files=files, read_version=read_version, by=by, at=at
    )
    for one in files:
        if one.alt:
            AltText.objects.get_or_create(
                document=one.content.document, language=row.language, defaults={"text": one.alt}
            )
    return row


@transaction.atomic
def duplicate(
    *, publication: Publication, account: NetworkAccount, language: str, by: User, at: datetime
) -> Publication:
    """The same words and files for another account or language, as a draft to be written over.

    Files carry what is usually said of them in that language. Raises `OfAnotherOwner`.
    """
    idea = publication.idea
    if idea is not None and account.client_id is not None and account.client_id != owner_of(idea):
        raise OfAnotherOwner(str(account))
    held = list(publication.files.select_related("content"))
    known = dict(
        AltText.objects.filter(
            document__in=[one.content.document_id for one in held], language=language
        ).values_list("document", "text")
    )
    files = [publications.File(one.content, known.get(one.content.document_id, one.alt)) for one in held]
    values = {
        "text": publication.text,
        "language": language,
        "warning": publication.warning,
        "due_at": publication.due_at,
        "production": None if account.client_id else publication.production,
        "idea": idea,
        "broadcast": publication.broadcast,
        "offset_minutes": publication.offset_minutes,
    }
    return publications.write(account=account, values=values, files=files, by=by, at=at)


@transaction.atomic
def subtitle(*, publication: Publication, content: Version, language: str) -> Subtitles:
    """Subtitles in a language, in the place of those that were there. Raises `publications.NotNow`."""
    row = Publication.objects.select_for_update().get(pk=publication.pk)
    if row.state not in publications.OPEN:
        raise publications.NotNow(row.state)
    held, _made = Subtitles.objects.update_or_create(
        publication=row, language=language, defaults={"content": content}
    )
    return held
