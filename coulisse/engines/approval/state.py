"""Where an approval stands: each role, whose queue it is in, what is due next, and the whole log.

Instants come back in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coulisse.engines.approval.content import Change, Kind, Part, changes, content_hash, scope
from coulisse.engines.approval.records import Decision, Revision, Route, Step, instant
from coulisse.engines.approval.replay import (
    Entry,
    Event,
    Moment,
    Objection,
    Replay,
    Standing,
    replayed,
)


class NothingSubmitted(LookupError):
    """No revision up to that instant: there is nothing to approve yet."""


class Status(StrEnum):
    """A role, in one word. VOID: its approval fell by an edit, and it isn't late to look again."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    ASKED = "asked"
    LATE = "late"
    VOID = "void"
    APPROVED = "approved"
    REFUSED = "refused"


class Outcome(StrEnum):
    """The whole. STOPPED: nobody answered up to the last measure; only a decision moves it."""

    OPEN = "open"
    STOPPED = "stopped"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleState:
    """One role. The instants are None where they don't apply.

    `people`: who may decide now. `late_since`: its term, or its deputy's turn, whichever came first. `decision`:
    its latest that counts, `changes` what changed since, `fell_at` and `fell_by` the edit that took its approval.
    """

    role: str
    stage: int
    criterion: str
    status: Status
    is_client: bool = False
    asked_at: datetime | None = None
    due_at: datetime | None = None
    late_since: datetime | None = None
    deputy_since: datetime | None = None
    people: tuple[str, ...] = ()
    decision: Decision | None = None
    changes: tuple[Change, ...] = ()
    fell_at: datetime | None = None
    fell_by: str = ""

    @property
    def is_asked(self) -> bool:
        return self.asked_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The whole. `content` is the hash of the content; `uncovered` the kinds of parts that nobody answers for."""

    content: str
    outcome: Outcome
    roles: tuple[RoleState, ...]
    next_due: Moment | None
    reached: tuple[Moment, ...]
    approved_at: datetime | None
    uncovered: tuple[Kind, ...]
    log: tuple[Entry, ...]

    @property
    def queue(self) -> tuple[RoleState, ...]:
        """The roles that are asked now."""
        return tuple(role for role in self.roles if role.is_asked)

    @property
    def is_with_author(self) -> bool:
        """Somebody refused: whoever wrote it is to edit."""
        return self.outcome is Outcome.REFUSED

    @property
    def log_for_guests(self) -> tuple[Entry, ...]:
        """The log without private notes."""
        return tuple(entry.for_guests for entry in self.log)

    def role(self, code: str) -> RoleState:
        """Raises KeyError for a role that isn't of the route."""
        found = next((role for role in self.roles if role.role == code), None)
        if found is None:
            raise KeyError(code)
        return found


@dataclass(frozen=True, slots=True)
class Touched:
    """A role that an edit concerns, and by which parts."""

    role: str
    changes: tuple[Change, ...]


def state_of(route: Route, revisions: Iterable[Revision], decisions: Iterable[Decision], *, at: datetime) -> State:
    """How it stands at `at`; what comes later is left out, the order given doesn't matter.

    Raises NothingSubmitted, NaiveTime, and what the calendars raise.
    """
    replay, now = replayed(route, revisions, decisions, at), instant(at)
    if not replay.parts:
        raise NothingSubmitted(route.code)
    roles = tuple(_role(replay, stage, step, now) for stage, step in route.steps())
    due = [moment for role in replay.asked for moment in replay.moments_of(role)]
    reached = tuple(sorted((one for one in due if one.at <= now), key=_by_time))
    return State(
        content=content_hash(replay.parts),
        outcome=_outcome(replay, roles, reached),
        roles=roles,
        next_due=min((one for one in due if one.at > now), key=_by_time, default=None),
        reached=reached,
        approved_at=replay.complete,
        uncovered=replay.uncovered(),
        log=tuple(sorted(replay.log, key=lambda entry: entry.at)),
    )


def may_decide(
    route: Route, revisions: Iterable[Revision], decisions: Iterable[Decision], decision: Decision
) -> Objection | None:
    """Why this decision wouldn't count after all those before it; None if it would."""
    return replayed(route, revisions, decisions, decision.at).objection(decision)


def to_look_at(step: Step, parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that a decision of this step is bound to: what its `saw` has to hold."""
    return scope(step.answers_for, parts)


def touched(route: Route, before: Iterable[Part], after: Iterable[Part]) -> tuple[Touched, ...]:
    """The roles that an edit would ask again, were they done, in the order of the route."""
    edited = changes(before, after)
    found = []
    for _, step in route.steps():
        mine = tuple(change for change in edited if change.kind in step.answers_for)
        if mine:
            found.append(Touched(step.role, mine))
    return tuple(found)


def _role(replay: Replay, stage: int, step: Step, now: datetime) -> RoleState:
    due = replay.moments_of(step.role)
    term = next((one.at for one in due if one.event is Event.OVERDUE), None)
    deputy = next((one.at for one in due if one.event is Event.DEPUTY and one.at <= now), None)
    late = min((moment for moment in (term, deputy) if moment is not None and moment <= now), default=None)
    decision, fell = replay.decided.get(step.role), replay.fell.get(step.role)
    mine = replay.seen_by(step)
    is_asked = step.role in replay.asked
    return RoleState(
        role=step.role,
        stage=stage,
        criterion=step.criterion,
        status=_status(replay.standing(step), is_asked=is_asked, is_late=late is not None, fell=fell is not None),
        is_client=step.is_client,
        asked_at=replay.asked.get(step.role),
        due_at=term,
        late_since=late,
        deputy_since=deputy,
        people=replay.people(step, now) if is_asked else (),
        decision=decision,
        changes=changes(decision.saw, mine) if decision else (),
        fell_at=fell[0] if fell else None,
        fell_by=fell[1] if fell else "",
    )


def _status(standing: Standing, *, is_asked: bool, is_late: bool, fell: bool) -> Status:
    if standing is not Standing.PENDING:
        return Status(standing.value)
    if is_late:
        return Status.LATE
    if fell:
        return Status.VOID
    return Status.ASKED if is_asked else Status.WAITING


def _outcome(replay: Replay, roles: tuple[RoleState, ...], reached: tuple[Moment, ...]) -> Outcome:
    if any(role.status is Status.REFUSED for role in roles):
        return Outcome.REFUSED
    if replay.complete is not None:
        return Outcome.APPROVED
    return Outcome.STOPPED if any(one.event is Event.STOPPED for one in reached) else Outcome.OPEN


def _by_time(moment: Moment) -> tuple[datetime, str, str]:
    return moment.at, moment.role, moment.event
