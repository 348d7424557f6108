"""What a source asks in return: added, changed, taken away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.facts.financing import ConditionChanged
from coulisse.desks.office.financing.models import Condition, Source
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


def add_condition(*, source: Source, values: Mapping[str, Any], by: User | None, at: datetime) -> Condition:
    with transaction.atomic():
        last = source.conditions.aggregate(last=Max("position"))["last"] or 0
        condition = Condition.objects.create(source=source, **{"position": last + 1, **values})
        _tell(source, condition.text, by=by, at=at)
    return condition


def edit_condition(
    *, condition: Condition, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Condition:
    """Raises `StaleWrite`."""
    with transaction.atomic():
        written = condition.write(values, read_version=read_version)
        _tell(written.source, written.text, by=by, at=at)
    return written


def remove_condition(*, condition: Condition, by: User, at: datetime) -> Condition:
    """Take a condition away. Away already stays away."""
    return _set_removed(condition, at, by=by, at=at)


def restore_condition(*, condition: Condition, by: User, at: datetime) -> Condition:
    """The inverse of `remove_condition`."""
    return _set_removed(condition, None, by=by, at=at)


def _set_removed(condition: Condition, removed_at: datetime | None, *, by: User, at: datetime) -> Condition:
    with transaction.atomic():
        fresh = Condition.objects.select_for_update(of=("self",)).select_related("source").get(pk=condition.pk)
        if (fresh.removed_at is None) == (removed_at is None):
            return fresh
        fresh.removed_at = removed_at
        fresh.version += 1
        fresh.save(update_fields=["removed_at", "version"])
        _tell(fresh.source, fresh.text, by=by, at=at)
    return fresh


def _tell(source: Source, text: str, *, by: User | None, at: datetime) -> None:
    told = ConditionChanged(source_id=source.pk, name=source.name, text=text)
    announce(told, by=by, at=at, about=source, production=source.production_id, desk=Desk.OFFICE)
