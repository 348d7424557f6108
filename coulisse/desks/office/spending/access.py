"""The only ways to a ticket, a request for quotes, a meeting or a decision: the books of their production."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.office.current import access_office
from coulisse.desks.office.spending.models import Ceiling, Expense, Meeting, OpenDecision, Quote, QuoteRequest
from coulisse.foundation.accounts.models import User

M = TypeVar("M", bound=Model)


def _of_production(found: QuerySet[M], user: User, pk: int, to: str) -> M:
    row: M = get_object_or_404(found.select_related("production__company"), pk=pk)
    access_office(user, row.production_id, to=to)  # type: ignore[attr-defined]
    return row


def access_expense(user: User, pk: int, *, to: str = "read") -> Expense:
    return _of_production(Expense.objects.select_related("paper__current", "decided_by"), user, pk, to)


def access_ceiling(user: User, pk: int, *, to: str = "read") -> Ceiling:
    return _of_production(Ceiling.objects.all(), user, pk, to)


def access_request(user: User, pk: int, *, to: str = "read") -> QuoteRequest:
    return _of_production(QuoteRequest.objects.select_related("chosen", "chosen_by"), user, pk, to)


def access_quote(user: User, pk: int, *, to: str = "read") -> Quote:
    found = Quote.objects.select_related("request__production__company")
    quote: Quote = get_object_or_404(found, pk=pk)
    access_office(user, quote.request.production_id, to=to)
    return quote


def access_meeting(user: User, pk: int, *, to: str = "read") -> Meeting:
    return _of_production(Meeting.objects.all(), user, pk, to)


def access_decision(user: User, pk: int, *, to: str = "read") -> OpenDecision:
    return _of_production(OpenDecision.objects.select_related("owner"), user, pk, to)
