"""Keeping the running order of a broadcast, and naming what people write about."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from coulisse.desks.audience.facts.intake import RunningOrderKept
from coulisse.desks.audience.intake.models import RunningItem
from coulisse.desks.audience.intake.running_order import OrderLine
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.actions import announce


def keep_order(*, broadcast: Broadcast, lines: Sequence[OrderLine], by: User, at: datetime) -> list[RunningItem]:
    """These pieces are what went on air. One that keeps its moment or its title keeps its row, and what
    hangs on it."""
    with transaction.atomic():
        Broadcast.objects.select_for_update().get(pk=broadcast.pk)
        left = list(RunningItem.objects.filter(broadcast=broadcast).order_by("starts_at", "pk"))
        kept: list[tuple[RunningItem, OrderLine]] = []
        fresh: list[OrderLine] = []
        for one in lines:
            row = _same(left, one)
            if row is None:
                fresh.append(one)
            else:
                left.remove(row)
                kept.append((row, one))
        RunningItem.objects.filter(pk__in=[row.pk for row in left]).delete()
        _write(broadcast, kept, fresh)
        told = RunningOrderKept(broadcast_id=broadcast.pk, programme=str(broadcast.programme), count=len(lines))
        announce(told, by=by, at=at, about=None, production=broadcast.programme.production_id, desk=Desk.AUDIENCE)
    return list(RunningItem.objects.filter(broadcast=broadcast))


def _same(rows: Sequence[RunningItem], one: OrderLine) -> RunningItem | None:
    by_title = (row for row in rows if row.title.casefold() == one.title.casefold())
    return next(by_title, None) or next((row for row in rows if row.starts_at == one.at), None)


def _write(
    broadcast: Broadcast, kept: Sequence[tuple[RunningItem, OrderLine]], fresh: Sequence[OrderLine]
) -> None:
    """Two pieces may have changed places: a moment is freed before it is taken."""
    moved = [(row, one) for row, one in kept if row.starts_at != one.at]
    for number, (row, _one) in enumerate(moved):
        row.starts_at = row.starts_at.replace(microsecond=number + 1)
    RunningItem.objects.bulk_update([row for row, _one in moved], ["starts_at"])
    for row, one in kept:
        row.starts_at, row.title, row.is_cause = one.at, one.title, one.is_cause
    RunningItem.objects.bulk_update([row for row, _one in kept], ["starts_at", "title", "is_cause"])
    RunningItem.objects.bulk_create(
        RunningItem(broadcast=broadcast, starts_at=one.at, title=one.title, is_cause=one.is_cause) for one in fresh
    )
