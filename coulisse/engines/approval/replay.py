"""What happened, replayed in order: who was asked when, which decisions count, what an edit took away.

A decision counts if it came in turn, from somebody who may decide for the role, about the parts as they stood. The
latest that counts is the role's; it holds as long as those parts are what they were. One that doesn't count stays
in the log with its objection.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from coulisse.engines.approval.content import Change, Kind, Part, changes, content_hash, of_kinds
from coulisse.engines.approval.records import Act, Decision, Revision, Route, Step, Verdict, instant


class Event(StrEnum):
    """What a line of the log says."""

    SUBMITTED = "submitted"
    EDITED = "edited"
    ASKED = "asked"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    IGNORED = "ignored"
    FELL = "fell"
    STANDS_AGAIN = "stands_again"
    REMINDED = "reminded"
    DEPUTY = "deputy"
    ESCALATED = "escalated"
    STOPPED = "stopped"
    OVERDUE = "overdue"
    COMPLETE = "complete"


class Objection(StrEnum):
    """Why a decision doesn't count."""

    NOTHING_SUBMITTED = "nothing_submitted"
    UNKNOWN_ROLE = "unknown_role"
    NOT_NEEDED = "not_needed"
    NOT_THEIR_TURN = "not_their_turn"
    OLD_CONTENT = "old_content"
    NOT_A_HOLDER = "not_a_holder"
    TOO_EARLY = "too_early"
    NOT_IN_A_NAME = "not_in_a_name"


class Standing(StrEnum):
    """Where a role stands on the content as it is."""

    NOT_NEEDED = "not_needed"
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


_PASSED = frozenset({Standing.NOT_NEEDED, Standing.APPROVED})
_SEVERITY = (Verdict.APPROVED, Verdict.WITHDRAWN, Verdict.REFUSED)
_EVENTS = {
    Act.REMIND: Event.REMINDED,
    Act.DEPUTY: Event.DEPUTY,
    Act.ESCALATE: Event.ESCALATED,
    Act.STOP: Event.STOPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the log. `changes` are the parts edited, or those whose change took an approval away."""

    at: datetime
    event: Event
    role: str = ""
    by: str = ""
    in_the_name_of: str = ""
    to: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    objection: Objection | None = None
    reason: str = ""
    note: str = ""
    is_private: bool = False
    is_guest: bool = False

    @property
    def for_guests(self) -> "Entry":
        """The same line without what the team says to itself: private notes, and its reasons for refusing."""
        kept = self if self.is_guest else replace(self, reason="")
        return replace(kept, note="", is_private=False) if self.is_private else kept


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is due, or was, because a role is asked and doesn't answer; `to` whom it turns."""

    at: datetime
    role: str
    event: Event
    to: tuple[str, ...]


def moments(step: Step, asked_at: datetime) -> tuple[Moment, ...]:
    """The term and the measures of a step asked at that instant, in order of time."""
    targets = {Act.DEPUTY: step.deputies, Act.REMIND: step.holders, Act.STOP: ()}
    found = [Moment(_later(step, asked_at, step.due_after), step.role, Event.OVERDUE, step.holders)]
    for measure in step.plan_b:
        to = measure.to or targets.get(measure.act, ())
        found.append(Moment(_later(step, asked_at, measure.after), step.role, _EVENTS[measure.act], to))
    return tuple(sorted(found, key=lambda one: one.at))


class Replay:
    """The state of one content while its revisions and decisions pass by in order of time."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.parts: tuple[Part, ...] = ()
        self._scopes: dict[str, tuple[Part, ...]] = {}
        self.decided: dict[str, Decision] = {}
        """The latest decision that counts, by role."""
        self.asked: dict[str, datetime] = {}
        self.fell: dict[str, tuple[datetime, str]] = {}
        """When an edit took a role's approval away, and whose edit."""
        self.complete: datetime | None = None
        self.log: list[Entry] = []
        self._told: set[tuple[str, datetime, int]] = set()
        self._moments: dict[tuple[str, datetime], tuple[Moment, ...]] = {}

    def revise(self, revision: Revision) -> None:
        self.run_to(revision.at)
        changed = changes(self.parts, revision.parts)
        event = Event.EDITED if self.parts else Event.SUBMITTED
        self.log.append(Entry(at=revision.at, event=event, by=revision.by, changes=changed))
        held = {role: self._holds(role) for role in self.decided}
        self.parts = revision.parts
        self._scopes = {step.role: of_kinds(step.answers_for, self.parts) for _, step in self.route.steps()}
        for role, held_before in held.items():
            self._fall_or_stand(role, held_before, revision)
        self._settle(revision.at)

    def decide(self, decision: Decision) -> None:
        self.run_to(decision.at)
        objection = self.objection(decision)
        if objection is None:
            self.decided[decision.role] = decision
            self.fell.pop(decision.role, None)
        event = Event.IGNORED if objection else Event(decision.verdict.value)
        self.log.append(
            Entry(
                at=decision.at,
                event=event,
                role=decision.role,
                by=decision.by,
                in_the_name_of=decision.in_the_name_of,
                objection=objection,
                reason=decision.reason,
                note=decision.note,
                is_private=decision.is_private,
                is_guest=decision.is_guest,
            )
        )
        self._settle(decision.at)

    def run_to(self, at: datetime) -> None:
        """Write down what became due up to that instant."""
        due = [
            (moment, (role, asked_at, number))
            for role, asked_at in self.asked.items()
            for number, moment in enumerate(self.moments_of(role))
            if moment.at <= at and (role, asked_at, number) not in self._told
        ]
        for moment, key in sorted(due, key=lambda one: (one[0].at, self.route.stage_of(one[1][0]), one[1])):
            self._told.add(key)
            self.log.append(Entry(at=moment.at, event=moment.event, role=moment.role, to=moment.to))

    def moments_of(self, role: str) -> tuple[Moment, ...]:
        """The term and the measures of a role that is asked, none for another."""
        step, asked_at = self.route.step(role), self.asked.get(role)
        if step is None or asked_at is None:
            return ()
        if (role, asked_at) not in self._moments:
            self._moments[role, asked_at] = moments(step, asked_at)
        return self._moments[role, asked_at]

    def seen_by(self, step: Step) -> tuple[Part, ...]:
        """The parts, as they are now, that the step answers for."""
        return self._scopes.get(step.role, ())

    def standing(self, step: Step) -> Standing:
        mine = self.seen_by(step)
        if not mine:
            return Standing.NOT_NEEDED
        decision = self.decided.get(step.role)
        if decision is None or decision.verdict is Verdict.WITHDRAWN or not decision.stands_on(mine):
            return Standing.PENDING
        return Standing.APPROVED if decision.verdict is Verdict.APPROVED else Standing.REFUSED

    def uncovered(self) -> tuple[Kind, ...]:
        """The kinds of the content that no role answers for: it isn't approved while there are any."""
        covered = frozenset(kind for _, step in self.route.steps() for kind in step.answers_for)
        return tuple(sorted({part.kind for part in self.parts} - covered))

    def people(self, step: Step, at: datetime) -> tuple[str, ...]:
        """Who may decide for a role that is asked, at that instant: holders, then whoever took over."""
        found = list(step.holders)
        for moment in self.moments_of(step.role):
            if moment.at <= at and moment.event in (Event.DEPUTY, Event.ESCALATED):
                found += [one for one in moment.to if one not in found]
        return tuple(found)

    def objection(self, decision: Decision) -> Objection | None:
        """Why the decision doesn't count, were it taken now."""
        step = self.route.step(decision.role)
        if step is None:
            return Objection.UNKNOWN_ROLE
        if not self.parts:
            return Objection.NOTHING_SUBMITTED
        mine = self.seen_by(step)
        if not mine:
            return Objection.NOT_NEEDED
        # To take back, or to refuse what one approved, is always in turn.
        has_decided = step.role in self.decided and decision.verdict is not Verdict.APPROVED
        if not has_decided and not self._is_reached(decision.role):
            return Objection.NOT_THEIR_TURN
        if decision.verdict is not Verdict.WITHDRAWN and not decision.stands_on(mine):
            return Objection.OLD_CONTENT
        return self._objection_to_person(step, decision)

    def _objection_to_person(self, step: Step, decision: Decision) -> Objection | None:
        if decision.by in step.holders:
            is_own = decision.in_the_name_of in ("", decision.by)
            return None if is_own else Objection.NOT_IN_A_NAME
        above = (measure.to for measure in step.plan_b if measure.act is Act.ESCALATE)
        others = set(step.deputies).union(*above)
        if decision.by not in others:
            return Objection.NOT_A_HOLDER
        before = self.decided.get(step.role)
        may_now = decision.by in self.people(step, decision.at)
        is_theirs = step.role not in self.asked and before is not None and before.by == decision.by
        if not may_now and not is_theirs:
            return Objection.TOO_EARLY
        return None if decision.in_the_name_of in step.holders else Objection.NOT_IN_A_NAME

    def _is_reached(self, role: str) -> bool:
        before = self.route.stages[: self.route.stage_of(role)]
        return all(self.standing(step) in _PASSED for stage in before for step in stage)

    def _holds(self, role: str) -> bool:
        step = self.route.step(role)
        return step is not None and self.standing(step) is Standing.APPROVED

    def _fall_or_stand(self, role: str, held_before: bool, revision: Revision) -> None:
        step = self.route.step(role)
        decision, holds = self.decided[role], self._holds(role)
        if step is None or holds == held_before:
            return
        if holds:
            self.fell.pop(role, None)
            self.log.append(Entry(at=revision.at, event=Event.STANDS_AGAIN, role=role, by=revision.by))
            return
        self.fell[role] = (revision.at, revision.by)
        lost = changes(decision.saw, self.seen_by(step))
        self.log.append(Entry(at=revision.at, event=Event.FELL, role=role, by=revision.by, changes=lost))

    def _settle(self, at: datetime) -> None:
        """Ask whose turn it is, no longer ask whose it isn't, and say when all is done."""
        is_reached = True
        for stage in self.route.stages:
            standings = [self.standing(step) for step in stage]
            for step, standing in zip(stage, standings, strict=True):
                is_open = is_reached and standing is Standing.PENDING
                if is_open and step.role not in self.asked:
                    self.asked[step.role] = at
                    self.log.append(Entry(at=at, event=Event.ASKED, role=step.role, to=step.holders))
                elif not is_open:
                    self.asked.pop(step.role, None)
            is_reached = is_reached and all(standing in _PASSED for standing in standings)
        if is_reached and not self.uncovered():
            if self.complete is None:
                self.complete = at
                self.log.append(Entry(at=at, event=Event.COMPLETE))
        else:
            self.complete = None
        self.run_to(at)


def replayed(route: Route, revisions: Iterable[Revision], decisions: Iterable[Decision], at: datetime) -> Replay:
    """Everything up to `at` included; what comes later is left out. Raises NaiveTime."""
    until, replay = instant(at), Replay(route)
    for event in _in_order(route, revisions, decisions):
        if event.at > until:
            break
        if isinstance(event, Revision):
            replay.revise(event)
        else:
            replay.decide(event)
    replay.run_to(until)
    return replay


def _in_order(
    route: Route, revisions: Iterable[Revision], decisions: Iterable[Decision]
) -> Iterator[Revision | Decision]:
    """By time. At one instant the edit comes first and, for one role, the strictest verdict last."""
    keyed: list[tuple[tuple[object, ...], Revision | Decision]] = [
        ((one.at, 0, one.number, one.by, content_hash(one.parts)), one) for one in revisions
    ]
    keyed += [
        (
            (
                one.at,
                1,
                route.stage_of(one.role),
                one.role,
                _SEVERITY.index(one.verdict),
                one.by,
                one.reason,
                one.note,
            ),
            one,
        )
        for one in decisions
    ]
    return (event for _, event in sorted(keyed, key=lambda pair: pair[0]))


def _later(step: Step, start: datetime, delay: timedelta) -> datetime:
    return instant(step.calendar.later(start, delay))
