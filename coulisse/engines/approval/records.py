"""Routes, decisions and revisions: what goes into an approval. People are keys of the caller's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from coulisse.engines.approval.calendars import ALL_HOURS, Calendar
from coulisse.engines.approval.content import EVERYTHING, Kind, Part, checked
from coulisse.kernel.times import NaiveTime

H4 = timedelta(hours=4)


class Act(StrEnum):
    """What is done when somebody doesn't answer. None of them approves."""

    REMIND = "remind"
    DEPUTY = "deputy"  # the deputies may decide, in the name of who holds the role
    ESCALATE = "escalate"  # so may those whom the measure names
    STOP = "stop"  # nothing goes out until somebody has decided


@dataclass(frozen=True, slots=True)
class Measure:
    """`act`, `after` so much time (in the step's calendar) since the role was asked; `to` whom it escalates."""

    after: timedelta
    act: Act
    to: tuple[str, ...] = ()


class EmptyRoute(ValueError):
    """No step, or a stage without any: nothing would be approved by anybody."""


class RoleTwice(ValueError):
    """One role has two steps."""


class ClientNotLast(ValueError):
    """The client isn't alone in the last stage, or doesn't see everything."""


class NobodyHolds(ValueError):
    """A step that no person holds: it could never be approved."""


class NobodyToTurnTo(ValueError):
    """A measure turns to a deputy or to somebody above, and there is none."""


class DeputiesWithoutTurn(ValueError):
    """Deputies are named, and no measure of the plan ever makes it their turn."""


class RefusedWithoutReason(ValueError):
    """Who refuses says why."""


class NothingToApprove(ValueError):
    """A content without any part: every role would be done without having seen a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One role of a route.

    `criterion` is the code of the question it answers; `answers_for` the kinds that its approval is bound to. One
    of `holders` decides. `due_after` and the measures of `plan_b` run in `calendar` from the moment it is asked;
    without a plan, the deputies take over after four hours, or else the holders are reminded.
    Raises NobodyHolds, NobodyToTurnTo, DeputiesWithoutTurn.
    """

    role: str
    criterion: str
    answers_for: frozenset[Kind]
    holders: tuple[str, ...]
    deputies: tuple[str, ...] = ()
    due_after: timedelta = timedelta(hours=8)
    plan_b: tuple[Measure, ...] = ()
    calendar: Calendar = ALL_HOURS
    is_client: bool = False

    def __post_init__(self) -> None:
        if not self.holders:
            raise NobodyHolds(self.role)
        if not self.plan_b:
            plan = (Measure(H4, Act.DEPUTY if self.deputies else Act.REMIND),)
            object.__setattr__(self, "plan_b", plan)
        for measure in self.plan_b:
            asked = {Act.DEPUTY: self.deputies, Act.ESCALATE: measure.to}.get(measure.act, self.holders)
            if not asked:
                raise NobodyToTurnTo(f"{self.role}: {measure.act}")
        if self.deputies and all(measure.act is not Act.DEPUTY for measure in self.plan_b):
            raise DeputiesWithoutTurn(self.role)


@dataclass(frozen=True, slots=True)
class Route:
    """The steps for one type of content: stages in series, the steps of one stage in parallel.

    The client, where there is one, stands alone in the last stage and sees everything.
    Raises EmptyRoute, RoleTwice, ClientNotLast.
    """

    code: str
    content_type: str
    stages: tuple[tuple[Step, ...], ...]

    def __post_init__(self) -> None:
        if not self.stages or not all(self.stages):
            raise EmptyRoute(self.code)
        roles = [step.role for _, step in self.steps()]
        if len(set(roles)) != len(roles):
            raise RoleTwice(self.code)
        for stage, step in self.steps():
            is_last = stage == len(self.stages) - 1 and len(self.stages[stage]) == 1
            if step.is_client and not (is_last and step.answers_for == EVERYTHING):
                raise ClientNotLast(self.code)

    def steps(self) -> Iterator[tuple[int, Step]]:
        """Each step with the number of its stage, from 0."""
        for number, stage in enumerate(self.stages):
            for step in stage:
                yield number, step

    def step(self, role: str) -> Step | None:
        return next((step for _, step in self.steps() if step.role == role), None)

    def stage_of(self, role: str) -> int:
        """The number of the stage; past the last for a role that isn't of the route."""
        return next((number for number, step in self.steps() if step.role == role), len(self.stages))


@dataclass(frozen=True, slots=True)
class Revision:
    """The whole content as it stood from `at` (kept in UTC) on; the first one asks for the approval.

    `number` says which came later of two at one instant. Raises NothingToApprove, PartTwice, NaiveTime.
    """

    at: datetime
    by: str
    parts: tuple[Part, ...]
    number: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", instant(self.at))
        object.__setattr__(self, "parts", checked(self.parts))
        if not self.parts:
            raise NothingToApprove(self.by)


class Verdict(StrEnum):
    """What somebody decided."""

    APPROVED = "approved"
    WITHDRAWN = "withdrawn"  # takes back what was decided: the role is asked again
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what, when (kept in UTC), having seen which parts. A guest's decision is the same record.

    `saw` are the parts of the role's scope at that moment; `in_the_name_of` a holder of the role, where a deputy
    decides. `note` is for the team only where `is_private`; `reason` is always for whoever wrote.
    Raises RefusedWithoutReason, PartTwice, NaiveTime.
    """

    role: str
    verdict: Verdict
    by: str
    at: datetime
    saw: tuple[Part, ...]
    in_the_name_of: str = ""
    reason: str = ""
    note: str = ""
    is_private: bool = False
    is_guest: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", instant(self.at))
        object.__setattr__(self, "saw", checked(self.saw))
        if self.verdict is Verdict.REFUSED and not self.reason.strip():
            raise RefusedWithoutReason(self.role)

    def stands_on(self, parts: tuple[Part, ...]) -> bool:
        """Whether it was decided on exactly these parts, given in their order."""
        return self.saw == parts


def instant(moment: datetime) -> datetime:
    """The moment in UTC, where two compare as they happened, also while clocks change; raises NaiveTime."""
    if moment.utcoffset() is None:
        raise NaiveTime(f"{moment.isoformat()} has no offset")
    return moment.astimezone(UTC)
