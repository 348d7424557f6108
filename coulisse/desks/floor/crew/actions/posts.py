"""Putting people on the crew, changing their post, taking them off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.floor.crew.models import CrewMember, Department
from coulisse.desks.floor.facts.crew import MemberChanged, MemberJoined, MemberLeft, OneMember
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.actions.bonds import give_part, take_part_back
from coulisse.foundation.people.models import Contact, Part
from coulisse.foundation.productions.models import Production

ONE_POST = "one_post_per_function"
ORDER_STEP = 10


class HoldsThatPost(Exception):
    """This contact is on the crew with that function already."""


def join(
    *,
    production: Production,
    contact: Contact,
    function: str,
    department: str,
    by: User | None,
    at: datetime,
    values: Mapping[str, Any] | None = None,
) -> CrewMember:
    """Put a contact on the crew, last of the department; the contact's card tells of it. Raises `HoldsThatPost`.

    `values` are further fields of the post: call_shift, radio_channel, day_rate_cents …
    """
    last = CrewMember.objects.filter(production=production, department=department).order_by("order").last()
    member = CrewMember(
        production=production,
        contact=contact,
        function=function.strip(),
        department=Department(department),
        **{"order": (last.order if last else 0) + ORDER_STEP, **(values or {})},
    )
    try:
        with transaction.atomic():
            member.save(force_insert=True)
            give_part(contact=contact, production=production, function=member.function, by=by, at=at)
            _announce(MemberJoined, member, by=by, at=at)
    except IntegrityError as error:
        if ONE_POST in str(error):
            raise HoldsThatPost(contact.name, function) from error
        raise
    return member


def edit_post(
    *, member: CrewMember, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> CrewMember:
    """Change a post. Raises `HoldsThatPost`, `StaleWrite`."""
    was = member.function
    try:
        with transaction.atomic():
            written = member.write(values, read_version=read_version)
            if written.function != was:
                _follow(written, was, by=by, at=at)
            announce(
                MemberChanged(**_told(written), fields=tuple(values)),
                by=by,
                at=at,
                about=written,
                production=written.production_id,
                desk=Desk.FLOOR,
            )
    except IntegrityError as error:
        if ONE_POST in str(error):
            raise HoldsThatPost(member.contact.name, values.get("function", was)) from error
        raise
    return written


def leave(*, member: CrewMember, by: User, at: datetime) -> CrewMember:
    """Take somebody off the crew. Off already stays off."""
    with transaction.atomic():
        fresh = _locked(member)
        if fresh.left_at is not None:
            return fresh
        _set_left(fresh, at)
        _take_parts_back(fresh, fresh.function, by=by, at=at)
        _announce(MemberLeft, fresh, by=by, at=at)
    return fresh


def rejoin(*, member: CrewMember, by: User, at: datetime) -> CrewMember:
    """The inverse of `leave`. Raises `HoldsThatPost` when somebody put them on again meanwhile."""
    try:
        with transaction.atomic():
            fresh = _locked(member)
            if fresh.left_at is None:
                return fresh
            _set_left(fresh, None)
            give_part(contact=fresh.contact, production=fresh.production, function=fresh.function, by=by, at=at)
            _announce(MemberJoined, fresh, by=by, at=at)
    except IntegrityError as error:
        if ONE_POST in str(error):
            raise HoldsThatPost(member.contact.name, member.function) from error
        raise
    return fresh


def _locked(member: CrewMember) -> CrewMember:
    rows = CrewMember.objects.select_for_update(of=("self",)).select_related("contact", "production")
    return rows.get(pk=member.pk)


def _set_left(member: CrewMember, at: datetime | None) -> None:
    member.left_at = at
    member.version += 1
    member.save(update_fields=["left_at", "version"])


def _take_parts_back(member: CrewMember, function: str, *, by: User, at: datetime) -> None:
    parts = Part.objects.filter(contact=member.contact_id, production=member.production_id, function=function)
    for part in parts.select_related("contact"):
        take_part_back(part=part, by=by, at=at)


def _follow(member: CrewMember, was: str, *, by: User, at: datetime) -> None:
    """The contact's card names the new function instead of the former one."""
    _take_parts_back(member, was, by=by, at=at)
    give_part(contact=member.contact, production=member.production, function=member.function, by=by, at=at)


def _told(member: CrewMember) -> dict[str, Any]:
    return {
        "member_id": member.pk,
        "contact_id": member.contact_id,
        "name": member.contact.name,
        "function": member.function,
    }


def _announce(happened: type[OneMember], member: CrewMember, *, by: User | None, at: datetime) -> None:
    announce(
        happened(**_told(member)),
        by=by,
        at=at,
        about=member,
        production=member.production_id,
        desk=Desk.FLOOR,
    )
