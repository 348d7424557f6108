"""The brake, from where a wave is seen: everything armed stops at once, and leaves again one by one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.moderation.forms import ResumeForm
from coulisse.desks.community.publishing.access import access_publication, publications_within_reach
from coulisse.desks.community.publishing.actions import publications as publishing
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.queries.pages import line_of
from coulisse.desks.community.publishing.words import why
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

PAUSED = "community:moderation:paused"
MOST = 200


@on_production
@require_POST
def pull(request: SignedInRequest, production: Production) -> HttpResponse:
    """One click."""
    access_owned(request.user, production=production.pk, client=None, to="change")
    rows = publications_within_reach(request.user, "change").filter(production=production)
    why_paused = _("Wave of comments")
    n = publishing.pause(publications=rows, why=why_paused, by=request.user, at=timezone.now())
    words = ngettext("%(n)s publication paused", "%(n)s publications paused", n) % {"n": n}
    done(request, _("%(paused)s. Think of paid advertisements: they run at the networks.") % {"paused": words})
    return redirect(PAUSED)


@on_production
@require_GET
def paused(request: SignedInRequest, production: Production) -> HttpResponse:
    """What stands still, each with its own confirmation."""
    rows = publications_within_reach(request.user).filter(production=production, state=Publication.State.PAUSED)
    found = rows.select_related("account").order_by("due_at", "pk")[:MOST]
    at = timezone.now()
    context = {
        "production": production,
        "lines": [(line_of(row), row.due_at <= at) for row in found],
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/moderation/paused.html", context)


@door(MEMBER)
@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """One publication leaves again, read again by whoever confirms it."""
    row, at = access_publication(request.user, pk, to="change"), timezone.now()
    if row.state != Publication.State.PAUSED:
        raise Http404
    if not ResumeForm(request.POST).is_valid():
        refused(request, _("Read it again and confirm: it was written before the wave."))
        return redirect(PAUSED)
    try:
        publishing.arm(publication=row, by=request.user, at=at, due_at=max(row.due_at, at))
    except publishing.NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    except publishing.NotCleared as stopped:
        refused(request, " ".join(why(one.code) for one in stopped.reasons))
    else:
        done(request, _("Armed again: it leaves at its moment"))
    return redirect(PAUSED)
