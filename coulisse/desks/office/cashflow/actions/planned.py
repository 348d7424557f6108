"""Planning movements, changing them, taking them out and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.cashflow.models import PlannedMovement
from coulisse.desks.office.facts.cashflow import (
    MovementChanged,
    MovementDropped,
    MovementPlanned,
    MovementRestored,
    OneMovement,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


def plan_movements(
    *, production: Production, values: Sequence[Mapping[str, Any]], by: User | None, at: datetime
) -> list[PlannedMovement]:
    """Plan one or several movements, all or none of them."""
    with transaction.atomic():
        rows = PlannedMovement.objects.bulk_create(
            PlannedMovement(production=production, by=by, at=at, **one) for one in values
        )
        for row in rows:
            told = MovementPlanned(movement_id=row.pk, label=row.label, cents=row.net_cents + row.vat_cents)
            announce(told, by=by, at=at, about=row, production=production.pk, desk=Desk.OFFICE)
    return rows


def change_movement(
    *, movement: PlannedMovement, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> PlannedMovement:
    """Change a planned movement. Raises `StaleWrite`."""
    with transaction.atomic():
        written = movement.write(values, read_version=read_version)
        told = MovementChanged(movement_id=written.pk, label=written.label, fields=tuple(values))
        announce(told, by=by, at=at, about=written, production=written.production_id, desk=Desk.OFFICE)
    return written


def drop_movement(*, movement: PlannedMovement, by: User, at: datetime) -> PlannedMovement:
    """Expect it no longer. Out already stays out."""
    return _set_dropped(movement, at, MovementDropped, by=by, at=at)


def restore_movement(*, movement: PlannedMovement, by: User, at: datetime) -> PlannedMovement:
    """The inverse of `drop_movement`."""
    return _set_dropped(movement, None, MovementRestored, by=by, at=at)


def _set_dropped(
    movement: PlannedMovement, moment: datetime | None, happened: type[OneMovement], *, by: User, at: datetime
) -> PlannedMovement:
    with transaction.atomic():
        fresh = PlannedMovement.objects.select_for_update().get(pk=movement.pk)
        if (fresh.dropped_at is None) == (moment is None):
            return fresh
        fresh.dropped_at = moment
        fresh.version += 1
        fresh.save(update_fields=["dropped_at", "version"])
        told = happened(movement_id=fresh.pk, label=fresh.label)
        announce(told, by=by, at=at, about=fresh, production=fresh.production_id, desk=Desk.OFFICE)
    return fresh
