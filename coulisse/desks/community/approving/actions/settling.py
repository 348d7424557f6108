"""After every word and change: the publish engine is told what is agreed, and whoever is asked is told, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from coulisse.desks.community.approving.access import may_hold
from coulisse.desks.community.approving.actions.inviting import lend, seat_of
from coulisse.desks.community.approving.actions.revising import locked, publications_of, refresh
from coulisse.desks.community.approving.content import content_of, parts_of
from coulisse.desks.community.approving.frozen import Person
from coulisse.desks.community.approving.letters import (
    deciding_page,
    write_to_author,
    write_to_role,
    write_to_team,
)
from coulisse.desks.community.approving.models import Nudge, Submission
from coulisse.desks.community.approving.standing import Approval, approval_of
from coulisse.desks.community.facts.approving import Agreed, ApprovalStopped, TeamTold
from coulisse.desks.community.publishing.actions.agreements import agree, disagree
from coulisse.desks.community.publishing.models import Publication
from coulisse.engines.approval import Event, Moment, Outcome, Verdict, content_hash
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.kernel.times import to_brussels

TO_PEOPLE: Final = (Event.REMINDED, Event.DEPUTY, Event.ESCALATED)
OUT: Final = (Publication.State.CONFIRMED, Publication.State.CANCELLED)


def settle(row: Submission, publications: Sequence[Publication], *, at: datetime) -> Approval:
    """Call with the row and its publications locked, after what happened was written."""
    approval = approval_of(row, at=at)
    if approval.state.outcome is Outcome.APPROVED:
        if row.agreed_at is None and _agreed(approval, publications):
            row.agreed_at = approval.state.approved_at
            row.save(update_fields=["agreed_at"])
            tell(row, Agreed(submission_id=row.pk, title=row.title), at=at)
            write_to_author(row, event="complete", role="", who="", reason="", at=at)
        if row.agreed_at is not None:
            tell_team(row, publications, at=at)
    else:
        if row.agreed_at is not None:
            row.agreed_at = None
            row.save(update_fields=["agreed_at"])
        if _is_refused(approval):
            disagree(publications=publications)
    nudge(approval, at=at)
    return approval


def _agreed(approval: Approval, publications: Sequence[Publication]) -> bool:
    """Bind them to what was approved. A file that changes at this very moment, without a lock, is found out."""
    agree(publications=publications)
    row = approval.row
    now = content_of(publications_of(row), paid_cents=row.paid_cents, paid_plan=row.paid_plan)
    if content_hash(parts_of(now)) == approval.state.content:
        return True
    disagree(publications=publications)
    return False


def _is_refused(approval: Approval) -> bool:
    """A word against it. A mere change takes nothing from the publications that stand as they were approved."""
    taken_back = any(role.decision and role.decision.verdict is Verdict.WITHDRAWN for role in approval.state.roles)
    return taken_back or approval.state.outcome is Outcome.REFUSED


def nudge(approval: Approval, *, at: datetime) -> None:
    """Tell whoever is asked, reminded or takes over; a moment that was told before is passed over."""
    due = [
        Moment(role.asked_at, role.role, Event.ASKED, role.people)
        for role in approval.state.queue
        if role.asked_at
    ]
    for moment in [*due, *approval.state.reached]:
        if moment.event is Event.OVERDUE or moment.at > at:
            continue
        _row, is_new = Nudge.objects.get_or_create(
            submission=approval.row,
            role=moment.role,
            event=str(moment.event),
            moment=moment.at,
            defaults={"sent_at": at},
        )
        if is_new:
            _tell(approval, moment, at)


def _tell(approval: Approval, moment: Moment, at: datetime) -> None:
    row = approval.row
    if moment.event is Event.STOPPED:
        tell(row, ApprovalStopped(submission_id=row.pk, title=row.title, role=moment.role), at=at)
        write_to_author(row, event="stopped", role=moment.role, who="", reason="", at=at)
        return
    due_at = approval.state.role(moment.role).due_at
    for key in moment.to:
        person = approval.people.get(key)
        link = _link(approval, moment.role, person, at) if person and person.email else ""
        if person and link:
            write_to_role(
                row, role=moment.role, person=person, event=str(moment.event), link=link, due_at=due_at, at=at
            )


def _link(approval: Approval, role: str, person: Person, at: datetime) -> str:
    if not person.is_guest:
        return deciding_page(approval.row, role)
    author, seat = approval.row.asked_by, seat_of(approval.row, role, person)
    return lend(seat, by=author, at=at) if author and seat.closed_at is None else ""


def tell_team(row: Submission, publications: Sequence[Publication], *, at: datetime) -> None:
    """The team reads it before the public, once, and not before its hour."""
    if not row.team_text or row.told_at is not None or (row.team_at is not None and row.team_at > at):
        return
    people = team_of(row, at=at)
    if not people:
        return
    coming = sorted((one for one in publications if one.state not in OUT), key=lambda one: one.due_at)
    write_to_team(row, people=people, lines=coming, first=coming[0].due_at if coming else None, at=at)
    row.told_at = at
    row.save(update_fields=["told_at"])
    tell(row, TeamTold(submission_id=row.pk, title=row.title, count=len(people)), at=at)


def team_of(row: Submission, *, at: datetime) -> list[User]:
    """Whoever works on the production, and whoever works for it at this desk. No person of a client."""
    here = may_hold(production=row.production_id, client=None if row.production_id else row.client_id, day=at)
    there = Grant.objects.in_force(to_brussels(at).date()).filter(production=row.production_id or 0)
    people = Q(pk__in=here.values("pk")) | Q(pk__in=there.values("user"))
    return list(User.objects.filter(people, is_active=True).order_by("pk"))


def tell(row: Submission, fact: Fact, *, at: datetime, by: User | None = None) -> None:
    production = None if row.client_id else row.production_id
    announce(fact, by=by, at=at, about=row, production=production, client=row.client_id, desk=Desk.COMMUNITY)


@transaction.atomic
def look_after(submission: Submission, *, at: datetime) -> None:
    """One submission in the sweep: what changed, what is due; closed once all of it is out."""
    row = locked(submission)
    if row.closed_at is not None:
        return
    publications = refresh(row, at=at)
    settle(row, publications, at=at)
    if all(one.state in OUT for one in publications):
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        row.items.update(is_open=False)


def look_after_all(*, at: datetime) -> int:
    """Every open submission, each in its own transaction; how many."""
    rows = list(Submission.objects.filter(closed_at__isnull=True).order_by("pk"))
    for row in rows:
        look_after(row, at=at)
    return len(rows)
