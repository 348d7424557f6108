"""Giving a role to somebody, and saying how they are called."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.crew.models import Casting
from coulisse.desks.floor.facts.crew import CastingChanged, RoleCast
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.actions.bonds import give_part, take_part_back
from coulisse.foundation.people.models import Contact, Part


def cast_role(
    *, role: Element, values: Mapping[str, Any], read_version: int, by: User | None, at: datetime
) -> Casting:
    """Write who plays a role and the minutes before being ready; `read_version` is 0 for a role not cast before.

    `values` are fields of `Casting`: contact, agent, dressing_minutes … Raises `StaleWrite`.
    """
    with transaction.atomic():
        casting, new = Casting.objects.get_or_create(role=role, defaults=values)
        was = None if new else casting.contact
        if not new:
            casting = casting.write(values, read_version=read_version)
        if casting.contact != was:
            _hand_over(role, was, casting.contact, by=by, at=at)
        if casting.contact is not None and casting.contact != was:
            told: RoleCast | CastingChanged = RoleCast(
                element_id=role.pk, role=role.name, contact_id=casting.contact.pk, actor=casting.contact.name
            )
        else:
            told = CastingChanged(element_id=role.pk, role=role.name, fields=tuple(values))
        announce(told, by=by, at=at, about=casting, production=role.production_id, desk=Desk.FLOOR)
    return casting


def _hand_over(role: Element, was: Contact | None, now: Contact | None, *, by: User | None, at: datetime) -> None:
    """The cards of the two contacts follow."""
    if was is not None:
        for part in Part.objects.filter(contact=was, production=role.production_id, function=role.name):
            take_part_back(part=part, by=by, at=at)
    if now is not None:
        give_part(contact=now, production=role.production, function=role.name, by=by, at=at)
