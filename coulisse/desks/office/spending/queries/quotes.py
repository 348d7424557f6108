"""Quotes side by side, and what was paid for the like before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.spending.models import Quote, QuoteRequest
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in the list."""

    pk: int
    title: str
    account: str
    needed_on: date | None
    quotes: int
    lowest: Money | None
    highest: Money | None
    chosen: str
    chosen_amount: Money | None
    saving: Money | None


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One column of the comparison."""

    pk: int
    version: int
    supplier: str
    net: Money
    vat: Rate
    gross: Money
    against: Money
    """What it is below (or above) what was counted."""
    against_rate: Rate | None
    received_on: date
    valid_until: date | None
    is_over: bool
    """Its time of validity has passed."""
    due_on: date | None
    conditions: str
    paper_id: int | None
    is_chosen: bool
    is_lowest: bool


@dataclass(frozen=True, slots=True)
class NoteLine:
    day: date
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Paid:
    """A price of before: from another request, or from the library of lines."""

    day: date
    supplier: str
    title: str
    amount: Money
    was_chosen: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that one looks at before choosing, and what the choice saved."""

    pk: int
    version: int
    title: str
    account: str
    account_name: str
    needed_on: date | None
    counted: Money | None
    counted_typed: bool
    quotes: tuple[QuoteLine, ...]
    notes: tuple[NoteLine, ...]
    history: tuple[Paid, ...]
    chosen: QuoteLine | None
    chosen_why: str
    chosen_by: str
    chosen_at: datetime | None

    @property
    def saving(self) -> Money | None:
        return self.counted - self.chosen.net if self.chosen and self.counted is not None else None

    @property
    def saving_rate(self) -> Rate | None:
        """−12 %, exact."""
        if self.saving is None or not self.counted:
            return None
        return Rate(-self.saving.share_of(self.counted))


def requests_of(production: Production) -> tuple[RequestLine, ...]:
    """The requests, the open ones first, in one query for them and one for their first quotes."""
    rows = QuoteRequest.objects.filter(production=production).select_related("chosen")
    counted = rows.annotate(
        answers=Count("quotes"), lowest=Min("quotes__net_cents"), highest=Max("quotes__net_cents")
    ).order_by("chosen_at", "-asked_at")
    firsts = _firsts(production)
    return tuple(_request_line(row, firsts.get(row.pk)) for row in counted)


def comparison(request: QuoteRequest, *, today: date) -> Comparison:
    """The quotes of one request beside each other; `today` tells which are no longer valid."""
    rows = list(request.quotes.all())
    counted = request.expected_cents if request.expected_cents is not None else _first_cents(rows)
    lowest = min((row.net_cents for row in rows), default=0)
    quotes = tuple(_quote_line(row, request, counted, lowest, today) for row in rows)
    names = {account.number: account.name for account in leaf_accounts(request.production)}
    notes = request.notes.select_related("by")
    return Comparison(
        pk=request.pk,
        version=request.version,
        title=request.title,
        account=request.account,
        account_name=names.get(request.account, ""),
        needed_on=request.needed_on,
        counted=None if counted is None else Money(counted),
        counted_typed=request.expected_cents is not None,
        quotes=quotes,
        notes=tuple(NoteLine(row.day, row.text, row.by.name if row.by else "") for row in notes),
        history=_history(request, rows),
        chosen=next((line for line in quotes if line.is_chosen), None),
        chosen_why=request.chosen_why,
        chosen_by=request.chosen_by.name if request.chosen_by else "",
        chosen_at=request.chosen_at,
    )


def _first_cents(rows: Sequence[Quote]) -> int | None:
    return rows[0].net_cents if rows else None


def _quote_line(row: Quote, request: QuoteRequest, counted: int | None, lowest: int, today: date) -> QuoteLine:
    net, rate = Money(row.net_cents), Rate.percent(row.vat_percent)
    against = net - Money(counted or 0)
    return QuoteLine(
        pk=row.pk,
        version=row.version,
        supplier=row.supplier,
        net=net,
        vat=rate,
        gross=net + rate.of(net),
        against=against,
        against_rate=Rate(against.share_of(Money(counted))) if counted else None,
        received_on=row.received_on,
        valid_until=row.valid_until,
        is_over=row.valid_until is not None and row.valid_until < today,
        due_on=row.due_on,
        conditions=row.conditions,
        paper_id=row.paper_id,
        is_chosen=row.pk == request.chosen_id,
        is_lowest=row.net_cents == lowest,
    )


def _firsts(production: Production) -> dict[int, int]:
    rows = Quote.objects.filter(request__production=production).order_by("request_id", "received_on", "pk")
    return dict(rows.distinct("request_id").values_list("request_id", "net_cents"))


def _request_line(row: QuoteRequest, first: int | None) -> RequestLine:
    counted = row.expected_cents if row.expected_cents is not None else first
    chosen = row.chosen
    return RequestLine(
        pk=row.pk,
        title=row.title,
        account=row.account,
        needed_on=row.needed_on,
        quotes=row.answers,  # type: ignore[attr-defined]  # annotated above
        lowest=_money(row.lowest),  # type: ignore[attr-defined]
        highest=_money(row.highest),  # type: ignore[attr-defined]
        chosen=chosen.supplier if chosen else "",
        chosen_amount=Money(chosen.net_cents) if chosen else None,
        saving=Money(counted - chosen.net_cents) if chosen and counted is not None else None,
    )


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)


def _history(request: QuoteRequest, rows: Sequence[Quote]) -> tuple[Paid, ...]:
    """Other requests of the house on this account, or with these suppliers: the newest first."""
    suppliers = {plain(row.supplier) for row in rows}
    company = request.production.company_id
    others = Quote.objects.filter(request__production__company=company).exclude(request=request)
    near = others.filter(request__account=request.account) | others.filter(
        supplier__in={row.supplier for row in rows}
    )
    found = near.select_related("request").order_by("-received_on", "-pk")[:12]
    return tuple(
        Paid(
            row.received_on,
            row.supplier,
            row.request.title,
            Money(row.net_cents),
            row.request.chosen_id == row.pk,
        )
        for row in found
        if plain(row.supplier) in suppliers or row.request.account == request.account
    )
