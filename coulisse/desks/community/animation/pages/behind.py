"""« Coulisses du tournage »: the days, what each would allow to tell, and the sets that nobody names."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.animation.access import access_hidden_set, access_plan, access_plan_line
from coulisse.desks.community.animation.actions import behind as actions
from coulisse.desks.community.animation.forms import HideSetForm, ShowSetForm
from coulisse.desks.community.animation.models import HiddenSet, PlanLine
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
    request: SignedInRequest,
    production: Production,
    form: HideSetForm,
    refused_show: tuple[int, ShowSetForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`refused_show`: the form that showed a set again and was refused, with the embargo that it is about."""
    hidden = queries.hidden_sets_of(production.pk, at=timezone.now())
    forms = {one.pk: ShowSetForm(auto_id=f"id_{one.pk}_%s") for one in hidden.standing}
    forms.update([refused_show] if refused_show else [])
    context = {
        "production": production,
        "plans": queries.plans_of(production.pk),
        "hidden": [(one, forms[one.pk]) for one in hidden.standing],
        "past": hidden.past,
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
        return _listing(request, production, form, status=422)
    actions.hide_set(production=production, by=request.user, at=timezone.now(), **form.cleaned_data)
    done(request, _("Nobody names this set any more"))
    return redirect("community:animation:behind")


@door(MEMBER)
@require_POST
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name a hidden set again, with a reason; the toast takes it back."""
    hidden = access_hidden_set(request.user, pk)
    form = ShowSetForm(request.POST, auto_id=f"id_{pk}_%s")
    try:
        if not form.is_valid():
            return _listing(request, hidden.production, HideSetForm(), (pk, form), 422)
        actions.show_set(hidden=hidden, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
    except actions.NotHidden:
        refused(request, _("This set may be named already."))
    else:
        again = reverse("community:animation:hide-set-again", args=[pk])
        done(request, _("“%(name)s” may be named again") % {"name": hidden.name}, undo=again)
    return _back(hidden)


@door(MEMBER)
@require_POST
def hide_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back that a set was shown again."""
    hidden = access_hidden_set(request.user, pk)
    try:
        actions.hide_again(hidden=hidden, by=request.user, at=timezone.now())
    except actions.HiddenMeanwhile:
        refused(request, _("This set is under embargo already."))
    else:
        done(request, _("Nobody names this set any more"))
    return _back(hidden)


def _back(hidden: HiddenSet) -> HttpResponse:
    return redirect(f"{reverse('community:animation:behind')}?production={hidden.production_id}")
