"""Preparing the sheet of a day, and typing over what the plan says while it is a draft."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.callsheets.actions.telling import named, tell
from coulisse.desks.floor.callsheets.content import as_json
from coulisse.desks.floor.callsheets.models import Block, Call, CallSheet
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.facts.callsheets import SheetChanged, SheetPrepared, SheetReopened
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import to_brussels


class NotShot(Exception):
    """Nobody is called on a day of rest, or on one that was cancelled."""


class NotADraft(Exception):
    """The version is validated: open a rectification first."""


class NotValidated(Exception):
    """There is nothing to rectify yet."""


class BeforeTheDay(Exception):
    """The wrap lies before the day of the sheet."""


def prepare(*, day: Day, by: User | None, at: datetime) -> CallSheet:
    """The sheet of a day of the approved board, made at the first time of asking. Raises `NotShot`."""
    if day.kind != Day.Kind.SHOOT or day.cancelled_at is not None:
        raise NotShot(day.date)
    production = day.board.production
    with transaction.atomic():
        sheet, new = CallSheet.objects.get_or_create(
            production=production,
            unit=day.unit,
            date=day.date,
            defaults={"day": day, "number": day.number or 1, "prepared_by": by, "prepared_at": at},
        )
        if new:
            tell(SheetPrepared(**named(sheet)), sheet, by=by, at=at)
        elif sheet.day_id != day.pk:
            sheet.day = day
            sheet.save(update_fields=["day"])
    return sheet


def type_block(
    *, sheet: CallSheet, kind: str, content: object, read_version: int, by: User, at: datetime
) -> Block:
    """Write one block instead of what the plan says; `read_version` is 0 where nobody typed it before.

    `content` are records of the paper. Raises `NotADraft`, `StaleWrite`.
    """
    kept = {"content": as_json(content), "typed_by": by, "typed_at": at}
    with transaction.atomic():
        draft = locked_draft(sheet)
        block, new = Block.objects.get_or_create(sheet=draft, kind=Block.Kind(kind), defaults=kept)
        if not new:
            block = block.write(kept, read_version=read_version)
        tell(SheetChanged(**named(draft), what=kind), draft, by=by, at=at)
    return block


def take_plan_again(*, sheet: CallSheet, kind: str, by: User, at: datetime) -> None:
    """Leave what was typed in a block: the plan speaks again. Raises `NotADraft`."""
    with transaction.atomic():
        draft = locked_draft(sheet)
        deleted, _rows = Block.objects.filter(sheet=draft, kind=kind).delete()
        if deleted:
            tell(SheetChanged(**named(draft), what=kind), draft, by=by, at=at)


def type_call(
    *,
    sheet: CallSheet,
    member: CrewMember | None = None,
    role: Element | None = None,
    hours: Mapping[str, str],
    is_called: bool,
    read_version: int,
    by: User,
    at: datetime,
) -> Call:
    """Write a person's hours instead of those that follow from the plan. Raises `NotADraft`, `StaleWrite`."""
    kept = {"hours": dict(hours), "is_called": is_called, "typed_by": by, "typed_at": at}
    with transaction.atomic():
        draft = locked_draft(sheet)
        call, new = Call.objects.get_or_create(sheet=draft, member=member, role=role, defaults=kept)
        if not new:
            call = call.write(kept, read_version=read_version)
        name = member.contact.name if member else role.name if role else ""
        tell(SheetChanged(**named(draft), what=name), draft, by=by, at=at)
    return call


def take_call_again(*, call: Call, by: User, at: datetime) -> None:
    """A person's hours follow the plan again. Raises `NotADraft`."""
    with transaction.atomic():
        draft = locked_draft(call.sheet)
        name = str(call)
        call.delete()
        tell(SheetChanged(**named(draft), what=name), draft, by=by, at=at)


def reopen(*, sheet: CallSheet, by: User, at: datetime) -> CallSheet:
    """Make it a draft again; the validated version stands until the next one. Raises `NotValidated`."""
    with transaction.atomic():
        fresh = locked(sheet)
        if fresh.state == CallSheet.State.DRAFT:
            raise NotValidated(sheet.pk)
        set_state(fresh, CallSheet.State.DRAFT)
        tell(SheetReopened(**named(fresh)), fresh, by=by, at=at)
    return fresh


def note_wrap(*, sheet: CallSheet, wrapped_at: datetime | None) -> CallSheet:
    """The real wrap of the day, from which tomorrow's rest is counted; told by whoever notes it. Raises
    `BeforeTheDay`."""
    if wrapped_at is not None and to_brussels(wrapped_at).date() < sheet.date:
        raise BeforeTheDay(wrapped_at.isoformat())
    with transaction.atomic():
        fresh = locked(sheet)
        fresh.wrapped_at = wrapped_at
        fresh.save(update_fields=["wrapped_at"])
    return fresh


def locked(sheet: CallSheet) -> CallSheet:
    rows = CallSheet.objects.select_for_update(of=("self",)).select_related("production__company", "day")
    return rows.get(pk=sheet.pk)


def locked_draft(sheet: CallSheet) -> CallSheet:
    """The sheet, held while it is written. Raises `NotADraft`."""
    fresh = locked(sheet)
    if fresh.state != CallSheet.State.DRAFT:
        raise NotADraft(sheet.pk)
    return fresh


def set_state(sheet: CallSheet, state: str) -> None:
    sheet.state = state
    sheet.version += 1
    sheet.save(update_fields=["state", "version"])
