"""Holding pictures back: proposing, blocking all at once, releasing; what was found of an agreement."""

from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.audience.cases.actions.telling import tell
from coulisse.desks.audience.cases.models import Material, ReleaseFinding
from coulisse.desks.audience.facts.cases import (
    MaterialBlocked,
    MaterialProposed,
    MaterialReleased,
    ReleaseLookedFor,
)
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User

State = Material.State


class LabelMissing(Exception):
    """Material says what it is and who says so."""


class ReasonMissing(Exception):
    """Blocking and releasing say why."""


class NothingToBlock(Exception):
    """Nothing proposed is left: somebody blocked it meanwhile."""


class NotBlocked(Exception):
    """Only what is blocked is released."""


class PersonMissing(Exception):
    """A finding says who is shown and where it was looked for."""


def propose(
    *,
    conversation: Conversation,
    kind: str,
    label: str,
    source: str,
    by: User,
    at: datetime,
    place: str = "",
    goes_at: datetime | None = None,
) -> Material:
    """One rush, clip, photo or planned post that should be held back. Raises `LabelMissing`."""
    if not label.strip() or not source.strip():
        raise LabelMissing
    with transaction.atomic():
        row = Material.objects.create(
            conversation=conversation,
            kind=kind,
            label=label.strip()[:200],
            place=place.strip()[:160],
            goes_at=goes_at,
            source=source.strip()[:200],
            proposed_by=by,
            proposed_at=at,
        )
        told = MaterialProposed(**_of(conversation), material_id=row.pk, label=row.label)
        tell(told, conversation, by=by, at=at)
    return row


def block_all(*, conversation: Conversation, reason: str, by: User, at: datetime) -> list[Material]:
    """Everything proposed for a conversation is blocked in one act. Raises `ReasonMissing`, `NothingToBlock`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        rows = list(
            Material.objects.select_for_update()
            .filter(conversation=conversation, state=State.PROPOSED)
            .order_by("pk")
        )
        if not rows:
            raise NothingToBlock(conversation.reference)
        for row in rows:
            row.state, row.reason = State.BLOCKED, reason.strip()[:300]
            row.decided_by, row.decided_at = by, at
        Material.objects.bulk_update(rows, ["state", "reason", "decided_by", "decided_at"])
        told = MaterialBlocked(
            **_of(conversation),
            count=len(rows),
            material_ids=tuple(row.pk for row in rows),
            reason=reason.strip()[:300],
        )
        tell(told, conversation, by=by, at=at)
    return rows


def release(*, material: Material, reason: str, by: User, at: datetime) -> Material:
    """What was blocked may be shown again. Raises `ReasonMissing`, `NotBlocked`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        row = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
        if row.state != State.BLOCKED:
            raise NotBlocked(row.pk)
        row.state, row.reason, row.decided_by, row.decided_at = State.RELEASED, reason.strip()[:300], by, at
        row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        told = MaterialReleased(**_of(row.conversation), material_id=row.pk, label=row.label, reason=row.reason)
        tell(told, row.conversation, by=by, at=at)
    return row


def note_finding(
    *, conversation: Conversation, person: str, found: str, note: str, by: User, at: datetime
) -> ReleaseFinding:
    """What a person found about an agreement to be shown; the latest stands. Raises `PersonMissing`."""
    if not person.strip() or not note.strip():
        raise PersonMissing
    with transaction.atomic():
        row = ReleaseFinding.objects.create(
            conversation=conversation,
            person=person.strip()[:160],
            found=found,
            note=note.strip()[:300],
            by=by,
            at=at,
        )
        tell(ReleaseLookedFor(**_of(conversation), found=found), conversation, by=by, at=at)
    return row


def _of(conversation: Conversation) -> dict[str, Any]:
    return {"conversation_id": conversation.pk, "reference": conversation.reference}
