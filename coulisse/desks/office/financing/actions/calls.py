"""Dates of the funds: added, changed, taken away and put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.facts.financing import CallAdded, CallChanged, CallRemoved, CallRestored, OneCall
from coulisse.desks.office.financing.models import Call
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


def add_call(*, values: Mapping[str, Any], by: User | None, at: datetime) -> Call:
    with transaction.atomic():
        call = Call.objects.create(**values)
        _tell(CallAdded(**_told(call)), call, by=by, at=at)
    return call


def edit_call(*, call: Call, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Call:
    """Raises `StaleWrite`."""
    with transaction.atomic():
        written = call.write(values, read_version=read_version)
        _tell(CallChanged(**_told(written), fields=tuple(values)), written, by=by, at=at)
    return written


def remove_call(*, call: Call, by: User, at: datetime) -> Call:
    return _set_removed(call, at, by=by, at=at)


def restore_call(*, call: Call, by: User, at: datetime) -> Call:
    """The inverse of `remove_call`."""
    return _set_removed(call, None, by=by, at=at)


def _set_removed(call: Call, removed_at: datetime | None, *, by: User, at: datetime) -> Call:
    with transaction.atomic():
        fresh = Call.objects.select_for_update().get(pk=call.pk)
        if (fresh.removed_at is None) == (removed_at is None):
            return fresh
        fresh.removed_at = removed_at
        fresh.version += 1
        fresh.save(update_fields=["removed_at", "version"])
        told: OneCall = CallRestored(**_told(fresh)) if removed_at is None else CallRemoved(**_told(fresh))
        _tell(told, fresh, by=by, at=at)
    return fresh


def _told(call: Call) -> dict[str, Any]:
    return {"call_id": call.pk, "title": call.title, "day": call.day.isoformat()}


def _tell(happened: OneCall, call: Call, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=call, desk=Desk.OFFICE)
