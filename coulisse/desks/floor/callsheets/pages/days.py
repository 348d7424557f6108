"""The days of the plan, and how far the sheet of each has come."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.callsheets.actions import preparing
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.callsheets.queries.sheets import Line, lines_of
from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule.access import access_day
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    lines, today = lines_of(production), timezone.localdate()
    context = {
        "production": production,
        "lines": lines,
        "today": today,
        "next": next((line for line in lines if line.date >= today and not line.is_cancelled), None),
        "waiting": [line for line in lines if _waits(line)],
        "may_change": request.user.may("change", desk=Desk.FLOOR, production=production.pk),
    }
    return render(request, "floor/callsheets/list.html", context)


def _waits(line: Line) -> bool:
    """Prepared, and nobody has signed it yet."""
    return line.sheet is not None and line.state == CallSheet.State.DRAFT


@door(MEMBER)
@require_POST
def prepare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the sheet of a day of the plan, or open the one that there is."""
    day = access_day(request.user, pk, to="change")
    try:
        sheet = preparing.prepare(day=day, by=request.user, at=timezone.now())
    except preparing.NotShot:
        refused(request, _("Nobody is called that day: it is no shooting day, or it was cancelled."))
        return redirect("floor:callsheets:list")
    done(request, _("Call sheet no. %(number)s prepared from the plan") % {"number": sheet.number})
    return redirect(reverse("floor:callsheets:sheet", args=[sheet.pk]))
