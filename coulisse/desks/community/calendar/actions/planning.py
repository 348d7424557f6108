"""Recurring slots and who is on call."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.community.calendar.models import OnCall, PostSlot
from coulisse.foundation.accounts.models import User


class SlotThere(ValueError):
    """That account has a slot at that hour already."""


def add_slot(*, values: Mapping[str, Any], by: User, at: datetime) -> PostSlot:
    """`values` are account, weekday, at, pillar, about, starts_on and ends_on. Raises `SlotThere`."""
    try:
        with transaction.atomic():
            return PostSlot.objects.create(**values, created_by=by, created_at=at)
    except IntegrityError as there:
        raise SlotThere(str(values["at"])) from there


def end_slot(*, slot: PostSlot, on: date) -> None:
    """From that day on there is none any more; one that never was goes altogether."""
    if slot.starts_on >= on:
        slot.delete()
        return
    slot.ends_on = on
    slot.save(update_fields=["ends_on"])


def put_on_call(*, values: Mapping[str, Any], by: User, at: datetime) -> OnCall:
    """`values` are person, phone, starts_on, ends_on, note, production and client (one of them at most)."""
    return OnCall.objects.create(**values, written_by=by, written_at=at)


def take_off_call(*, row: OnCall) -> None:
    row.delete()
