"""Names, addresses and years of those who took part are erased when their days are over; numbers stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value

from coulisse.desks.community.animation.actions.telling import named, tell
from coulisse.desks.community.animation.models import Animation, Standing
from coulisse.desks.community.facts.animation import EntrantsForgotten

DAY = timedelta(days=1)


def forget_due(*, at: datetime) -> int:
    """How many animations were emptied."""
    kept = ExpressionWrapper(F("keep_days") * Value(DAY), output_field=DurationField())
    ends = ExpressionWrapper(F("ends_at") + kept, output_field=DateTimeField())
    due = Animation.objects.annotate(kept_until=ends).filter(forgotten_at__isnull=True, kept_until__lte=at)
    return sum(_forget(row, at) for row in due.exclude(state=Animation.State.DRAFT))


@transaction.atomic
def _forget(animation: Animation, at: datetime) -> bool:
    row = Animation.objects.select_for_update(of=("self",)).get(pk=animation.pk)
    if row.forgotten_at is not None:
        return False
    count = row.entrants.update(
        pseudonym="", birth_year=None, contact="", contact_hash="", key_hash="", words="", excluded_why=""
    )
    for standing in Standing.objects.filter(animation=row):
        standing.rows = [{**one, "name": one["code"]} for one in standing.rows]
        standing.save(update_fields=["rows"])
    row.forgotten_at = at
    row.save(update_fields=["forgotten_at"])
    tell(EntrantsForgotten(**named(row), entrants=count), row, by=None, at=at)
    return True
