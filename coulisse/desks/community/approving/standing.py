"""Where submissions stand: rows to records, the engine's state, and the people behind the keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from coulisse.desks.community.approving.frozen import Person, people_of, thaw
from coulisse.desks.community.approving.models import RoleDecision, Submission
from coulisse.engines.approval import (
    Decision,
    Event,
    Kind,
    Part,
    Revision,
    RoleState,
    Route,
    State,
    Verdict,
    content_hash,
    state_of,
    to_look_at,
)

SYSTEM = ""
"""Whose edit it is where nobody of the house changed anything: a move of the grid."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One submission with all that the engine makes of it."""

    row: Submission
    route: Route
    people: Mapping[str, Person]
    revisions: tuple[Revision, ...]
    decisions: tuple[Decision, ...]
    state: State
    editors: Mapping[str, str]
    """The names behind the keys of edits."""

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.revisions[-1].parts

    def seen_by(self, role: str) -> tuple[Part, ...]:
        step = self.route.step(role)
        return to_look_at(step, self.parts) if step else ()

    def seal(self, role: str) -> str:
        """What somebody has before their eyes, in 64 digits: a decision says which one it was taken on."""
        return content_hash(self.seen_by(role))

    def asked_of(self, key: str) -> list[RoleState]:
        """The roles that are asked now and that this person may decide."""
        return [one for one in self.state.queue if key in one.people]

    def was_asked(self, role: str) -> bool:
        """Whether the turn of this role has come, be it only once."""
        return any(entry.event is Event.ASKED and entry.role == role for entry in self.state.log)

    def name_of(self, key: str) -> str:
        person = self.people.get(key)
        return person.name if person else self.editors.get(key, "")


def with_history(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Two queries more, whatever the number of submissions."""
    return rows.prefetch_related("revisions", "decisions")


def approvals(rows: Iterable[Submission], *, at: datetime) -> list[Approval]:
    """The rows come `with_history`."""
    return [approval_of(row, at=at) for row in rows]


def approval_of(row: Submission, *, at: datetime) -> Approval:
    """`at`, or the last thing that happened if a clock ran ahead of this one."""
    route, people = thaw(row.route), people_of(row.route)
    written = list(row.revisions.all())
    revisions = tuple(
        Revision(one.at, editor_key(one.by_id, one.by_name), parts_from(one.parts), one.number) for one in written
    )
    decisions = tuple(decision_of(one) for one in row.decisions.all())
    last = max([at, *(one.at for one in revisions), *(one.at for one in decisions)])
    editors = {editor_key(one.by_id, one.by_name): one.by_name for one in written}
    editors |= {one.key: one.by_name for one in row.decisions.all()}
    return Approval(
        row, route, people, revisions, decisions, state_of(route, revisions, decisions, at=last), editors
    )


def editor_key(user: int | None, name: str) -> str:
    return f"u{user}" if user else name or SYSTEM


def decision_of(row: RoleDecision) -> Decision:
    return Decision(
        role=row.role,
        verdict=Verdict(row.verdict),
        by=row.key,
        at=row.at,
        saw=parts_from(row.saw),
        in_the_name_of=row.in_the_name_of,
        reason=row.reason,
        note=row.note,
        is_private=row.is_private,
        is_guest=row.is_guest,
    )


def parts_from(told: Sequence[Sequence[str]]) -> tuple[Part, ...]:
    return tuple(Part(Kind(kind), key, sha256) for kind, key, sha256 in told)


def parts_to(parts: Iterable[Part]) -> list[list[Any]]:
    return [[str(one.kind), one.key, one.sha256] for one in parts]
