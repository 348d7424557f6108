"""Emptying every place where something of a person lies. What is held back is told, with the reason."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from coulisse.desks.audience.intake.keeping import is_held
from coulisse.desks.audience.intake.models import Attachment
from coulisse.desks.audience.intake.scans.models import PaperPage
from coulisse.desks.audience.privacy.places import PLACES
from coulisse.desks.audience.privacy.scope import Scope
from coulisse.foundation.documents.models import Version
from coulisse.foundation.documents.vault import vault

Erased = tuple[tuple[str, int], ...]


def empty(scope: Scope, *, at: datetime) -> tuple[Erased, tuple[str, ...]]:
    """How many things each place held, and the hashes of contents that may be destroyed once it is committed.

    Call inside a transaction.
    """
    contents = _contents_of(scope)
    erased = tuple(
        (place.code, count)
        for place in PLACES
        if scope.whole or not place.whole
        for count in (place.erase(scope, at),)
        if count
    )
    return erased, contents


def destroy(contents: Iterable[str]) -> int:
    """The contents that nobody holds any more leave the vault at once. Call after the commit."""
    gone = 0
    for sha256 in contents:
        if not Version.objects.filter(sha256=sha256).exists() and not is_held(sha256):
            gone += vault().discard(sha256, grace=0)
    return gone


def _contents_of(scope: Scope) -> tuple[str, ...]:
    attached = Attachment.objects.filter(message__in=scope.messages).values_list("sha256", flat=True)
    documents = PaperPage.objects.filter(letter__conversation__in=scope.conversations).values("document_id")
    scanned = Version.objects.filter(document__in=documents).values_list("sha256", flat=True)
    return tuple({*attached, *scanned})


def empty_now(scope: Scope, *, at: datetime) -> Erased:
    """The same, in a transaction of its own."""
    with transaction.atomic():
        erased, contents = empty(scope, at=at)
    destroy(contents)
    return erased
