"""Planning a meeting, writing its minutes, giving its tasks, and deciding what is open."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.facts.spending import (
    DecisionAsked,
    DecisionReopened,
    DecisionTaken,
    MeetingPlanned,
    MinutesWritten,
    OfDecision,
)
from coulisse.desks.office.spending.models import Meeting, OpenDecision
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.actions import add as add_task
from coulisse.foundation.tasks.models import Task


class DecidedAlready(Exception):
    """Somebody decided meanwhile: open it again before another answer."""


class NotDecided(Exception):
    """It is open already."""


class AnswerMissing(Exception):
    """A decision says what was decided."""


def plan(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> Meeting:
    """A new meeting."""
    with transaction.atomic():
        meeting = Meeting.objects.create(production=production, made_by=by, made_at=at, **values)
        told = MeetingPlanned(meeting_id=meeting.pk, title=meeting.title)
        announce(told, by=by, at=at, about=meeting, production=production.pk, desk=Desk.OFFICE)
    return meeting


def write_minutes(
    *, meeting: Meeting, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Meeting:
    """What was said, and the facts of the meeting. Raises `StaleWrite`."""
    with transaction.atomic():
        is_new = any(getattr(meeting, name) != value for name, value in values.items())
        written = meeting.write(values, read_version=read_version)
        if is_new:
            told = MinutesWritten(meeting_id=written.pk, title=written.title)
            announce(told, by=by, at=at, about=written, production=written.production_id, desk=Desk.OFFICE)
    return written


def give_task(
    *, meeting: Meeting, title: str, person: User | None, due_on: date | None, by: User, at: datetime
) -> Task:
    """Something to do that came out of the meeting. Raises `tasks.actions.PersonCannotSee`."""
    return add_task(
        title=title,
        person=person,
        production=meeting.production,
        due_on=due_on,
        about=meeting,
        by=by,
        at=at,
    )


def put_to_decision(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> OpenDecision:
    """An open question: it stays on every pack until somebody decides."""
    with transaction.atomic():
        decision = OpenDecision.objects.create(production=production, asked_by=by, asked_at=at, **values)
        _tell(DecisionAsked(**_told(decision)), decision, by=by, at=at)
    return decision


def decide(
    *,
    decision: OpenDecision,
    answer: str,
    reason: str,
    meeting: Meeting | None = None,
    by: User,
    at: datetime,
) -> OpenDecision:
    """The answer stays with its reason and its hour. Raises `AnswerMissing`, `DecidedAlready`."""
    if not answer.strip():
        raise AnswerMissing
    with transaction.atomic():
        stored = OpenDecision.objects.select_for_update().get(pk=decision.pk)
        if stored.decided_at is not None:
            raise DecidedAlready(stored.pk)
        stored.answer, stored.reason, stored.meeting = answer.strip(), reason.strip(), meeting
        stored.decided_by, stored.decided_at = by, at
        _save(stored)
        told = DecisionTaken(**_told(stored), answer=stored.answer, reason=stored.reason)
        _tell(told, stored, by=by, at=at)
    return stored


def reopen(*, decision: OpenDecision, by: User, at: datetime) -> OpenDecision:
    """The answer is taken back; the journal keeps it. Raises `NotDecided`."""
    with transaction.atomic():
        stored = OpenDecision.objects.select_for_update().get(pk=decision.pk)
        if stored.decided_at is None:
            raise NotDecided(stored.pk)
        stored.answer, stored.reason, stored.meeting = "", "", None
        stored.decided_by, stored.decided_at = None, None
        _save(stored)
        _tell(DecisionReopened(**_told(stored)), stored, by=by, at=at)
    return stored


def _save(stored: OpenDecision) -> None:
    stored.version += 1
    stored.save(update_fields=["answer", "reason", "meeting", "decided_by", "decided_at", "version"])


def _told(decision: OpenDecision) -> dict[str, Any]:
    return {"decision_id": decision.pk, "question": decision.question}


def _tell(happened: OfDecision, decision: OpenDecision, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=decision, production=decision.production_id, desk=Desk.OFFICE)
