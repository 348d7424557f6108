"""« Coulisses du tournage »: the days, what each would allow to tell, and the sets that nobody names."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.animation.access import access_hidden_set, access_plan, access_plan_line
from coulisse.desks.community.animation.actions import behind as actions
from coulisse.desks.community.animation.forms import HideSetForm
from coulisse.desks.community.animation.models import PlanLine
from coulisse.desks.community.animation.queries import behind as queries
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    return _listing(request, production, HideSetForm())


def _listing(
    request: SignedInRequest, production: Production, form: HideSetForm, status: int = 200
) -> HttpResponse:
    context = {
        "production": production,
        "plans": queries.plans_of(production.pk),
        "hidden": queries.hidden_sets_of(production.pk),
        "form": form,
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/animation/behind.html", context, status=status)


@door(MEMBER)
@require_GET
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_plan(request.user, pk)
    known = queries.lines_of(found, at=timezone.now())
    lines = [one for one in known if one.may_be_kept or one.row.state != PlanLine.State.OPEN]
    context = {
        "plan": found,
        "lines": lines,
        "silent": [one for one in known if one not in lines],
        "waiting": sum(1 for one in lines if one.row.state == PlanLine.State.OPEN),
        "may_change": may(request.user, "change", production=found.production_id, client=None),
    }
    return render(request, "community/animation/plan.html", context)


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a line as an idea, drop it, or take it up again."""
    line = access_plan_line(request.user, pk)
    at = timezone.now()
    try:
        match request.POST.get("act", ""):
            case "keep":
                actions.keep(line=line, by=request.user, at=at)
                done(request, _("Kept as an idea: not before the wrap"))
            case "drop":
                actions.drop(line=line, by=request.user, at=at)
                done(request, _("Dropped"))
            case "again":
                actions.take_up_again(line=line, by=request.user, at=at)
                done(request, _("Proposed again"))
            case _other:
                refused(request, _("There is no such act."))
    except actions.NotProposed:
        refused(request, _("It left the call sheet, or the day is cancelled: there is nothing to tell."))
    except actions.MayNotBeShown:
        refused(
            request, _("Whom it is about has not agreed to be shown: ask for a consent in the register of rights.")
        )
    return redirect("community:animation:plan", line.plan_id)


@on_production
@require_POST
def hide(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = HideSetForm(request.POST)
    if not form.is_valid():
        return _listing(request, production, form, 422)
    actions.hide_set(production=production, by=request.user, at=timezone.now(), **form.cleaned_data)
    done(request, _("Nobody names this set any more"))
    return redirect("community:animation:behind")


@door(MEMBER)
@require_POST
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    hidden = access_hidden_set(request.user, pk)
    actions.show_set(hidden=hidden, by=request.user, at=timezone.now())
    done(request, _("The set may be named again"))
    return redirect("community:animation:behind")
