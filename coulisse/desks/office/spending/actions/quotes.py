"""Asking for quotes, entering them, noting what was said, and choosing one: the account feels it at once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.office.costs.actions.forecasts import ForecastLine, forecast_unforeseen, withdraw_forecast
from coulisse.desks.office.facts.spending import (
    ChoiceTakenBack,
    NegotiationNoted,
    OfRequest,
    QuoteChosen,
    QuoteReceived,
    QuotesAsked,
)
from coulisse.desks.office.ledger.actions import locked_head, post, reverse
from coulisse.desks.office.ledger.entries import Entry, with_vat
from coulisse.desks.office.ledger.models import Nature
from coulisse.desks.office.spending.actions.expenses import open_day, standing
from coulisse.desks.office.spending.models import NegotiationNote, Quote, QuoteRequest
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.companies.queries import recovery_on
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.vault import Content
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

SOURCE: Final = "office.spending.quote"


class ChosenAlready(Exception):
    """A quote was chosen for this request: take that choice back before another."""


class NothingChosen(Exception):
    """No quote is chosen: nothing to take back."""


class ReasonMissing(Exception):
    """A choice says why, for those who read it in a year."""


def ask(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> QuoteRequest:
    """A new request for one account."""
    with transaction.atomic():
        request = QuoteRequest.objects.create(production=production, asked_by=by, asked_at=at, **values)
        _tell(QuotesAsked(**_told(request)), request, by=by, at=at)
    return request


def receive(
    *,
    request: QuoteRequest,
    values: Mapping[str, Any],
    paper: Content | None = None,
    paper_name: str = "",
    by: User,
    at: datetime,
) -> Quote:
    """Enter a quote beside the others; none replaces another. Raises `vault.EmptyFile`, `vault.FileTooLarge`."""
    with transaction.atomic():
        quote = Quote(request=request, entered_by=by, entered_at=at, **values)
        if paper is not None:
            title = f"{quote.supplier}, {request.title}"[:200]
            quote.paper = keep(
                paper,
                name=paper_name,
                title=title,
                production=request.production_id,
                desk=Desk.OFFICE,
                tags=("devis",),
                by=by,
                at=at,
            )
        quote.save()
        told = QuoteReceived(**_told(request), supplier=quote.supplier, cents=quote.net_cents)
        _tell(told, request, by=by, at=at)
    return quote


def note(*, request: QuoteRequest, day: date, text: str, by: User, at: datetime) -> NegotiationNote:
    """What was said, on which day. A note is never changed."""
    with transaction.atomic():
        made = NegotiationNote.objects.create(request=request, day=day, text=text, by=by, at=at)
        _tell(NegotiationNoted(**_told(request)), request, by=by, at=at)
    return made


def choose(*, quote: Quote, reason: str, day: date, by: User, at: datetime) -> QuoteRequest:
    """Commit the quote on its account and take what is saved out of the estimate, in one act.

    The commitment bears the quote; the saving against what was counted is a forecast of its own on the same
    account, so that the final cost of the account moves by it. Raises `ReasonMissing`, `ChosenAlready`, and what
    the ledger raises.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        request = _locked(quote.request)
        if request.chosen_id is not None:
            raise ChosenAlready(request.chosen_id)
        saving = counted_cents(request) - quote.net_cents
        _commit(request, quote, Money(saving), day=day, by=by, at=at)
        _write(request, quote, reason.strip(), by=by, at=at)
        told = QuoteChosen(
            **_told(request),
            supplier=quote.supplier,
            cents=quote.net_cents,
            saving=saving,
            reason=request.chosen_why,
        )
        _tell(told, request, by=by, at=at)
    return request


def take_choice_back(*, request: QuoteRequest, why: str, by: User, at: datetime) -> QuoteRequest:
    """Reverse what is left of the commitment, and the saving; all quotes stay.

    Raises `NothingChosen`, `NothingLeft`.
    """
    with transaction.atomic():
        stored = _locked(request)
        if stored.chosen_id is None:
            raise NothingChosen(stored.pk)
        locked_head(stored.production)
        withdraw_forecast(
            production=stored.production, source=SOURCE, source_id=str(stored.pk), why=why, by=by, at=at
        )
        for posting in standing(stored.production, SOURCE, stored.pk):
            reverse(posting, why=why, by=by, at=at)
        _write(stored, None, "", by=None, at=None)
        _tell(ChoiceTakenBack(**_told(stored)), stored, by=by, at=at)
    return stored


def counted_cents(request: QuoteRequest) -> int:
    """What the estimate counts for it: as typed, else the first quote that came in; nothing without any."""
    if request.expected_cents is not None:
        return request.expected_cents
    first = request.quotes.order_by("received_on", "pk").first()
    return first.net_cents if first else 0


def _commit(request: QuoteRequest, quote: Quote, saving: Money, *, day: date, by: User, at: datetime) -> None:
    production = request.production
    on = open_day(locked_head(production).closed_until, day)
    recovery = recovery_on(production.company, day)
    rate = Rate.percent(quote.vat_percent)
    vat, recoverable = with_vat(Money(quote.net_cents), rate, recovery)
    committed = Entry(
        nature=Nature.COMMITTED,
        day=on,
        due_on=quote.due_on,
        account=request.account,
        label=request.title,
        net_cents=quote.net_cents,
        vat_cents=vat.cents,
        recoverable_cents=recoverable.cents,
        supplier=quote.supplier,
        paper=_paper(quote),
        source=SOURCE,
        source_id=str(request.pk),
    )
    post(production=production, entries=[committed], by=by, at=at)
    lost, back = with_vat(saving, rate, recovery)
    if saved := saving + lost - back:
        line = ForecastLine(
            account=request.account, label=request.title, amount=-saved, supplier=quote.supplier, paper=""
        )
        forecast_unforeseen(
            production=production,
            label=request.title,
            lines=[line],
            taken_from="",
            source=SOURCE,
            source_id=str(request.pk),
            day=on,
            by=by,
            at=at,
        )


def _paper(quote: Quote) -> str:
    """« devis du 12/02/2027 », in the language of the production: the books have one."""
    with override(quote.request.production.language):
        return _("quote of %(day)s") % {"day": f"{quote.received_on:%d/%m/%Y}"}


def _locked(request: QuoteRequest) -> QuoteRequest:
    found = QuoteRequest.objects.select_for_update(of=("self",)).select_related("production__company")
    return found.get(pk=request.pk)


def _write(request: QuoteRequest, quote: Quote | None, why: str, *, by: User | None, at: datetime | None) -> None:
    request.chosen, request.chosen_why, request.chosen_by, request.chosen_at = quote, why, by, at
    request.version += 1
    request.save(update_fields=["chosen", "chosen_why", "chosen_by", "chosen_at", "version"])


def _told(request: QuoteRequest) -> dict[str, Any]:
    return {"request_id": request.pk, "title": request.title, "account": request.account}


def _tell(happened: OfRequest, request: QuoteRequest, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=request, production=request.production_id, desk=Desk.OFFICE)
