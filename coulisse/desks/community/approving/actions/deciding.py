"""A word on a submission: approved, refused with a reason, or taken back, on what one has before one's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from coulisse.desks.community.approving.actions.revising import Over, locked, refresh
from coulisse.desks.community.approving.actions.settling import settle, tell
from coulisse.desks.community.approving.frozen import Person, with_client
from coulisse.desks.community.approving.letters import write_to_author
from coulisse.desks.community.approving.models import GuestSeat, Remark, RoleDecision, Submission
from coulisse.desks.community.approving.standing import Approval, approval_of, decision_of, parts_to
from coulisse.desks.community.facts.approving import DecisionTakenBack, RoleApproved, RoleRefused
from coulisse.desks.community.publishing.guarding import rights_of
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.overrides import left_of
from coulisse.engines.approval import Kind, Objection, RefusedWithoutReason, Verdict, may_decide
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.journal.links import Reason

Missing = tuple[Publication, tuple[Reason, ...]]
"""A publication, and what stands against it."""
FACTS: Final = {
    Verdict.APPROVED: RoleApproved,
    Verdict.REFUSED: RoleRefused,
    Verdict.WITHDRAWN: DecisionTakenBack,
}


class Objected(Exception):
    """The word would not count; carries the engine's objection."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection)
        self.objection = objection


class RightMissing(Exception):
    """What is shown or played is not cleared: nobody can approve it. Carries publications with their reasons."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(len(missing))
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the key in the route, the name as it is kept, and the person or the link behind it."""

    key: str
    name: str
    user: User | None = None
    link: GuestLink | None = None
    joins: Person | None = None
    """The client's own person, who takes a seat at the client's part by speaking."""

    @classmethod
    def of(cls, user: User) -> "Voice":
        return cls(f"u{user.pk}", user.name, user=user)

    @classmethod
    def of_client(cls, user: User) -> "Voice":
        person = Person.of(user)
        return cls(person.key, person.name, user=user, joins=person)

    @classmethod
    def of_guest(cls, seat: GuestSeat, link: GuestLink) -> "Voice":
        return cls(seat.key, seat.name, link=link)

    @property
    def is_guest(self) -> bool:
        """From outside the house."""
        return self.link is not None or self.joins is not None


@transaction.atomic
def decide(
    *,
    submission: Submission,
    role: str,
    verdict: str,
    voice: Voice,
    seal: str,
    in_the_name_of: str = "",
    reason: str = "",
    note: str = "",
    is_private: bool = False,
    at: datetime,
) -> Approval:
    """`seal` is `Approval.seal` of what was shown: on another content the word does not count.

    A deputy decides in the name of a holder; without one named, of the first. Raises `Objected`, `RightMissing`,
    `Over`, and `engines.approval.RefusedWithoutReason`.
    """
    row = locked(submission)
    if row.closed_at is not None:
        raise Over(row.pk)
    if verdict == Verdict.REFUSED and not reason.strip():
        raise RefusedWithoutReason(role)
    publications = refresh(row, at=at)
    if voice.joins is not None:
        row.route = with_client(row.route, voice.joins)
    before = approval_of(row, at=at)
    step = before.route.step(role)
    if step is None:
        raise Objected(Objection.UNKNOWN_ROLE)
    if verdict != Verdict.WITHDRAWN and seal != before.seal(role):
        raise Objected(Objection.OLD_CONTENT)
    if voice.key not in step.holders:
        in_the_name_of = in_the_name_of or step.holders[0]
    said = RoleDecision(
        submission=row,
        role=role,
        verdict=verdict,
        key=voice.key,
        in_the_name_of=in_the_name_of,
        by=voice.user,
        by_name=voice.name,
        link=voice.link,
        at=at,
        saw=parts_to(before.seen_by(role)),
        reason=reason.strip(),
        note=note.strip(),
        is_private=is_private,
        is_guest=voice.is_guest,
    )
    objection = may_decide(before.route, before.revisions, before.decisions, decision_of(said))
    if objection is not None:
        raise Objected(objection)
    if verdict == Verdict.APPROVED and Kind.VISUAL in step.answers_for:
        _refuse_uncleared(publications, at)
    said.save()
    if voice.joins is not None:
        row.save(update_fields=["route"])
    fact = FACTS[Verdict(verdict)](submission_id=row.pk, title=row.title, who=voice.name, role=role)
    tell(row, fact, by=voice.user, at=at)
    if verdict == Verdict.REFUSED:
        write_to_author(row, event="refused", role=role, who=voice.name, reason=said.reason, at=at)
    return settle(row, publications, at=at)


def _refuse_uncleared(publications: Sequence[Publication], at: datetime) -> None:
    missing = missing_rights(publications, at=at)
    if missing:
        raise RightMissing(missing)


def missing_rights(publications: Sequence[Publication], *, at: datetime) -> list[Missing]:
    """The publications that show or play what is not cleared, each with its reasons."""
    found = []
    for row in publications:
        answer = rights_of(row, at=at)
        left = () if answer.allowed else left_of(row, answer.reasons)
        if left or not (answer.allowed or answer.reasons):
            found.append((row, left))
    return found


@transaction.atomic
def advise(*, seat: GuestSeat, text: str, at: datetime) -> Remark:
    """An expert's word on one publication: read by the team, it decides nothing. Raises `Over`."""
    if seat.submission.closed_at is not None:
        raise Over(seat.submission_id)
    return Remark.objects.create(
        submission=seat.submission,
        publication=seat.publication,
        by_name=seat.name,
        guest=seat,
        at=at,
        text=text,
    )
