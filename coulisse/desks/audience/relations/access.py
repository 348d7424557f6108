"""The only ways to a card and to what hangs on it: whoever answers somebody may know who it is."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.current import access_audience
from coulisse.desks.audience.relations.models import (
    Consent,
    Gesture,
    MergeProposal,
    TicketImport,
    Writer,
    WriterAddress,
)
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def reached_by(user: User, to: str = "read") -> frozenset[int] | None:
    """The productions whose public this person reads; None for the whole house."""
    reached = user.scope().productions(to, desk=Desk.AUDIENCE)
    return None if reached is None else frozenset(reached)


def visible_to(user: User, to: str = "read") -> QuerySet[Writer]:
    """The cards that stand: all for the whole house; else of those who wrote or bought within reach."""
    reached = reached_by(user, to)
    standing = Writer.objects.filter(merged_into__isnull=True)
    if reached is None:
        return standing
    spoke = Writer.objects.filter(conversations__production_id__in=reached).values("pk")
    bought = Writer.objects.filter(ticket_orders__production_id__in=reached).values("pk")
    return standing.filter(Q(pk__in=spoke) | Q(pk__in=bought))


def access_writer(user: User, pk: int, *, to: str = "read") -> Writer:
    """One card. Whoever may only read there gets 403 for a change, others 404."""
    writer = get_object_or_404(Writer.objects.select_related("merged_into"), pk=pk)
    if user.may(to, desk=Desk.AUDIENCE):
        return writer
    for production in _productions_of(writer):
        if user.may(to, desk=Desk.AUDIENCE, production=production):
            return writer
    seen = any(user.may("read", desk=Desk.AUDIENCE, production=one) for one in _productions_of(writer))
    require(user, to, desk=Desk.AUDIENCE, seen=seen)
    return writer


def _productions_of(writer: Writer) -> set[int]:
    """The latest productions of a card: somebody who writes everywhere is seen by whoever reads the house."""
    spoke = writer.conversations.filter(production__isnull=False).order_by("-last_at")
    bought = writer.ticket_orders.order_by("-performed_on")
    found: set[int] = {pk for pk in spoke.values_list("production_id", flat=True)[:500] if pk is not None}
    return found | set(bought.values_list("production_id", flat=True)[:500])


def access_address(user: User, pk: int, *, to: str = "change") -> WriterAddress:
    found = get_object_or_404(WriterAddress.objects.select_related("writer"), pk=pk)
    access_writer(user, found.writer_id, to=to)
    return found


def access_consent(user: User, pk: int, *, to: str = "change") -> Consent:
    found = get_object_or_404(Consent.objects.select_related("writer"), pk=pk)
    access_writer(user, found.writer_id, to=to)
    return found


def access_proposal(user: User, pk: int, *, to: str = "change") -> MergeProposal:
    """Both people must be within reach: a merge shows to each reader what the other card held."""
    found = get_object_or_404(MergeProposal.objects.select_related("kept", "other"), pk=pk)
    access_writer(user, found.kept_id, to=to)
    access_writer(user, found.other_id, to=to)
    return found


def access_ticket_import(user: User, pk: int, *, to: str = "read") -> TicketImport:
    found = get_object_or_404(TicketImport.objects.select_related("production", "by"), pk=pk)
    access_audience(user, found.production_id, to=to)
    return found


def access_gesture(user: User, pk: int, *, to: str = "change") -> Gesture:
    found = get_object_or_404(Gesture.objects.select_related("production", "writer", "by", "decided_by"), pk=pk)
    access_audience(user, found.production_id, to=to)
    return found


def require_house(user: User, *, to: str = "read") -> None:
    """What concerns all cards at once asks for a role on the whole house: 404, or 403 for whoever only reads."""
    require(user, to, desk=Desk.AUDIENCE)
