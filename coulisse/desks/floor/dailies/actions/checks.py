"""The timed check-list."""

from datetime import datetime, time

from django.db import transaction

from coulisse.desks.floor.dailies.checklist import standard_list
from coulisse.desks.floor.dailies.models import Check
from coulisse.desks.floor.dailies.shot import locked_shooting_day
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.models import User


def begin_checks(*, day: Day) -> None:
    """The list of the production's last day that had one, else the standard list; nothing where one stands."""
    with transaction.atomic():
        shot = locked_shooting_day(day)
        if Check.objects.filter(day=shot).exists():
            return
        Check.objects.bulk_create(
            [Check(day=shot, due_at=due_at, post=post, text=text) for due_at, post, text in _lines_for(day)]
        )


def _lines_for(day: Day) -> list[tuple[time, str, str]]:
    earlier = (
        Check.objects.filter(day__production=day.board.production_id, day__date__lt=day.date)
        .order_by("-day__date")
        .values_list("day", flat=True)
        .first()
    )
    if earlier is not None:
        return list(Check.objects.filter(day=earlier).values_list("due_at", "post", "text"))
    return [(line.due_at, str(line.post), str(line.text)) for line in standard_list(day.call_at, day.wrap_at)]


def tick(*, check: Check, done_at: datetime, by: User) -> None:
    """Done, at the hour when it was done: a telephone may tell it later. A second tick changes nothing."""
    Check.objects.filter(pk=check.pk, done_at=None).update(done_at=done_at, done_by=by)


def untick(*, check: Check) -> None:
    Check.objects.filter(pk=check.pk).update(done_at=None, done_by=None)
