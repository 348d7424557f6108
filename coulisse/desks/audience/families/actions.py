"""Deciding of families: naming, joining across languages, taking a conversation out, putting one in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from coulisse.desks.audience.facts.families import (
    FamiliesJoined,
    FamiliesSeparated,
    FamilyNamed,
    MemberPutIn,
    MemberTakenOut,
)
from coulisse.desks.audience.intake.models import Conversation, Family, RunningItem
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

BY_A_PERSON = [{"reason": "person", "words": []}]


class AlreadyJoined(Exception):
    """They are one already."""


class NotJoined(Exception):
    """They are two already."""


class OtherProduction(Exception):
    """Families of two productions are never one."""


class NoMember(Exception):
    """It is not in this family."""


class MemberAlready(Exception):
    """It is in this family."""


def name(
    *, family: Family, title: str, cause: RunningItem | None, read_version: int, by: User, at: datetime
) -> Family:
    """What it is about, in a person's words, and what caused it on air. Raises `StaleWrite`."""
    with transaction.atomic():
        values: dict[str, object] = {"title": title, "cause": cause}
        if cause is not None:
            values["broadcast"] = cause.broadcast
        written = family.write(values, read_version=read_version)
        told = FamilyNamed(family_id=written.pk, title=title or (cause.title if cause else ""), size=written.size)
        announce(told, by=by, at=at, about=written, production=written.production_id, desk=Desk.AUDIENCE)
    return written


def join(*, family: Family, other: Family, by: User, at: datetime) -> Family:
    """The two say the same: the larger leads, and whatever was joined to the smaller follows. Returns the leader.

    Raises `AlreadyJoined` and `OtherProduction`.
    """
    with transaction.atomic():
        one, two = _locked(family.pk, other.pk)
        if one.pk == two.pk:
            raise AlreadyJoined
        if one.production_id != two.production_id:
            raise OtherProduction
        leader, joined = (one, two) if (one.size, -one.pk) >= (two.size, -two.pk) else (two, one)
        Family.objects.filter(joined_to=joined).update(joined_to=leader, version=F("version") + 1)
        Family.objects.filter(pk=joined.pk).update(joined_to=leader, version=F("version") + 1)
        told = FamiliesJoined(family_id=leader.pk, other_id=joined.pk, size=leader.size, other_size=joined.size)
        announce(told, by=by, at=at, about=leader, production=leader.production_id, desk=Desk.AUDIENCE)
    return leader


def separate(*, families: Sequence[Family], by: User, at: datetime) -> Family:
    """Take a join back: the first stands by itself again, the others follow it. Raises `NotJoined`."""
    with transaction.atomic():
        keys = [one.pk for one in families]
        rows = {row.pk: row for row in Family.objects.select_for_update(no_key=True).filter(pk__in=keys)}
        first = rows[keys[0]]
        if first.joined_to_id is None:
            raise NotJoined
        leader = Family.objects.get(pk=first.joined_to_id)
        following = [pk for pk in keys[1:] if rows[pk].joined_to_id == leader.pk]
        Family.objects.filter(pk=first.pk).update(joined_to=None, version=F("version") + 1)
        Family.objects.filter(pk__in=following).update(joined_to=first, version=F("version") + 1)
        told = FamiliesSeparated(family_id=leader.pk, other_id=first.pk, size=leader.size, other_size=first.size)
        announce(told, by=by, at=at, about=leader, production=leader.production_id, desk=Desk.AUDIENCE)
    return leader


def take_out(*, conversation: Conversation, by: User, at: datetime) -> Family:
    """It is answered by itself now, and stands beside the family. Returns the family. Raises `NoMember`."""
    with transaction.atomic():
        row = _conversation(conversation)
        if row.family_id is None:
            raise NoMember
        family = Family.objects.select_for_update(no_key=True).get(pk=row.family_id)
        Conversation.objects.filter(pk=row.pk).update(
            family=None, beside=family, apart=BY_A_PERSON, version=F("version") + 1
        )
        Family.objects.filter(pk=family.pk, size__gt=0).update(size=F("size") - 1, version=F("version") + 1)
        told = MemberTakenOut(family_id=family.pk, conversation_id=row.pk, reference=row.reference)
        announce(told, by=by, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
    return family


def put_in(*, conversation: Conversation, family: Family, by: User, at: datetime) -> Family:
    """It is answered with the others from now on, because a person says so. Raises `MemberAlready`."""
    with transaction.atomic():
        row = _conversation(conversation)
        if row.family_id == family.pk:
            raise MemberAlready
        if row.production_id != family.production_id:
            raise OtherProduction
        locked = Family.objects.select_for_update(no_key=True).get(pk=family.pk)
        if row.family_id is not None:
            Family.objects.filter(pk=row.family_id, size__gt=0).update(
                size=F("size") - 1, version=F("version") + 1
            )
        Conversation.objects.filter(pk=row.pk).update(
            family=locked, beside=None, apart=[], version=F("version") + 1
        )
        Family.objects.filter(pk=locked.pk).update(
            size=F("size") + 1,
            first_at=min(locked.first_at, row.received_at),
            last_at=max(locked.last_at, row.received_at),
            version=F("version") + 1,
        )
        told = MemberPutIn(family_id=locked.pk, conversation_id=row.pk, reference=row.reference)
        announce(told, by=by, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
    return locked


def _locked(first: int, second: int) -> tuple[Family, Family]:
    """The two leading families, always locked in the same order."""
    keys = dict(Family.objects.filter(pk__in=[first, second]).values_list("pk", "joined_to"))
    leads = [keys[first] or first, keys[second] or second]
    rows = {
        row.pk: row for row in Family.objects.select_for_update(no_key=True).filter(pk__in=leads).order_by("pk")
    }
    return rows[leads[0]], rows[leads[1]]


def _conversation(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
