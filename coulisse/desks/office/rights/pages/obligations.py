"""What is owed to others, with its day and its reminder."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.rights.access import access_obligation
from coulisse.desks.office.rights.actions import obligations as actions
from coulisse.desks.office.rights.forms.obligations import ObligationForm
from coulisse.desks.office.rights.models import Obligation
from coulisse.desks.office.rights.queries.obligations import LATE, NEAR, obligations_of
from coulisse.desks.office.rights.queries.works import works_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.tasks.actions import PersonCannotSee
from coulisse.foundation.tasks.queries import assignable
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import to_brussels

LIST = "office:rights:obligations"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    today = to_brussels(timezone.now()).date()
    open_, met = obligations_of(production, today=today)
    context = {
        "production": production,
        "open": open_,
        "met": met,
        "late": sum(one.state == LATE for one in open_),
        "near": sum(one.state == NEAR for one in open_),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/rights/obligations.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    now = timezone.now()
    form = _form(request, production)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.set_obligation(production=production, values=form.values(), by=request.user, at=now)
        except PersonCannotSee:
            form.add_error("owner", _("This person does not work on this production: choose somebody else."))
        else:
            done(request, _("“%(title)s” is noted") % {"title": made.title})
            return redirect(LIST)
    context = {"production": production, "form": form, "obligation": None}
    return render(request, "office/rights/obligation.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def obligation(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_obligation(request.user, pk, to="change" if request.method == "POST" else "read")
    form = _form(request, row.production, obligation=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                obligation=row,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(LIST))
        except PersonCannotSee:
            form.add_error("owner", _("This person does not work on this production: choose somebody else."))
        except actions.MetAlready:
            form.add_error(None, _("It is done: open it again before changing it."))
        else:
            done(request, _("Obligation saved: its reminder follows"))
            return redirect(LIST)
    context = {
        "production": row.production,
        "form": form,
        "obligation": row,
        "may_change": may(request.user, "change", row.production_id),
    }
    return render(request, "office/rights/obligation.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def meet(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_obligation(request.user, pk, to="change")
    try:
        actions.meet(obligation=row, by=request.user, at=timezone.now())
    except actions.MetAlready:
        refused(request, _("It is done already."))
    else:
        undo = reverse("office:rights:reopen-obligation", args=[pk])
        done(request, _("“%(title)s” is done") % {"title": row.title}, undo=undo)
    return redirect(LIST)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_obligation(request.user, pk, to="change")
    try:
        actions.reopen(obligation=row, by=request.user, at=timezone.now())
    except actions.NotMet:
        refused(request, _("It is open already."))
    else:
        done(request, _("“%(title)s” is open again") % {"title": row.title})
    return redirect(LIST)


def _form(
    request: SignedInRequest, production: Production, *, obligation: Obligation | None = None
) -> ObligationForm:
    today = to_brussels(timezone.now()).date()
    return ObligationForm(
        request.POST or None,
        works=works_of(production.pk),
        people=assignable(request.user, today),
        obligation=obligation,
    )
