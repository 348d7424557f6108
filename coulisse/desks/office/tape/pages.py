"""Calculettes: the calculators and the roll, as a page and as a panel beside the budget."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import access_office, on_production
from coulisse.desks.office.tape import actions
from coulisse.desks.office.tape.exports import printed, shown
from coulisse.desks.office.tape.forms import CALCULATORS, Calculator
from coulisse.desks.office.tape.queries import roll_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.toasts import done

PAGE = "office:tape:calculators"
FIRST = "vat"


@on_production
@require_http_methods(["GET", "POST"])
def calculators(request: SignedInRequest, production: Production) -> HttpResponse:
    """One calculator and the roll. Asked by the panel (`?panel`), the fragment only."""
    access_office(request.user, production.pk)
    form = _form(request, localdate(timezone.now()))
    panel = "panel" in request.GET
    if request.method == "POST" and form.is_valid():
        worked, sources = form.worked()
        actions.ring_up(
            production=production,
            kind=form.kind,
            tape=worked,
            sources=sources,
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        )
        if not panel:
            return redirect(f"{reverse(PAGE)}?calculator={form.kind.value}#result")
    context = {
        "production": production,
        "form": form,
        "chosen": form.kind.value,
        "calculators": [(code, calculator.kind.label) for code, calculator in CALCULATORS.items()],
        "roll": shown(roll_of(production, request.user)),
        "panel": panel,
    }
    template = "office/tape/_panel.html" if panel else "office/tape/calculators.html"
    # A fragment is shown whatever it says: htmx leaves the answers of other statuses out.
    return render(request, template, context, status=422 if form.errors and not panel else 200)


def _form(request: SignedInRequest, day: date) -> Calculator:
    asked = request.GET.get("calculator", FIRST)
    if asked not in CALCULATORS:
        raise Http404
    return CALCULATORS[asked](request.POST or None, day=day)


@on_production
@require_POST
def tear_off(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk)
    count = actions.tear_off(production=production, by=request.user, at=timezone.now())
    said = ngettext("%(n)s calculation torn off", "%(n)s calculations torn off", count) % {"n": count}
    done(request, said, undo=reverse("office:tape:put_back"))
    return redirect(PAGE)


@on_production
@require_POST
def put_back(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk)
    count = actions.put_back(production=production, by=request.user)
    done(request, ngettext("%(n)s calculation is back", "%(n)s calculations are back", count) % {"n": count})
    return redirect(PAGE)


@on_production
@require_GET
def paper(request: SignedInRequest, production: Production) -> HttpResponse:
    """The roll as a PDF, in the reader's language."""
    access_office(request.user, production.pk)
    content = printed(
        roll_of(production, request.user),
        production=production,
        by=request.user,
        at=timezone.now(),
        language=(get_language() or "fr")[:2],
    )
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="tape.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
