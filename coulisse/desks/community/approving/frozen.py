"""A route as it was on the day of handing in: from rows to JSON, and from JSON to what the engine takes.

    {"code": "7", "content_type": "post", "hours": "office", "opens": "09:00", "closes": "18:00",
     "people": {"u12": {"name": …, "email": …, "user": 12, "language": "fr"}},
     "stages": [[{"role", "criterion", "question", "kinds", "holders", "deputies", "above", "due", "plan"}]]}

A change of the route leaves what was handed in alone; people are added to the frozen route, never replaced, so
that the past is judged as it happened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any, Final

from coulisse.desks.community.approving.hours import calendar
from coulisse.desks.community.approving.models import ApprovalRoute, RouteSeat, RouteStep
from coulisse.engines.approval import CLIENT, CRITERIA, Act, Kind, Measure, Route, Step
from coulisse.foundation.accounts.models import User

KIND: Final = RouteSeat.Kind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a route. `user` is None for a guest."""

    key: str
    name: str
    email: str
    user: int | None
    language: str

    @classmethod
    def of(cls, user: User) -> "Person":
        return cls(f"u{user.pk}", user.name, user.email, user.pk, user.language)

    @property
    def is_guest(self) -> bool:
        return self.user is None

    @property
    def written(self) -> dict[str, Any]:
        """As a frozen route has it, under the key."""
        return {"name": self.name, "email": self.email, "user": self.user, "language": self.language}


def freeze(route: ApprovalRoute) -> dict[str, Any]:
    """The route with its people. Raises what `engines.approval.Route` raises where it makes no sense."""
    steps = list(route.steps.prefetch_related("seats__user"))
    people = {seat.key: _person(seat).written for step in steps for seat in step.seats.all()}
    told = {
        "code": str(route.pk),
        "content_type": route.content_type,
        "hours": route.hours,
        "opens": f"{route.opens:%H:%M}" if not isinstance(route.opens, str) else route.opens,
        "closes": f"{route.closes:%H:%M}" if not isinstance(route.closes, str) else route.closes,
        "people": people,
        "stages": [[_step(step) for step in side_by_side] for _, side_by_side in groupby(steps, _stage)],
    }
    thaw(told)
    return told


def _stage(step: RouteStep) -> int:
    return step.stage


def _person(seat: RouteSeat) -> Person:
    if seat.user is not None:
        return Person.of(seat.user)
    return Person(seat.key, seat.name, seat.email, None, seat.language)


def _step(step: RouteStep) -> dict[str, Any]:
    seats = list(step.seats.all())
    holders, deputies, above = (_keys(seats, kind) for kind in (KIND.HOLDER, KIND.DEPUTY, KIND.ABOVE))
    return {
        "role": step.role,
        "criterion": CRITERIA.get(step.role, "own"),
        "question": step.question,
        "kinds": sorted(step.answers_for),
        "holders": holders,
        "deputies": deputies,
        "above": above,
        "due": step.due_hours,
        "plan": _plan(step, deputies, above),
    }


def _plan(step: RouteStep, deputies: list[str], above: list[str]) -> list[list[Any]]:
    """Hours and what is done then; without any, the holders are reminded as the engine has it."""
    found = []
    if deputies:
        found.append([step.deputy_hours, str(Act.DEPUTY)])
    if step.remind_hours:
        found.append([step.remind_hours, str(Act.REMIND)])
    if step.escalate_hours and above:
        found.append([step.escalate_hours, str(Act.ESCALATE)])
    if step.stop_hours:
        found.append([step.stop_hours, str(Act.STOP)])
    return sorted(found)


def _keys(seats: Iterable[RouteSeat], kind: str) -> list[str]:
    return [seat.key for seat in seats if seat.kind == kind]


def thaw(told: Mapping[str, Any]) -> Route:
    """What the engine takes. Raises EmptyRoute, NobodyHolds and the like."""
    runs = calendar(told["hours"], told["opens"], told["closes"])
    stages = tuple(
        tuple(
            Step(
                role=one["role"],
                criterion=one["criterion"],
                answers_for=frozenset(Kind(kind) for kind in one["kinds"]),
                holders=tuple(one["holders"]),
                deputies=tuple(one["deputies"]),
                due_after=timedelta(hours=one["due"]),
                plan_b=tuple(_measure(hours, act, one) for hours, act in one["plan"]),
                calendar=runs,
                is_client=one["role"] == RouteStep.Role.CLIENT,
            )
            for one in stage
        )
        for stage in told["stages"]
    )
    return Route(told["code"], told["content_type"], stages)


def _measure(hours: int, act: str, step: Mapping[str, Any]) -> Measure:
    to = tuple(step["above"]) if act == Act.ESCALATE else ()
    return Measure(timedelta(hours=hours), Act(act), to)


def people_of(told: Mapping[str, Any]) -> dict[str, Person]:
    return {
        key: Person(key, one["name"], one["email"], one["user"], one["language"])
        for key, one in told["people"].items()
    }


def question_of(told: Mapping[str, Any], role: str) -> str:
    return next((str(one["question"]) for stage in told["stages"] for one in stage if one["role"] == role), "")


def with_holder(told: Mapping[str, Any], role: str, person: Person) -> dict[str, Any]:
    """The frozen route with one holder more. Raises KeyError for a role that isn't of it."""
    if all(one["role"] != role for stage in told["stages"] for one in stage):
        raise KeyError(role)
    stages = [[_holding(one, role, person.key) for one in stage] for stage in told["stages"]]
    return {**told, "people": {**told["people"], person.key: person.written}, "stages": stages}


def with_client(told: Mapping[str, Any], person: Person) -> dict[str, Any]:
    """The frozen route with the client's own person among those who hold the client's part, where it has one.

    Whoever sits there by name keeps that place: a deputy waits for the deputy's hour.
    """
    step = next((one for stage in told["stages"] for one in stage if one["role"] == CLIENT), None)
    if step is None or person.key in [*step["holders"], *step["deputies"], *step["above"]]:
        return dict(told)
    return with_holder(told, CLIENT, person)


def _holding(step: Mapping[str, Any], role: str, key: str) -> dict[str, Any]:
    if step["role"] != role or key in step["holders"]:
        return dict(step)
    return {**step, "holders": [*step["holders"], key]}
