"""Routes: begun from the six roles of the trade, then edited step by step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from coulisse.desks.community.approving.models import ApprovalRoute, RouteSeat, RouteStep
from coulisse.desks.community.facts.approving import RouteChanged
from coulisse.engines.approval import EVERYTHING, SCOPES
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

TURNS: Final = (("writer", 1), ("account", 2), ("art", 3), ("designer", 3), ("media", 4), ("client", 5))
"""The six roles of a campaign; a community manager or an expert is added where one is asked."""
KIND: Final = RouteSeat.Kind


class RouteThere(Exception):
    """The owner has a route for this type of content."""


class StepThere(Exception):
    """The role has a step in this route already."""


@dataclass(frozen=True, slots=True)
class GuestPerson:
    """A holder without an account."""

    name: str
    email: str = ""
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits at a step."""

    holders: Collection[User] = ()
    deputies: Collection[User] = ()
    above: Collection[User] = ()
    guest: GuestPerson | None = None


@transaction.atomic
def begin(
    *, production: Production | None, client: Client | None, content_type: str, by: User, at: datetime
) -> ApprovalRoute:
    """The six roles in their order, for one owner; nobody holds them yet. Raises `RouteThere`."""
    there = ApprovalRoute.objects.filter(
        production=production, client=client, content_type=content_type, archived_at__isnull=True
    )
    if there.exists():
        raise RouteThere(content_type)
    route = ApprovalRoute.objects.create(production=production, client=client, content_type=content_type)
    RouteStep.objects.bulk_create(
        RouteStep(
            route=route, stage=stage, role=role, answers_for=sorted(SCOPES[role]), remind_hours=8, stop_hours=16
        )
        for role, stage in TURNS
    )
    _tell(route, by=by, at=at)
    return route


@transaction.atomic
def set_hours(
    *, route: ApprovalRoute, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> None:
    """In which time terms run. Raises `StaleWrite`."""
    _tell(route.write(values, read_version=read_version), by=by, at=at)


@transaction.atomic
def add_step(*, route: ApprovalRoute, role: str, by: User, at: datetime) -> RouteStep:
    """A role more, with what it usually answers for; before the client. Raises `StepThere`."""
    last = max((step.stage for step in route.steps.all() if not step.is_client), default=0)
    client = role == RouteStep.Role.CLIENT
    try:
        with transaction.atomic():
            step = RouteStep.objects.create(
                route=route,
                role=role,
                stage=last + (2 if client else 1),
                answers_for=sorted(SCOPES.get(role, EVERYTHING)),
                remind_hours=8,
            )
    except IntegrityError:
        raise StepThere(role) from None
    if not client:
        route.steps.filter(role=RouteStep.Role.CLIENT, stage__lte=step.stage).update(stage=step.stage + 1)
    _tell(route, by=by, at=at)
    return step


@transaction.atomic
def set_step(
    *, step: RouteStep, values: Mapping[str, Any], seats: Seats, read_version: int, by: User, at: datetime
) -> RouteStep:
    """What a role answers for, its times and its people. What was handed in keeps its own. Raises `StaleWrite`."""
    fresh = step.write(values, read_version=read_version)
    _seat(fresh, seats)
    _tell(fresh.route, by=by, at=at)
    return fresh


def _seat(step: RouteStep, seats: Seats) -> None:
    step.seats.all().delete()
    seated: set[int] = set()
    for kind, people in ((KIND.HOLDER, seats.holders), (KIND.DEPUTY, seats.deputies), (KIND.ABOVE, seats.above)):
        for user in people:
            if user.pk not in seated:
                RouteSeat.objects.create(step=step, kind=kind, user=user)
            seated.add(user.pk)
    if seats.guest is not None:
        guest = seats.guest
        RouteSeat.objects.create(
            step=step, kind=KIND.HOLDER, name=guest.name, email=guest.email, language=guest.language
        )


@transaction.atomic
def remove_step(*, step: RouteStep, by: User, at: datetime) -> None:
    route = step.route
    step.delete()
    _tell(route, by=by, at=at)


@transaction.atomic
def archive(*, route: ApprovalRoute, by: User, at: datetime) -> None:
    """Nothing more is handed in by it; what was, goes on."""
    route.archived_at = at
    route.version += 1
    route.save(update_fields=["archived_at", "version"])
    _tell(route, by=by, at=at)


def _tell(route: ApprovalRoute, *, by: User, at: datetime) -> None:
    announce(
        RouteChanged(route_id=route.pk, owner=str(route.client or route.production)),
        by=by,
        at=at,
        about=route,
        production=route.production_id,
        client=route.client_id,
        desk=Desk.COMMUNITY,
    )
