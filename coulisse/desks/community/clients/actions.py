"""A workspace, written: the brief, portraits, what was said at meetings, what is asked of colleagues."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from coulisse.desks.community.clients.models import Brief, ColleagueRequest, MeetingNote, Portrait
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.facts.clients import BriefWritten, MeetingNoted, RequestMade, RequestMoved
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact

STATE: Final = ColleagueRequest.State
ENDS: Final = (STATE.DELIVERED, STATE.REFUSED)


class BriefThere(ValueError):
    """Somebody wrote the first brief meanwhile: read it, and change it."""


class AnswerMissing(ValueError):
    """A refusal says why."""


def write_brief(
    *, workspace: Workspace, values: Mapping[str, Any], read_version: int | None, by: User, at: datetime
) -> Brief:
    """The first brief, or a change of the one in force. Raises `BriefThere`, `StaleWrite`.

    `values` are goals, publics, tone, avoided, budget_cents, budget_account, needs_approval, starts_on, ends_on.
    """
    try:
        with transaction.atomic():
            held = Brief.objects.filter(client=workspace.client_id, production=workspace.production_id).first()
            if held is None:
                row = Brief.objects.create(**workspace.values, **values, written_by=by, written_at=at)
                changed: tuple[str, ...] = ()
            elif read_version is None:
                raise BriefThere
            else:
                changed = tuple(name for name, value in values.items() if getattr(held, name) != value)
                row = held.write(values, read_version=read_version)
                row.written_by, row.written_at = by, at
                row.save(update_fields=["written_by", "written_at"])
            _tell(workspace, BriefWritten(owner=str(workspace), edition=row.version, changed=changed), by, at)
            return row
    except IntegrityError:
        raise BriefThere from None


@transaction.atomic
def draw_portrait(*, workspace: Workspace, values: Mapping[str, Any]) -> Portrait:
    """`values` are name, who, seeks, networks, languages, hours, basis, known_on."""
    return Portrait.objects.create(**workspace.values, **values)


@transaction.atomic
def redraw_portrait(*, portrait: Portrait, values: Mapping[str, Any], read_version: int) -> Portrait:
    """Raises `StaleWrite`."""
    return portrait.write(values, read_version=read_version)


@transaction.atomic
def retire_portrait(*, portrait: Portrait, at: datetime) -> None:
    """It is looked at no more; what was planned for it stays."""
    row = Portrait.objects.select_for_update().get(pk=portrait.pk)
    row.retired_at = row.retired_at or at
    row.version += 1
    row.save(update_fields=["retired_at", "version"])


@transaction.atomic
def note_meeting(*, workspace: Workspace, values: Mapping[str, Any], by: User, at: datetime) -> MeetingNote:
    """`values` are on, present, said, decided."""
    row = MeetingNote.objects.create(**workspace.values, **values, written_by=by, written_at=at)
    _tell(workspace, MeetingNoted(owner=str(workspace), on=row.on), by, at)
    return row


@transaction.atomic
def rewrite_note(*, note: MeetingNote, values: Mapping[str, Any], read_version: int) -> MeetingNote:
    """Raises `StaleWrite`."""
    return note.write(values, read_version=read_version)


@transaction.atomic
def ask_colleague(*, workspace: Workspace, values: Mapping[str, Any], by: User, at: datetime) -> ColleagueRequest:
    """`values` are service, addressee, what, details, due_on."""
    row = ColleagueRequest.objects.create(**workspace.values, **values, asked_by=by, asked_at=at)
    fact = RequestMade(request_id=row.pk, what=row.what, addressee=row.addressee, due_on=row.due_on)
    _tell(workspace, fact, by, at)
    return row


@transaction.atomic
def change_request(*, request: ColleagueRequest, values: Mapping[str, Any], read_version: int) -> ColleagueRequest:
    """Raises `StaleWrite`."""
    return request.write(values, read_version=read_version)


@transaction.atomic
def move_request(*, request: ColleagueRequest, to: str, answer: str, by: User, at: datetime) -> ColleagueRequest:
    """Promised, delivered, refused, or asked again. Raises `AnswerMissing` for a refusal without a reason."""
    row = ColleagueRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if to == STATE.REFUSED and not answer:
        raise AnswerMissing
    if row.state == to and row.answer == answer:
        return row
    row.state, row.answer = to, answer
    row.ended_at = (row.ended_at or at) if to in ENDS else None
    row.version += 1
    row.save(update_fields=["state", "answer", "ended_at", "version"])
    workspace = Workspace(client=row.client, production=row.production)
    _tell(workspace, RequestMoved(request_id=row.pk, what=row.what, state=to), by, at)
    return row


def _tell(workspace: Workspace, fact: Fact, by: User, at: datetime) -> None:
    announce(
        fact, by=by, at=at, production=workspace.production_id, client=workspace.client_id, desk=Desk.COMMUNITY
    )
