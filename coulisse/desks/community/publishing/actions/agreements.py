"""What those who approve tell the publish engine: asked, agreed to as it stands, agreed to no more."""

from collections.abc import Sequence

from django.db import transaction

from coulisse.desks.community.publishing.agreement import content_hash
from coulisse.desks.community.publishing.models import Publication


def ask_agreement(*, publications: Sequence[Publication]) -> None:
    """They were handed in: from now on they leave only as they are approved."""
    Publication.objects.filter(pk__in=[row.pk for row in publications]).update(agreement_asked=True)


@transaction.atomic
def agree(*, publications: Sequence[Publication]) -> None:
    """Everybody approved each of them as it stands at this moment. The rows are locked by whoever calls.

    The version of a row stays: nobody who writes has to begin anew for it.
    """
    for row in publications:
        stands = content_hash(row)
        if row.agreed_hash != stands:
            Publication.objects.filter(pk=row.pk).update(agreed_hash=stands)


def disagree(*, publications: Sequence[Publication]) -> None:
    """Somebody refused, or took an approval back: they may not leave as they stand."""
    Publication.objects.filter(pk__in=[row.pk for row in publications]).update(agreed_hash="")
