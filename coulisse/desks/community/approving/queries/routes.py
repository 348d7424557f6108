"""Routes: those that a production may hand in by, and one with its steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from coulisse.desks.community.approving.models import ApprovalRoute, RouteSeat, RouteStep
from coulisse.desks.community.approving.words import CRITERIA, KINDS
from coulisse.engines.approval import CRITERIA as OF_ROLES
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class StepShown:
    pk: int
    role: str
    label: str
    stage: int
    question: str
    kinds: tuple[str, ...]
    holders: tuple[str, ...]
    deputies: tuple[str, ...]
    above: tuple[str, ...]
    due_hours: int
    deputy_hours: int
    remind_hours: int | None
    escalate_hours: int | None
    stop_hours: int | None


@dataclass(frozen=True, slots=True)
class RouteShown:
    pk: int
    owner: str
    content: str
    hours: str
    row: ApprovalRoute
    steps: tuple[StepShown, ...]

    @property
    def nobody(self) -> tuple[str, ...]:
        """The roles that nobody holds: nothing can be handed in before somebody does."""
        return tuple(step.label for step in self.steps if not step.holders)


def routes_for(user: User, production: Production) -> list[ApprovalRoute]:
    """Of the production, and of its client for whoever reads that client's matters."""
    owner = Q(production=production)
    client = production.client_id
    if client is not None and user.may("read", desk=Desk.COMMUNITY, client=client):
        owner |= Q(client=client)
    found = ApprovalRoute.objects.filter(owner, archived_at__isnull=True)
    return list(found.select_related("client", "production").order_by("content_type", "pk"))


def shown(routes: Sequence[ApprovalRoute]) -> tuple[RouteShown, ...]:
    """Two queries, whatever their number."""
    steps = RouteStep.objects.filter(route__in=routes).prefetch_related("seats__user")
    by_route: dict[int, list[RouteStep]] = {}
    for step in steps:
        by_route.setdefault(step.route_id, []).append(step)
    return tuple(
        RouteShown(
            pk=route.pk,
            owner=str(route.client or route.production),
            content=route.get_content_type_display(),
            hours=route.get_hours_display(),
            row=route,
            steps=tuple(_step(step) for step in by_route.get(route.pk, ())),
        )
        for route in routes
    )


def _step(step: RouteStep) -> StepShown:
    def named(kind: str) -> tuple[str, ...]:
        return tuple(str(seat) for seat in step.seats.all() if seat.kind == kind)

    return StepShown(
        pk=step.pk,
        role=step.role,
        label=step.get_role_display(),
        stage=step.stage,
        question=step.question or str(CRITERIA[OF_ROLES.get(step.role, "own")]),
        kinds=()
        if step.is_client
        else tuple(str(label) for kind, label in KINDS.items() if kind in step.answers_for),
        holders=named(RouteSeat.Kind.HOLDER),
        deputies=named(RouteSeat.Kind.DEPUTY),
        above=named(RouteSeat.Kind.ABOVE),
        due_hours=step.due_hours,
        deputy_hours=step.deputy_hours,
        remind_hours=step.remind_hours,
        escalate_hours=step.escalate_hours,
        stop_hours=step.stop_hours,
    )


def owners_for(user: User, production: Production) -> list[tuple[str, str]]:
    """Whose routes this person may make here: the production's, and its client's."""
    found = []
    if user.may("change", desk=Desk.COMMUNITY, production=production.pk):
        found.append(("production", production.title))
    client = production.client
    if client is not None and user.may("change", desk=Desk.COMMUNITY, client=client.pk):
        found.append(("client", client.name))
    return found
