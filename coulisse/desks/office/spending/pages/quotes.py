"""Requests for quotes, the comparison, the notes of a negotiation, and the choice."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.budget.queries.library import prices
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.ledger.actions import NothingLeft, WrongEntry
from coulisse.desks.office.spending.access import access_request
from coulisse.desks.office.spending.actions import quotes as actions
from coulisse.desks.office.spending.forms import ChoiceForm, NoteForm, QuoteForm, RequestForm
from coulisse.desks.office.spending.queries.quotes import comparison, requests_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk)
    context = {
        "production": production,
        "found": requests_of(production),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/spending/quotes.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = RequestForm(request.POST or None, accounts=leaf_accounts(production))
    if request.method == "POST" and form.is_valid():
        made = actions.ask(production=production, values=form.values(), by=request.user, at=timezone.now())
        done(request, _("Request for quotes opened"))
        return redirect("office:spending:request", made.pk)
    context = {"form": form, "production": production}
    return render(request, "office/spending/ask.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The quotes beside each other; posting the form enters another one."""
    found = access_request(request.user, pk, to="change" if request.method == "POST" else "read")
    today = timezone.localdate()
    form = QuoteForm(
        request.POST or None, request.FILES or None, request=found, initial={"received_on": today, "vat": "21"}
    )
    if request.method == "POST" and form.is_valid():
        quote = actions.receive(
            request=found, values=form.values(), **form.file(), by=request.user, at=timezone.now()
        )
        done(request, _("Quote of %(supplier)s entered") % {"supplier": quote.supplier})
        return redirect("office:spending:request", pk)
    context = {
        "production": found.production,
        "found": comparison(found, today=today),
        "form": form,
        "note_form": NoteForm(initial={"day": today}),
        "prices": prices(request.user, account=found.account, limit=8),
        "may_change": may(request.user, "change", found.production_id),
    }
    return render(request, "office/spending/request.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_request(request.user, pk, to="change")
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.note(request=found, **form.cleaned_data, by=request.user, at=timezone.now())
        done(request, _("Note kept"))
    else:
        refused(request, _("Write what was said, and on which day."))
    return redirect("office:spending:request", pk)


@door(MEMBER)
@require_POST
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Commits the quote on its account, at once."""
    found = access_request(request.user, pk, to="change")
    form = ChoiceForm(request.POST, request=found)
    back = redirect("office:spending:request", pk)
    if not form.is_valid():
        refused(request, _("Choose one of the quotes, and say why."))
        return back
    try:
        actions.choose(
            quote=form.cleaned_data["quote"],
            reason=form.cleaned_data["reason"],
            day=timezone.localdate(),
            by=request.user,
            at=timezone.now(),
        )
    except actions.ChosenAlready:
        refused(request, _("A quote was chosen meanwhile. Take that choice back before another."))
    except WrongEntry:
        refused(request, _("The account of this request is missing: the quote cannot be committed."))
    else:
        quote = form.cleaned_data["quote"]
        said = {"supplier": quote.supplier, "amount": write_money(Money(quote.net_cents), reader())}
        undo = reverse("office:spending:choice-back", args=[pk])
        done(request, _("%(supplier)s chosen, %(amount)s committed") % said, undo=undo)
    return back


@door(MEMBER)
@require_POST
def take_choice_back(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_request(request.user, pk, to="change")
    why = request.POST.get("reason", "").strip()[:300] or _("Decision taken back")
    try:
        actions.take_choice_back(request=found, why=why, by=request.user, at=timezone.now())
    except actions.NothingChosen:
        refused(request, _("No quote is chosen for this request."))
    except NothingLeft:
        refused(request, _("All of this quote is billed or let go: reverse its bills in the books first."))
    else:
        done(request, _("The choice is taken back, the quotes stay"))
    return redirect("office:spending:request", pk)
