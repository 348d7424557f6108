"""The only ways to a report, a copy or a kept table: those of the house's own for roles on the whole house."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.reports.models import Pivot, Report, ReportCopy
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk

KIND = "audience.reportcopy"
"""What a link to a report opens, in `settings.COULISSE_GUEST_PAGES`; its object is a `ReportCopy`."""


def access_report(user: User, pk: int, *, to: str = "read") -> Report:
    found = get_object_or_404(Report.objects.select_related("production__company", "frozen_by", "begun_by"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_pivot(user: User, pk: int, *, to: str = "read") -> Pivot:
    found = get_object_or_404(Pivot.objects.select_related("production"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_lent(token: str, at: datetime) -> tuple[GuestLink, ReportCopy]:
    """What the holder of a link may see; unknown, ended or of another kind: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    copy = copy_behind(link)
    if copy is None:
        raise Http404
    return link, copy


def copy_behind(link: GuestLink) -> ReportCopy | None:
    if link.kind != KIND:
        return None
    return ReportCopy.objects.select_related("report__production__company").filter(pk=link.object_id).first()
