"""The clock of the day."""

from datetime import datetime
from itertools import pairwise

from django.db import transaction

from coulisse.desks.floor.callsheets.actions.preparing import note_wrap
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.dailies.models import Mark
from coulisse.desks.floor.dailies.shot import happened_on, locked_shooting_day
from coulisse.desks.floor.facts.dailies import ClockMarked
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce

IN_ORDER = tuple(Mark.Kind)


class HoursOutOfOrder(Exception):
    """A mark that would stand before an earlier moment of the day, or after a later one. Carries that mark."""

    def __init__(self, standing: Mark) -> None:
        super().__init__(standing.kind)
        self.standing = standing


def mark(*, day: Day, kind: Mark.Kind, happened_at: datetime, by: User, at: datetime) -> Mark:
    """Note an hour, or correct it. Raises HoursOutOfOrder."""
    with transaction.atomic():
        shot = locked_shooting_day(day)
        _refuse_disorder(day, kind, happened_at)
        row, _made = Mark.objects.update_or_create(
            day=shot, kind=kind, defaults={"happened_at": happened_at, "by": by, "noted_at": at}
        )
        if kind == Mark.Kind.WRAP:
            _tell_the_sheet(day, happened_at)
        announce(
            ClockMarked(
                day_id=day.pk,
                date=day.date.isoformat(),
                mark=kind.value,
                hour=happened_at.isoformat(timespec="minutes"),
            ),
            by=by,
            at=at,
            about=day,
            production=day.board.production_id,
            desk="floor",
        )
    return row


def unmark(*, day: Day, kind: Mark.Kind) -> None:
    """Undo a mark tapped by mistake."""
    Mark.objects.filter(kind=kind, **happened_on(day)).delete()


def _tell_the_sheet(day: Day, wrapped_at: datetime) -> None:
    """Tomorrow's call sheet counts the rest from the real wrap."""
    sheets = CallSheet.objects.filter(production=day.board.production_id, unit=day.unit, date=day.date)
    for sheet in sheets:
        note_wrap(sheet=sheet, wrapped_at=wrapped_at)


def _refuse_disorder(day: Day, kind: Mark.Kind, happened_at: datetime) -> None:
    """The work goes on through the meal, so the last shot may be marked without one; all else keeps its order."""
    others = {row.kind: row for row in Mark.objects.filter(**happened_on(day)).exclude(kind=kind)}
    new = Mark(kind=kind, happened_at=happened_at)
    ordered = [new if code == kind else others[code] for code in IN_ORDER if code == kind or code in others]
    for before, after in pairwise(ordered):
        if after.happened_at < before.happened_at:
            raise HoursOutOfOrder(before if after is new else after)
