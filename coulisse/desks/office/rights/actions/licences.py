"""Licences: entered, changed, taken away and put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.facts.rights import LicenceChanged, LicenceEntered, LicenceRemoved, LicenceRestored
from coulisse.desks.office.rights.actions.telling import of_work, tell_of_work
from coulisse.desks.office.rights.actions.works import cards_named
from coulisse.desks.office.rights.models import Licence, Work
from coulisse.foundation.accounts.models import User


def enter(*, work: Work, values: Mapping[str, Any], by: User, at: datetime) -> Licence:
    """A new licence of a work; it stands beside the others."""
    with transaction.atomic():
        card = cards_named([values["licensor"]]).get(values["licensor"].casefold())
        made = Licence.objects.create(work=work, contact_id=card, entered_by=by, entered_at=at, **values)
        tell_of_work(LicenceEntered(**_of(made), until=made.until), work, by=by, at=at)
    return made


def change(*, licence: Licence, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Licence:
    """Raises `StaleWrite`."""
    with transaction.atomic():
        written = licence.write(values, read_version=read_version)
        tell_of_work(LicenceChanged(**_of(written), until=written.until), written.work, by=by, at=at)
    return written


def remove(*, licence: Licence, by: User, at: datetime) -> Licence:
    """It opens nothing any more. Away already stays away."""
    return _set_removed(licence, at, by=by, at=at)


def restore(*, licence: Licence, by: User, at: datetime) -> Licence:
    """The inverse of `remove`."""
    return _set_removed(licence, None, by=by, at=at)


def _set_removed(licence: Licence, removed_at: datetime | None, *, by: User, at: datetime) -> Licence:
    with transaction.atomic():
        fresh = Licence.objects.select_for_update(of=("self",)).select_related("work").get(pk=licence.pk)
        if (fresh.removed_at is None) == (removed_at is None):
            return fresh
        fresh.removed_at = removed_at
        fresh.version += 1
        fresh.save(update_fields=["removed_at", "version"])
        told = LicenceRestored(**_of(fresh)) if removed_at is None else LicenceRemoved(**_of(fresh))
        tell_of_work(told, fresh.work, by=by, at=at)
    return fresh


def _of(licence: Licence) -> dict[str, Any]:
    return {**of_work(licence.work), "licence_id": licence.pk, "licensor": licence.licensor}
