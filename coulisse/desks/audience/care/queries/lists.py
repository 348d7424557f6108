"""The restrictions of the house, and the folded conversations of a production."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.desks.audience.care.models import Appeal, Restriction
from coulisse.desks.audience.care.queries.covers import FoldedRow, folded_rows
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class AppealLine:
    pk: int
    text: str
    received_on: date
    outcome: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    may_decide: bool


@dataclass(frozen=True, slots=True)
class RestrictionLine:
    """One restriction with its appeal, as far as it got."""

    pk: int
    writer_id: int
    writer: str
    scope: str
    reason: str
    ends_on: date
    state: str
    state_label: str
    is_over: bool
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision: str
    told_at: datetime | None
    told_how: str
    may_approve: bool
    """Another person than whoever asked."""
    appeals: tuple[AppealLine, ...]
    has_open_appeal: bool


def restriction_lines(user: User, at: datetime, *, writer: int | None = None) -> tuple[RestrictionLine, ...]:
    """The latest first, in two queries."""
    found = Restriction.objects.select_related("writer", "asked_by", "decided_by")
    if writer is not None:
        found = found.filter(writer=writer)
    rows = list(found.order_by("-asked_at", "-id")[:MOST])
    appeals: dict[int, list[Appeal]] = {}
    for appeal in Appeal.objects.filter(restriction__in=[row.pk for row in rows]).select_related("decided_by"):
        appeals.setdefault(appeal.restriction_id, []).append(appeal)
    return tuple(_line(row, appeals.get(row.pk, []), user, to_brussels(at).date()) for row in rows)


def _line(row: Restriction, appeals: list[Appeal], user: User, day: date) -> RestrictionLine:
    over = row.state == Restriction.State.IN_FORCE and row.ends_on < day
    return RestrictionLine(
        pk=row.pk,
        writer_id=row.writer_id,
        writer=str(row.writer),
        scope=row.get_scope_display(),
        reason=row.reason,
        ends_on=row.ends_on,
        state=row.state,
        state_label=row.get_state_display(),
        is_over=over,
        asked_by=str(row.asked_by or ""),
        asked_at=row.asked_at,
        decided_by=str(row.decided_by or ""),
        decided_at=row.decided_at,
        decision=row.decision,
        told_at=row.told_at,
        told_how=row.told_how,
        may_approve=row.state == Restriction.State.ASKED and row.asked_by_id != user.pk,
        appeals=tuple(
            AppealLine(
                pk=one.pk,
                text=one.text,
                received_on=one.received_on,
                outcome=one.get_outcome_display() if one.outcome else "",
                reason=one.reason,
                decided_by=str(one.decided_by or ""),
                decided_at=one.decided_at,
                may_decide=one.decided_at is None and user.pk not in {row.asked_by_id, row.decided_by_id},
            )
            for one in appeals
        ),
        has_open_appeal=any(one.decided_at is None for one in appeals),
    )


def folded_of(production: Production, user: User) -> tuple[FoldedRow, ...]:
    """The folded conversations of a production that are open, the latest first. Three queries."""
    found = Conversation.objects.filter(
        production=production, is_folded=True, state__in=(Conversation.State.OPEN, Conversation.State.WAITING)
    )
    rows = list(found.order_by("-last_at", "-id")[:MOST])
    covered = folded_rows(rows, user=user)
    return tuple(covered[row.pk] for row in rows)
