"""One act on a selection, in one transaction, with what is needed to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from django.db.models import F, QuerySet

from coulisse.desks.audience.facts.inbox import HandlingTakenBack
from coulisse.desks.audience.intake import actions as intake
from coulisse.desks.audience.intake.actions import UnknownDesk
from coulisse.desks.audience.intake.labels import ROUTES
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

MOST: Final = 200
"""Conversations of one selection."""
NAMED: Final = 12


class Act(StrEnum):
    """What may be done to several at once, and taken back."""

    ASSIGN = "assign"
    RELEASE = "release"
    CLOSE = "close"
    REOPEN = "reopen"
    SPAM = "spam"
    ROUTE = "route"
    UNREAD = "unread"


class NothingChanges(Exception):
    """Every one of them is like that already, or none was chosen."""


@dataclass(frozen=True, slots=True)
class Before:
    """One row as it stood, and the version that the act gave it."""

    pk: int
    version: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Handled:
    """How many an act changed, and what to write to take it back."""

    act: Act
    count: int
    before: tuple[Before, ...]


FIELDS: Final[dict[Act, tuple[str, ...]]] = {
    Act.ASSIGN: ("assigned_to_id",),
    Act.RELEASE: ("assigned_to_id",),
    Act.CLOSE: ("state", "is_new"),
    Act.REOPEN: ("state",),
    Act.SPAM: ("state", "is_new"),
    Act.ROUTE: ("routed_to", "routed_at"),
    Act.UNREAD: ("is_new",),
}
"""What each act writes."""


def handle(
    *, conversations: Sequence[int], act: Act, by: User, at: datetime, to: User | None = None, desk: str = ""
) -> Handled:
    """Do it to those of them that `by` may change; the others are left out.

    Raises `NothingChanges`, and `UnknownDesk` for a desk that nothing is handed to.
    """
    if act is Act.ROUTE and desk not in ROUTES:
        raise UnknownDesk(desk)
    before = []
    with transaction.atomic():
        for row in _within_reach(by, conversations).select_for_update(of=("self",)).order_by("pk"):
            written = _write(row, act, to=to, desk=desk, by=by, at=at)
            if written.version != row.version:
                stood = tuple(getattr(row, name) for name in FIELDS[act])
                before.append(Before(row.pk, written.version, stood))
        if not before:
            raise NothingChanges
    return Handled(act, len(before), tuple(before))


def take_back(*, act: Act, before: Sequence[Before], by: User, at: datetime) -> int:
    """Write back what stood before, where nobody wrote since. Returns how many. Raises `NothingChanges`."""
    names = FIELDS[act]
    stood = {one.pk: one for one in before}
    with transaction.atomic():
        locked = _within_reach(by, list(stood)).select_for_update(of=("self",)).order_by("pk")
        rows = [row for row in locked if row.version == stood[row.pk].version]
        if not rows:
            raise NothingChanges
        for row in rows:
            for name, value in zip(names, stood[row.pk].values, strict=True):
                setattr(row, name, value)
            row.version += 1
        Conversation.objects.bulk_update(rows, [*(name.removesuffix("_id") for name in names), "version"])
        for production, some in _by_production(rows).items():
            told = HandlingTakenBack(count=len(some), references=_named(some))
            announce(told, by=by, at=at, production=production, desk=Desk.AUDIENCE)
    return len(rows)


def _write(row: Conversation, act: Act, *, to: User | None, desk: str, by: User, at: datetime) -> Conversation:
    if act is Act.UNREAD:
        return _mark_new(row)
    if act is Act.ROUTE:
        return intake.route(conversation=row, to=desk, by=by, at=at)
    if act in {Act.ASSIGN, Act.RELEASE}:
        return intake.assign(conversation=row, to=to if act is Act.ASSIGN else None, by=by, at=at)
    verb = {Act.CLOSE: intake.close, Act.REOPEN: intake.reopen, Act.SPAM: intake.mark_spam}[act]
    return verb(conversation=row, by=by, at=at)


def _mark_new(row: Conversation) -> Conversation:
    Conversation.objects.filter(pk=row.pk, is_new=False).update(is_new=True, version=F("version") + 1)
    return Conversation.objects.get(pk=row.pk)


def _within_reach(user: User, keys: Sequence[int]) -> QuerySet[Conversation]:
    """Those that this person may change; the whole house's desk may change what belongs to no production."""
    found = Conversation.objects.filter(pk__in=list(keys)[:MOST])
    reached = user.scope().productions("change", desk=Desk.AUDIENCE)
    return found if reached is None else found.filter(production_id__in=reached)


def _by_production(rows: Sequence[Conversation]) -> dict[int | None, list[Conversation]]:
    found: dict[int | None, list[Conversation]] = {}
    for row in rows:
        found.setdefault(row.production_id, []).append(row)
    return found


def _named(rows: Sequence[Conversation]) -> str:
    return ", ".join(row.reference for row in rows[:NAMED]) + ("…" if len(rows) > NAMED else "")
