"""The only ways to a call sheet and to what was brought to somebody: they follow the floor of their production."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Revision
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk

KIND = "floor.callsheet"
"""What a link to a call sheet opens, in `settings.COULISSE_GUEST_PAGES`; its object is a `Delivery`."""


def access_call_sheet(user: User, pk: int, *, to: str = "read") -> CallSheet:
    sheet = get_object_or_404(CallSheet.objects.select_related("production__company", "day"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=sheet.production_id)
    return sheet


def access_revision(user: User, pk: int, *, to: str = "read") -> Revision:
    revision = get_object_or_404(Revision.objects.select_related("sheet__production__company"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=revision.sheet.production_id)
    return revision


def access_delivery(user: User, pk: int, *, to: str = "read") -> Delivery:
    rows = Delivery.objects.select_related("revision__sheet__production", "contact")
    delivery = get_object_or_404(rows, pk=pk)
    require(user, to, desk=Desk.FLOOR, production=delivery.revision.sheet.production_id)
    return delivery


def access_lent(token: str, at: datetime) -> tuple[GuestLink, Delivery]:
    """What the holder of a link may see; unknown, expired, taken back or of another kind: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    delivery = delivery_behind(link)
    if delivery is None:
        raise Http404
    return link, delivery


def delivery_behind(link: GuestLink) -> Delivery | None:
    if link.kind != KIND:
        return None
    rows = Delivery.objects.select_related("revision__sheet__production__company", "contact")
    return rows.filter(pk=link.object_id).first()
