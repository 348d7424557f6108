"""The books on the screen: the list, one posting, an amount typed by hand, a reversal, a day closed."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse as address_of
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.ledger import actions, exports
from coulisse.desks.office.ledger.access import access_posting
from coulisse.desks.office.ledger.entries import Entry, allocate, with_vat
from coulisse.desks.office.ledger.forms import CloseForm, EntryForm, FilterForm, ReasonForm
from coulisse.desks.office.ledger.listing import Sheet, lines_of, listed, page_of, sheet_of, totals_of, used
from coulisse.desks.office.ledger.models import Nature, PeriodClosing, Posting
from coulisse.desks.office.ledger.queries import head_of, last_day, posted_otherwise, verify_chain
from coulisse.foundation.companies.queries import recovery_on
from coulisse.foundation.documents.queries import attached_to
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel import Money, Rate

A_PAGE: Final = 100
BY_HAND: Final = "office.ledger.hand"
LIST: Final = "office:ledger:list"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    wanted = FilterForm(request.GET).wanted()
    found = listed(production, wanted)
    totals = totals_of(found)
    paginator = Paginator(found, A_PAGE)
    paginator.count = totals.count  # counted with the sums already
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "production": production,
        "wanted": wanted,
        "totals": totals,
        "page": page,
        "lines": page_of(production, found, max(page.start_index() - 1, 0), page.end_index()),
        "natures": Nature.choices,
        "choices": used(production),
        "head": head_of(production),
        "query": request.GET.urlencode(),
        "may_change": may(request.user, "change", production.pk),
        "may_manage": may(request.user, "manage", production.pk),
    }
    return render(request, "office/ledger/list.html", context)


@on_production
@require_GET
def export(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    if form not in exports.FORMATS:
        raise Http404
    extension, content_type = exports.FORMATS[form]
    lines = lines_of(listed(production, FilterForm(request.GET).wanted()))
    response = HttpResponse(exports.write_lines(lines, form=form, at=timezone.now()), content_type=content_type)
    name = f"{slugify(production.title)}-{slugify(_('Ledger'))}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@door(MEMBER)
@require_GET
def posting(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_posting(request.user, pk)
    may_change = may(request.user, "change", found.production_id)
    sheet = sheet_of(found)
    words = _relation_words()
    context = {
        "production": found.production,
        "sheet": sheet,
        "relatives": [(words[link], line) for link, line in sheet.relatives],
        "attached": attached_to(found, request.user),
        "may_change": may_change,
        **_source_of(sheet),
    }
    return render(request, "office/ledger/posting.html", context)


def _source_of(sheet: Sheet) -> dict[str, str]:
    """What a line came from, in words, and the page it opens where there is one."""
    known = {
        BY_HAND: (_("Typed by hand"), ""),
        "office.costs.impact": (_("Cancelled day"), "office:costs:impact"),
        "office.spending.quote": (_("Chosen quote"), "office:spending:request"),
        "office.spending.expense": (_("Ticket"), "office:spending:expense"),
        "office.ledger.release": (_("What was left of a commitment"), ""),
        "office.ledger.consumption": (_("Settled by an actual cost"), ""),
        "office.ledger.reversal": (_("Reversal"), ""),
    }
    words, route = known.get(sheet.source, (_("Another desk of the house"), ""))
    address = address_of(route, args=[int(sheet.source_id)]) if route and sheet.source_id.isdecimal() else ""
    return {"source_words": words, "source_address": address}


def _relation_words() -> dict[str, str]:
    return {
        "reversal": _("Reversed by"),
        "reversed": _("Reverses"),
        "commitment": _("Settles"),
        "actual": _("Made by"),
        "consumed": _("Consumes"),
        "settled": _("Settled by"),
    }


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """An amount whose desk does not exist yet: an order, a contract, a booking, or a bill."""
    access_office(request.user, production.pk, to="change")
    today = timezone.localdate()
    first = {"day": today, "token": uuid4().hex, **request.GET.dict()}
    form = EntryForm(request.POST or None, accounts=leaf_accounts(production), initial=first)
    if request.method == "POST" and form.is_valid():
        entry = _entry(production, form, nature=form.cleaned_data["nature"], token=request.POST.get("token", ""))
        shares = form.cleaned_data["split"]
        entries = allocate(entry, shares) if shares else (entry,)
        if _posted(request, production, entries, form):
            return redirect(LIST)
    context = {"production": production, "form": form, "token": request.POST.get("token") or first["token"]}
    return render(request, "office/ledger/add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def bill(request: SignedInRequest, pk: int) -> HttpResponse:
    """The bill of a commitment: it becomes an actual cost and eats what was promised."""
    promised = access_posting(request.user, pk, to="change")
    sheet = sheet_of(promised)
    if sheet.left is None:
        raise Http404
    production = promised.production
    first = {
        name: getattr(promised, name)
        for name in ("account", "label", "supplier", "territory", "group", "shooting_day")
    }
    first |= {"net": sheet.left, "day": timezone.localdate(), "vat_rate": _rate_of(promised)}
    form = EntryForm(request.POST or None, accounts=leaf_accounts(production), settling=True, initial=first)
    token = request.POST.get("token") or uuid4().hex
    if request.method == "POST" and form.is_valid():
        entry = _entry(production, form, nature=Nature.ACTUAL, token=token)
        entry = replace(entry, settles=promised.pk, closes=form.cleaned_data["closes"])
        if _posted(request, production, (entry,), form):
            return redirect("office:ledger:posting", pk=promised.pk)
    context = {"production": production, "form": form, "token": token, "promised": sheet}
    return render(request, "office/ledger/add.html", context, status=422 if form.errors else 200)


def _rate_of(promised: Posting) -> str:
    """The rate that a commitment was written with, as far as it is one of the form."""
    found = Money(promised.vat_cents)
    net = Money(promised.net_cents)
    return next((rate for rate in ("21", "12", "6", "20", "17") if Rate.percent(rate).of(net) == found), "0")


def _entry(production: Production, form: EntryForm, *, nature: str, token: str) -> Entry:
    """The typed values; the company's recovery of VAT on that day says what comes back."""
    read = form.cleaned_data
    recovery = recovery_on(production.company, read["day"])
    vat, recoverable = with_vat(read["net"], Rate.percent(read["vat_rate"]), recovery)
    return Entry(
        nature=nature,
        day=read["day"],
        account=read["account"],
        label=read["label"],
        net_cents=read["net"].cents,
        vat_cents=vat.cents,
        recoverable_cents=recoverable.cents,
        source=BY_HAND,
        source_id=token[:40] or uuid4().hex,
        due_on=read["due_on"],
        territory=read["territory"],
        group=read["group"],
        shooting_day=read["shooting_day"],
        supplier=read["supplier"],
        paper=read["paper"],
    )


def _posted(request: SignedInRequest, production: Production, entries: tuple[Entry, ...], form: EntryForm) -> bool:
    if posted_otherwise(production, entries):
        form.add_error(
            None, _("This form was posted before, with other values. Reverse that line, or begin anew.")
        )
        return False
    try:
        made = actions.post(production=production, entries=entries, by=request.user, at=timezone.now())
    except actions.BooksClosed as closed:
        form.add_error("day", _closed_words(closed.closed_until))
        return False
    said = {"number": made[0].sequence, "label": made[0].label}
    done(request, _("Line %(number)s posted: %(label)s") % said)
    return True


def _closed_words(day: date) -> str:
    return _("The books are closed up to %(day)s. Choose a later day.") % {"day": f"{day:%d/%m/%Y}"}


@door(MEMBER)
@require_POST
def reverse(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_posting(request.user, pk, to="change")
    form = ReasonForm(request.POST)
    why = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        made = actions.reverse(found, why=why, by=request.user, at=timezone.now())
    except actions.NoReason:
        refused(request, _("Nothing was reversed: say why."))
    except actions.ReversedAlready:
        refused(request, _("This line was reversed already."))
    except actions.NothingLeft:
        refused(request, _("Nothing is left of this commitment."))
    else:
        done(
            request, _("Line %(number)s reversed by line %(by)s") % {"number": found.sequence, "by": made.sequence}
        )
    return redirect("office:ledger:posting", pk=pk)


@door(MEMBER)
@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing more is expected of a commitment."""
    found = access_posting(request.user, pk, to="change")
    form = ReasonForm(request.POST)
    why = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.release(found, why=why, day=timezone.localdate(), by=request.user, at=timezone.now())
    except actions.NoReason:
        refused(request, _("The commitment stands: say why it is let go."))
    except actions.ReversedAlready:
        refused(request, _("Nothing is left of this commitment."))
    else:
        done(request, _("What was left of line %(number)s is let go") % {"number": found.sequence})
    return redirect("office:ledger:posting", pk=pk)


@on_production
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, production: Production) -> HttpResponse:
    """Close the books up to a day; it is never taken back."""
    access_office(request.user, production.pk, to="manage")
    head = head_of(production)
    latest = max(timezone.localdate(), last_day(production) or date.min)
    form = CloseForm(request.POST or None, closed_until=head.closed_until, latest=latest)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_period(
                production=production, day=form.cleaned_data["day"], by=request.user, at=timezone.now()
            )
        except actions.ClosedAlready:
            form.add_error("day", _("Somebody closed that day meanwhile."))
        else:
            done(request, _("Books closed up to %(day)s") % {"day": f"{form.cleaned_data['day']:%d/%m/%Y}"})
            return redirect(LIST)
    closings = PeriodClosing.objects.filter(production=production).select_related("by")
    context = {"production": production, "form": form, "head": head, "closings": list(closings)}
    return render(request, "office/ledger/close.html", context, status=422 if form.errors else 200)


@on_production
@require_GET
def chain(request: SignedInRequest, production: Production) -> HttpResponse:
    """Walk the chain now, and say whether every link holds."""
    context = {"production": production, "chain": verify_chain(production), "head": head_of(production)}
    return render(request, "office/ledger/chain.html", context)
