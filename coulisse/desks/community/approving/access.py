"""The only ways to a submission, to a route and to what a guest was lent.

A client's own person, who signs in, reaches the client's part of a submission once the client is asked, and
nothing else: what a link shows.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.community.approving.models import ApprovalRoute, GuestSeat, RouteStep, Submission
from coulisse.desks.community.approving.standing import approval_of, with_history
from coulisse.desks.community.current import access_owned
from coulisse.engines.approval import CLIENT
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


def clients_of(user: User) -> frozenset[int]:
    """The clients that this person speaks for: one of their own, who reads there and works for nobody here.

    Whoever writes for a client is of the agency, and does not approve in the client's name.
    """
    if not user.is_active or user.may("read"):
        return frozenset()
    scope = user.scope()
    read, written = (scope.clients(to, desk=Desk.COMMUNITY) or frozenset() for to in ("read", "change"))
    return read - written


def access_shown(user: User, pk: int, *, at: datetime) -> Submission:
    """What is approved: for colleagues, and for the client's own person once the client was asked."""
    if user.may("read"):
        return access_submission(user, pk)
    found = submissions_for(clients_of(user)).select_related("client", "production", "asked_by")
    row = get_object_or_404(with_history(found), pk=pk)
    if not approval_of(row, at=at).was_asked(CLIENT):
        raise Http404
    return row


def submissions_for(clients: Collection[int]) -> QuerySet[Submission]:
    """What these clients are asked for: their own, and what is made on a production for them."""
    theirs = Q(client__in=clients) | Q(client__isnull=True, production__client__in=clients)
    return Submission.objects.filter(theirs)


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
    whole = Q(production__isnull=True, client__isnull=True)
    # A role on a client alone opens no room of the desk: the client's own people have the client's part.
    there = whole if client is not None else whole | Q(production=production)
    return _active(_held(day, Level.READ).filter(there))


def may_answer_for(client: int, *, day: datetime) -> QuerySet[User]:
    """The client's own people by name, as `clients_of` knows each of them."""
    of_house = Grant.objects.in_force(to_brussels(day).date()).filter(client__isnull=True)
    writing = _held(day, Level.CHANGE).filter(client=client)
    found = _active(_held(day, Level.READ).filter(client=client))
    return found.exclude(pk__in=of_house.values("user")).exclude(pk__in=writing.values("user"))


def _held(day: datetime, level: Level) -> QuerySet[Grant]:
    """The roles in force that reach this level at this desk."""
    roles = [code for code, role in ROLES.items() if role.level(Desk.COMMUNITY) >= level]
    in_force = Grant.objects.in_force(to_brussels(day).date())
    return in_force.filter(Q(desk="") | Q(desk=Desk.COMMUNITY), role__in=roles)


def _active(held: QuerySet[Grant]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name")


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
