"""Subtitles come as a file, are looked over, and go with the film of a variant."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.community.composing.actions.variants import subtitle
from coulisse.desks.community.publishing.models import Publication
from coulisse.formats.problems import Problem, Unreadable
from coulisse.formats.subtitles import read_subtitles
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions import keep


class Unusable(ValueError):
    """Nothing of the file can be used; carries the code of the reader."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def keep_subtitles(
    *, publication: Publication, content: bytes, name: str, language: str, by: User, at: datetime
) -> tuple[Problem, ...]:
    """Keep the file as a document of the publication's owner; gives what a viewer would stumble over.

    Raises `Unusable`, `publications.NotNow`.
    """
    try:
        reading = read_subtitles(content)
    except Unreadable as unreadable:
        raise Unusable(unreadable.code) from None
    account = publication.account
    document = keep(
        content,
        name=name,
        production=None if account.client_id else publication.production_id or account.production_id,
        client=account.client_id,
        language=language,
        by=by,
        at=at,
    )
    assert document.current is not None  # just kept
    subtitle(publication=publication, content=document.current, language=language)
    return reading.problems
