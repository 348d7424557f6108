"""Posts that must go from the networks, since somebody who is shown no longer agrees."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from coulisse.desks.community.composing.models import Removal
from coulisse.desks.community.composing.queries.concerned import files_showing, using
from coulisse.desks.community.facts.composing import RemovalAsked, RemovalSeen
from coulisse.desks.community.publishing.crops import with_crops
from coulisse.desks.community.publishing.guarding import rights_of
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.telling import about, tell
from coulisse.foundation.accounts.models import User

OUT: Final = (Publication.State.CONFIRMED, Publication.State.SENT, Publication.State.UNKNOWN)
"""What stands on a network, or may."""
WITHDRAWN: Final = frozenset({"rights.consent-withdrawn", "rights.taking-withdrawn"})


class SeenAlready(Exception):
    """Somebody saw before that it is gone."""


class NotYetAsked(ValueError):
    """It cannot have been gone before anybody asked for it, nor later than now."""


@transaction.atomic
def ask_removal(*, works: Iterable[int], source: str, at: datetime) -> int:
    """Every post that stands on a network and shows, in one of these works or a crop of it, somebody who withdrew.

    Once for each source, and not while the post is on the list already; a picture in which that person was made
    unrecognisable may stay. How many were added.
    """
    documents = with_crops(files_showing(tuple(sorted(works))))
    added = 0
    for row in using(documents, OUT).exclude(pk__in=_listed()):
        if not any(one.code in WITHDRAWN for one in rights_of(row, at=at).reasons):
            continue
        _held, is_new = Removal.objects.get_or_create(publication=row, source=source, defaults={"asked_at": at})
        if is_new:
            tell(row, RemovalAsked(**about(row)), at)
            added += 1
    return added


def _listed() -> QuerySet[Removal]:
    return Removal.objects.filter(seen_at__isnull=True).values("publication")  # type: ignore[return-value]


@transaction.atomic
def see_removed(*, removal: Removal, seen_at: datetime, by: User, at: datetime) -> int:
    """Somebody looked, and it is gone: every demand for this post is met. Raises `SeenAlready`, `NotYetAsked`."""
    rows = list(Removal.objects.select_for_update().filter(publication=removal.publication, seen_at__isnull=True))
    if not rows:
        raise SeenAlready
    if seen_at > at:
        raise NotYetAsked
    Removal.objects.filter(pk__in=[row.pk for row in rows]).update(seen_at=seen_at, seen_by=by)
    post = Publication.objects.select_related("account").get(pk=removal.publication_id)
    tell(post, RemovalSeen(**about(post)), at, by)
    return len(rows)
