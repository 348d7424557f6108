"""What elements do on days without a strip of theirs: the list of a production, and one more."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule.access import access_event
from coulisse.desks.floor.schedule.actions.events import add_event, remove_event
from coulisse.desks.floor.schedule.forms import EventForm
from coulisse.desks.floor.schedule.models import ElementEvent
from coulisse.desks.floor.schedule.pages.answers import may_change
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@on_production
@require_http_methods(["GET", "POST"])
def events(request: SignedInRequest, production: Production) -> HttpResponse:
    """Fittings, travels, absences, ends of contracts: in order of dates."""
    if request.method == "POST" and not may_change(request, production.pk):
        raise PermissionDenied
    form = EventForm(request.POST or None, production=production)
    if request.method == "POST" and form.is_valid():
        event = add_event(**form.cleaned_data, by=request.user, at=timezone.now())
        words = {"kind": event.get_kind_display(), "element": event.element.name}
        toasts.done(request, _("%(kind)s noted for %(element)s.") % words)
        return redirect("floor:schedule:events")
    found = ElementEvent.objects.filter(element__production=production).select_related("element")
    context = {
        "form": form,
        "events": found.order_by("starts_on", "element__number", "pk"),
        "production": production,
        "may_change": may_change(request, production.pk),
    }
    return render(request, "floor/schedule/events.html", context, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    event = access_event(request.user, pk, to="change")
    words = {"kind": event.get_kind_display(), "element": event.element.name}
    remove_event(event=event, by=request.user, at=timezone.now())
    toasts.done(request, _("%(kind)s of %(element)s removed.") % words)
    return redirect("floor:schedule:events")
