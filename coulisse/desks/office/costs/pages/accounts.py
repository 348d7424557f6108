"""One account of the report: where its figures come from, its estimate, its forecasts, the notes beside it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.costs.access import access_note
from coulisse.desks.office.costs.actions import estimates, forecasts, notes
from coulisse.desks.office.costs.forms import FINAL, AskForm, EstimateForm, NoteForm
from coulisse.desks.office.costs.models import CostNote
from coulisse.desks.office.costs.pages.report import account_address, situation_day
from coulisse.desks.office.costs.queries.account import account_of, report_numbers
from coulisse.desks.office.costs.queries.watching import approvers, log_of, settings_of
from coulisse.desks.office.costs.words import rule_of
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.ledger.actions import NoReason
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel import Money

REPORT = "office:costs:report"


@on_production
@require_GET
def show(request: SignedInRequest, production: Production, number: str) -> HttpResponse:
    return _page(request, production, number)


def _page(
    request: SignedInRequest, production: Production, number: str, form: EstimateForm | None = None
) -> HttpResponse:
    sheet = account_of(production, number, until=situation_day(production))
    if sheet is None:
        raise Http404
    settings = settings_of(production)
    variance = sheet.row.figures.variance
    asked = [each for each in log_of(production) if each.account == number]
    is_over = variance > Money(settings.threshold_cents)
    first = {"what": FINAL, "amount": sheet.row.figures.final, "read": sheet.estimate_id}
    context = {
        "production": production,
        "sheet": sheet,
        "row": sheet.row,
        "rule": rule_of(sheet.why),
        "form": form or EstimateForm(initial=first),
        "asked": asked,
        "is_over": is_over,
        "may_ask": is_over and not any(each.is_open for each in asked),
        "ask": AskForm(
            people=approvers(production, today=timezone.localdate()),
            initial={"account": number, "asked_of": settings.approver_id},
        )
        if is_over
        else None,
        "may_change": may(request.user, "change", production.pk),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "office/costs/account.html", context, status=status)


@on_production
@require_POST
def estimate(request: SignedInRequest, production: Production, number: str) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    sheet = account_of(production, number, until=situation_day(production))
    if sheet is None:
        raise Http404
    form = EstimateForm(request.POST)
    if not form.is_valid():
        return _page(request, production, number, form)
    try:
        estimates.estimate(
            production=production,
            account=number,
            final=form.final(sheet.row.figures.to_date),
            reason=form.cleaned_data["reason"],
            read=form.cleaned_data["read"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except estimates.EstimatedMeanwhile as meanwhile:
        return _overtaken(request, production, number, form, meanwhile)
    done(request, _("Final cost of account %(number)s estimated") % {"number": number})
    return redirect(account_address(production, number))


def _overtaken(
    request: SignedInRequest,
    production: Production,
    number: str,
    form: EstimateForm,
    meanwhile: estimates.EstimatedMeanwhile,
) -> HttpResponse:
    """409: the other figure is on the page beside the one that was typed."""
    newest = meanwhile.newest
    said = _("%(name)s estimated this account meanwhile (%(reason)s). Compare with the figures above, save again.")
    form.add_error(None, said % {"name": newest.by or _("Somebody"), "reason": newest.reason})
    form.data = {name: form.data[name] for name in form.data} | {"read": str(newest.pk)}
    answer = _page(request, production, number, form)
    answer.status_code = 409
    return answer


@on_production
@require_http_methods(["GET", "POST"])
def add_note(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    first = {"accounts": request.GET.get("account", "")}
    form = NoteForm(request.POST or None, known=report_numbers(production), initial=first)
    if request.method == "POST" and form.is_valid():
        note = notes.write_note(
            production=production,
            text=form.cleaned_data["text"],
            accounts=form.cleaned_data["accounts"],
            by=request.user,
            at=timezone.now(),
        )
        undo = reverse("office:costs:remove-note", args=[note.pk])
        done(request, _("Note %(number)s written") % {"number": note.number}, undo=undo)
        return redirect(REPORT)
    return _note_page(request, production, form, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit_note(request: SignedInRequest, pk: int) -> HttpResponse:
    note = access_note(request.user, pk)
    first = {"text": note.text, "accounts": ", ".join(note.accounts), "version": note.version}
    form = NoteForm(request.POST or None, known=report_numbers(note.production), initial=first)
    if request.method == "POST" and form.is_valid():
        typed = {"text": form.cleaned_data["text"], "accounts": form.cleaned_data["accounts"]}
        kept = {"text": note.text, "accounts": note.accounts} | without_left(typed, request.POST)
        try:
            notes.edit_note(
                note=note,
                text=kept["text"],
                accounts=kept["accounts"],
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(REPORT))
        done(request, _("Note %(number)s saved") % {"number": note.number})
        return redirect(REPORT)
    return _note_page(request, note.production, form, note)


def _note_page(
    request: SignedInRequest, production: Production, form: NoteForm, note: CostNote | None
) -> HttpResponse:
    context = {"production": production, "form": form, "note": note}
    return render(request, "office/costs/note.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove_note(request: SignedInRequest, pk: int) -> HttpResponse:
    note = notes.remove_note(note=access_note(request.user, pk), by=request.user, at=timezone.now())
    done(request, _("Note %(number)s taken off") % {"number": note.number})
    return redirect(REPORT)


@on_production
@require_POST
def withdraw(request: SignedInRequest, production: Production) -> HttpResponse:
    """Take a whole forecast out of the final cost, from every account that it touched."""
    access_office(request.user, production.pk, to="change")
    try:
        made = forecasts.withdraw_forecast(
            production=production,
            source=request.POST.get("source", "")[:60],
            source_id=request.POST.get("source_id", "")[:80],
            why=request.POST.get("reason", "")[:300],
            by=request.user,
            at=timezone.now(),
        )
    except NoReason:
        refused(request, _("The forecast stands: say why it is taken out."))
    else:
        count = len(made)
        if not count:
            refused(request, _("This forecast was taken out already."))
            return redirect(REPORT)
        done(request, _("Forecast taken out: %(count)s lines reversed") % {"count": count})
    return redirect(REPORT)
