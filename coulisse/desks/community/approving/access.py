"""The only ways to a submission, to a route and to what a guest was lent."""

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.community.approving.models import ApprovalRoute, GuestSeat, RouteStep, Submission
from coulisse.desks.community.current import access_owned
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import Grant, GuestLink, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level
from coulisse.kernel.times import to_brussels

GUEST: Final = "community.approval"
"""The kind of a guest's link: it opens one `GuestSeat`."""


def access_submission(user: User, pk: int, *, to: str = "read") -> Submission:
    found = Submission.objects.select_related("client", "production", "asked_by")
    row = get_object_or_404(found, pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_route(user: User, pk: int, *, to: str = "read") -> ApprovalRoute:
    found = ApprovalRoute.objects.filter(archived_at__isnull=True).select_related("client", "production")
    row = get_object_or_404(found, pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_step(user: User, pk: int, *, to: str = "read") -> RouteStep:
    step = get_object_or_404(RouteStep.objects.select_related("route__client", "route__production"), pk=pk)
    access_route(user, step.route_id, to=to)
    return step


def access_guest(user: User, pk: int, *, to: str = "change") -> GuestSeat:
    seat = get_object_or_404(GuestSeat.objects.select_related("submission"), pk=pk)
    access_submission(user, seat.submission_id, to=to)
    return seat


def submissions_within_reach(user: User, to: str = "read") -> QuerySet[Submission]:
    return Submission.objects.filter(_owned(user, to))


def _owned(user: User, to: str) -> Q:
    """By the client where there is one, else by the production, as publications are."""
    scope = user.scope()
    clients, productions = (
        scope.clients(to, desk=Desk.COMMUNITY),
        scope.productions(to, desk=Desk.COMMUNITY),
    )
    of_client = Q(client__isnull=False) if clients is None else Q(client__in=clients)
    of_production = Q(production__isnull=False) if productions is None else Q(production__in=productions)
    return of_client | Q(client__isnull=True) & of_production


def may_hold(*, production: int | None, client: int | None, day: datetime) -> QuerySet[User]:
    """Colleagues who read this desk there: only they can look at what they approve."""
    reading = [code for code, role in ROLES.items() if role.level(Desk.COMMUNITY) >= Level.READ]
    held = Grant.objects.in_force(to_brussels(day).date()).filter(role__in=reading)
    held = held.filter(Q(desk="") | Q(desk=Desk.COMMUNITY))
    whole = Q(production__isnull=True, client__isnull=True)
    # A role on a client alone opens no room of the desk: the client's own people decide by a link.
    there = whole if client is not None else whole | Q(production=production)
    people = held.filter(there).values("user")
    return User.objects.filter(is_active=True, pk__in=people).order_by("name")


def seat_behind(link: GuestLink) -> GuestSeat | None:
    """What a link opens; none for a link to something else."""
    if link.kind != GUEST:
        return None
    found = GuestSeat.objects.select_related("submission__client", "submission__production", "publication")
    return found.filter(pk=link.object_id).first()


def lent_seat(token: str, at: datetime) -> tuple[GuestLink, GuestSeat]:
    """What the holder of a link may decide; unknown, expired, taken back or of another kind: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    seat = seat_behind(link)
    if seat is None:
        raise Http404
    return link, seat
