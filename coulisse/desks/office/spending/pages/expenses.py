"""Yesterday's spending: what waits, one ticket, validated or refused, by the keyboard or one by one."""

from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.spending.access import access_expense
from coulisse.desks.office.spending.actions import expenses as actions
from coulisse.desks.office.spending.forms import ExpenseForm, RefuseForm
from coulisse.desks.office.spending.models import Expense
from coulisse.desks.office.spending.queries.expenses import counts, expense_line, screen
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.models import Part
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

LIST: Final = "office:spending:yesterday"
MOST_AT_ONCE: Final = 200


@on_production
@require_GET
def yesterday(request: SignedInRequest, production: Production) -> HttpResponse:
    """What waits; with `?state=`, what was posted or refused."""
    access_office(request.user, production.pk)
    asked = request.GET.get("state", "")
    state = asked if asked in Expense.State.values else Expense.State.TO_VALIDATE
    shown = screen(production, state=state)
    context = {
        "production": production,
        "screen": shown,
        "state": state,
        "states": _states(production),
        "waits": state == Expense.State.TO_VALIDATE,
        "may_change": may(request.user, "change", production.pk),
        "sure": [line.pk for line in shown.lines if line.double is None],
    }
    return render(request, "office/spending/yesterday.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """A ticket: a photo and an amount on a telephone, the rest where there is time."""
    access_office(request.user, production.pk, to="change")
    form = ExpenseForm(
        request.POST or None,
        request.FILES or None,
        accounts=leaf_accounts(production),
        initial={"day": timezone.localdate(), "who": request.user.name},
    )
    if request.method == "POST" and form.is_valid():
        made = actions.hand_in(
            production=production, values=form.values(), **form.photo(), by=request.user, at=timezone.now()
        )
        done(request, _("No. %(number)s handed in, it waits for validation") % {"number": f"{made.number:04}"})
        return redirect(LIST)
    context = {"form": form, "production": production, "people": _people(production)}
    return render(request, "office/spending/add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One ticket with its photo, its account, and what it did to the books; corrected while it waits."""
    expense = access_expense(request.user, pk, to="change" if request.method == "POST" else "read")
    form = ExpenseForm(
        request.POST or None,
        request.FILES or None,
        accounts=leaf_accounts(expense.production),
        expense=expense,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                expense=expense,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                **form.photo(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("office:spending:expense", args=[pk]))
        except actions.DecidedAlready:
            refused(request, _("This ticket was decided meanwhile. Take the decision back before correcting it."))
        else:
            done(request, _("No. %(number)s saved") % {"number": f"{expense.number:04}"})
        return redirect("office:spending:expense", pk)
    line = expense_line(expense)
    context = {
        "form": form,
        "expense": expense,
        "line": line,
        "production": expense.production,
        "people": _people(expense.production),
        "waits": expense.state == Expense.State.TO_VALIDATE,
        "may_change": may(request.user, "change", expense.production_id),
        "postings": _postings(expense),
    }
    return render(request, "office/spending/expense.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def validate(request: SignedInRequest, pk: int) -> HttpResponse:
    expense = access_expense(request.user, pk, to="change")
    try:
        written = actions.validate(
            expense=expense, read_version=_version(request.POST), by=request.user, at=timezone.now()
        )
    except actions.DecidedAlready:
        refused(request, _("Somebody decided on this ticket meanwhile. It stays as decided."))
    except StaleWrite:
        refused(request, _("Somebody corrected this ticket meanwhile. Look at it again, then validate."))
    else:
        undo = reverse("office:spending:take-back", args=[pk])
        said = {"number": f"{written.number:04}", "account": written.account}
        done(request, _("No. %(number)s posted on account %(account)s") % said, undo=undo)
    return redirect(_next(request))


@door(MEMBER)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    expense = access_expense(request.user, pk, to="change")
    form = RefuseForm(request.POST)
    try:
        written = actions.refuse(
            expense=expense,
            reason=form.cleaned_data["reason"] if form.is_valid() else "",
            read_version=_version(request.POST),
            by=request.user,
            at=timezone.now(),
        )
    except actions.ReasonMissing:
        refused(request, _("Say why: whoever spent the money is told the reason."))
    except actions.DecidedAlready:
        refused(request, _("Somebody decided on this ticket meanwhile. It stays as decided."))
    except StaleWrite:
        refused(request, _("Somebody corrected this ticket meanwhile. Look at it again, then refuse."))
    else:
        undo = reverse("office:spending:take-back", args=[pk])
        done(
            request, _("No. %(number)s refused, nothing is posted") % {"number": f"{written.number:04}"}, undo=undo
        )
    return redirect(_next(request))


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    expense = access_expense(request.user, pk, to="change")
    why = request.POST.get("reason", "").strip()[:300] or _("Decision taken back")
    try:
        written = actions.take_back(expense=expense, why=why, by=request.user, at=timezone.now())
    except actions.NotDecided:
        refused(request, _("This ticket waits for a decision already."))
    else:
        done(request, _("No. %(number)s waits for validation again") % {"number": f"{written.number:04}"})
    return redirect(_next(request))


@on_production
@require_POST
def validate_all(request: SignedInRequest, production: Production) -> HttpResponse:
    """The chosen ones at once; those that look like duplicates are not among them unless they were ticked."""
    access_office(request.user, production.pk, to="change")
    keys = [int(key) for key in request.POST.getlist("expense") if key.isdecimal() and len(key) < 18]
    chosen = Expense.objects.filter(production=production, pk__in=keys[:MOST_AT_ONCE])
    posted = actions.validate_all(expenses=chosen, by=request.user, at=timezone.now())
    if posted:
        said = ngettext("%(count)s ticket posted", "%(count)s tickets posted", len(posted))
        done(request, said % {"count": len(posted)})
    else:
        refused(request, _("Nothing was posted: tick the tickets to validate first."))
    return redirect(LIST)


def _states(production: Production) -> list[tuple[str, str, int]]:
    found = counts(production)
    return [(value, str(label), found.get(value, 0)) for value, label in Expense.State.choices]


def _people(production: Production) -> list[str]:
    """Who may have spent: the people on the list of the production."""
    parts = Part.objects.filter(production=production, contact__kind="person").select_related("contact")
    return sorted({part.contact.name for part in parts})


def _postings(expense: Expense) -> list[Posting]:
    found = Posting.objects.filter(production=expense.production, source=actions.SOURCE, source_id=str(expense.pk))
    return list(found.select_related("reversal").order_by("sequence"))


def _version(data: QueryDict) -> int | None:
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _next(request: HttpRequest) -> str:
    """Back to the list that one worked through, or to the ticket."""
    asked = request.POST.get("next", "")
    return asked if asked.startswith("/office/spending/") and "//" not in asked else reverse(LIST)
