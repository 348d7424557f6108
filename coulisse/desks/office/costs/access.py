"""The only ways to what hangs on a cost report: it follows the office of its production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.costs.models import ClosedReport, CostNote, Overspend
from coulisse.desks.office.current import access_office
from coulisse.foundation.accounts.models import User


def access_note(user: User, pk: int, *, to: str = "change") -> CostNote:
    note = get_object_or_404(CostNote.objects.select_related("production"), pk=pk, removed_at__isnull=True)
    access_office(user, note.production_id, to=to)
    return note


def access_overspend(user: User, pk: int, *, to: str = "read") -> Overspend:
    found = get_object_or_404(Overspend.objects.select_related("production", "asked_of"), pk=pk)
    access_office(user, found.production_id, to=to)
    return found


def access_closed(user: User, pk: int, *, to: str = "read") -> ClosedReport:
    found = get_object_or_404(ClosedReport.objects.select_related("production__company", "by"), pk=pk)
    access_office(user, found.production_id, to=to)
    return found
