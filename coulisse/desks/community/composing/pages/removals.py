"""Posts that must go from the networks, each until somebody saw it gone."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.composing.access import access_removal
from coulisse.desks.community.composing.actions.removals import NotYetAsked, SeenAlready, see_removed
from coulisse.desks.community.composing.forms import SeenForm
from coulisse.desks.community.composing.models import Removal
from coulisse.desks.community.current import may, on_production
from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LIST: Final = "community:composing:removals"
MOST: Final = 200


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """Everything within reach, whatever the production: a consent does not know of productions."""
    reached = publications_within_reach(request.user).values("pk")
    rows = Removal.objects.filter(publication__in=reached).select_related("publication__account", "seen_by")
    context = {
        "production": production,
        "open": rows.filter(seen_at__isnull=True)[:MOST],
        "seen": rows.filter(seen_at__isnull=False).order_by("-seen_at")[:MOST],
        "may_change": may(request.user, "change", production=production.pk, client=None),
        "form": SeenForm(initial={"seen_at": timezone.now()}),
    }
    return render(request, "community/composing/removals.html", context)


@door(MEMBER)
@require_POST
def see(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_removal(request.user, pk, to="change")
    at = timezone.now()
    form = SeenForm(request.POST)
    seen_at = (form.cleaned_data["seen_at"] if form.is_valid() else None) or at
    try:
        see_removed(removal=row, seen_at=seen_at, by=request.user, at=at)
    except SeenAlready:
        refused(request, _("Somebody saw it gone already."))
    except NotYetAsked:
        refused(request, _("Nobody has seen what is still to come: give the hour at which you looked."))
    else:
        done(request, _("Noted: it is gone"))
    return redirect(LIST)
