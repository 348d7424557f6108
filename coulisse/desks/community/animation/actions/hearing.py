"""A call for ideas and questions: what came in is read, shown or not, and may become an idea."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.community.animation.models import Entrant
from coulisse.desks.community.strategy.actions import add_idea
from coulisse.foundation.accounts.models import User


@transaction.atomic
def show(*, entrant: Entrant, at: datetime | None) -> Entrant:
    """On the public page from then on; None takes it back."""
    entrant.shown_at = at
    entrant.save(update_fields=["shown_at"])
    return entrant


@transaction.atomic
def keep_as_idea(*, entrant: Entrant, by: User, at: datetime) -> Entrant:
    """Once: an idea of the same owner, in the words that came in, without who wrote them."""
    row = Entrant.objects.select_for_update(of=("self",)).select_related("animation").get(pk=entrant.pk)
    if row.idea_id is None:
        animation = row.animation
        row.idea = add_idea(
            title=row.words.strip().splitlines()[0] if row.words.strip() else str(animation),
            note=f"{animation}\n\n{row.words}",
            by=by,
            at=at,
            production=animation.production,
            client=animation.client,
        )
        row.save(update_fields=["idea"])
    return row
