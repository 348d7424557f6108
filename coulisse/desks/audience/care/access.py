"""The only ways to what protects the team. A threat file is stricter than its production."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.care.actions.restrictions import RESTRICTION
from coulisse.desks.audience.care.models import (
    Appeal,
    DayOff,
    Restriction,
    SafetyContact,
    SecondReading,
    ThreatFile,
)
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk


def manages(user: User, production: int | None) -> bool:
    return user.may("manage", desk=Desk.AUDIENCE, production=production)


def may_read_threat(user: User, file: ThreatFile) -> bool:
    """Whoever manages the desk there, and the people named on the file."""
    return manages(user, file.production_id) or (user.is_active and user in file.readers.all())


def access_threat(user: User, pk: int, *, to: str = "read") -> ThreatFile:
    """A threat file; to anybody else it does not exist. Named people read it, who manages the desk changes it."""
    file = get_object_or_404(
        ThreatFile.objects.select_related("conversation__writer", "production", "opened_by"), pk=pk
    )
    if not may_read_threat(user, file):
        raise Http404
    if to != "read":
        require(user, "manage", desk=Desk.AUDIENCE, production=file.production_id, seen=True)
    return file


def threats_visible_to(user: User) -> QuerySet[ThreatFile]:
    reached = user.scope().productions("manage", desk=Desk.AUDIENCE)
    if reached is None:
        return ThreatFile.objects.all()
    named = Q(pk__in=ThreatFile.objects.filter(readers=user).values("pk"))
    return ThreatFile.objects.filter(Q(production_id__in=reached) | named)


def access_restriction(user: User, pk: int, *, to: str = "change") -> Restriction:
    """A restriction binds the whole house: it is handled by the desk of the house."""
    found = get_object_or_404(Restriction.objects.select_related("writer", "asked_by", "decided_by"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, seen=user.may("read", desk=Desk.AUDIENCE))
    return found


def access_appeal(user: User, pk: int) -> Appeal:
    found = get_object_or_404(Appeal.objects.select_related("restriction__writer"), pk=pk)
    require(user, "change", desk=Desk.AUDIENCE, seen=user.may("read", desk=Desk.AUDIENCE))
    return found


def access_contact(user: User, pk: int) -> SafetyContact:
    found = get_object_or_404(SafetyContact, pk=pk)
    require(user, "manage", desk=Desk.AUDIENCE, seen=user.may("read", desk=Desk.AUDIENCE))
    return found


def access_reading(user: User, pk: int) -> SecondReading:
    """A request to read together: between the two people only."""
    found = get_object_or_404(SecondReading.objects.select_related("conversation", "asked_by", "reader"), pk=pk)
    if user.pk not in {found.asked_by_id, found.reader_id} or not user.is_active:
        raise Http404
    require(user, "read", desk=Desk.AUDIENCE, production=found.conversation.production_id)
    return found


def access_day_off(user: User, pk: int) -> DayOff:
    """One's own only."""
    return get_object_or_404(DayOff, pk=pk, person=user)


def lent_restriction(token: str, at: datetime) -> tuple[GuestLink, Restriction]:
    """What the holder of a link may object to; unknown, expired, taken back or over: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    restriction = restriction_behind(link)
    if restriction is None:
        raise Http404
    return link, restriction


def restriction_behind(link: GuestLink) -> Restriction | None:
    """The restriction of a link while it is in force."""
    if link.kind != RESTRICTION:
        return None
    return Restriction.objects.filter(pk=link.object_id, state=Restriction.State.IN_FORCE).first()
