"""The few rows that the tests of the slice begin with."""

from datetime import date
from decimal import Decimal
from typing import Any

from coulisse.desks.office.costs.models import CostSettings
from coulisse.desks.office.spending.actions.expenses import hand_in
from coulisse.desks.office.spending.actions.meetings import plan, put_to_decision
from coulisse.desks.office.spending.actions.quotes import ask, receive
from coulisse.desks.office.spending.models import Expense, Meeting, OpenDecision, Quote, QuoteRequest
from tests.cast import AT, TODAY, Cast

MONDAY = date(2027, 3, 15)


def ticket(cast: Cast, supplier: str = "Brico Marche", cents: int = 18240, **values: Any) -> Expense:
    """A ticket of Monday, handed in by Bastien’s hand through Nadia’s desk."""
    number = values.pop("number", None)
    photo = values.pop("photo", None)
    wanted = {
        "day": MONDAY,
        "who": "Bastien Crahay",
        "supplier": supplier,
        "label": "Visserie et bâches",
        "gross_cents": cents,
        "vat_percent": Decimal(21),
        "account": "41",
        **values,
    }
    production = wanted.pop("production", cast.drache)
    file = {} if photo is None else {"photo": photo, "photo_name": "ticket.jpg"}
    return hand_in(production=production, values=wanted, number=number, **file, by=cast.nadia, at=AT)


def request(cast: Cast, **values: Any) -> QuoteRequest:
    wanted = {"title": "Caméra, 32 jours", "account": "31", "expected_cents": None, **values}
    return ask(production=cast.drache, values=wanted, by=cast.nadia, at=AT)


def quote(cast: Cast, of: QuoteRequest, cents: int, supplier: str = "Caméra Sambre", **values: Any) -> Quote:
    wanted = {
        "supplier": supplier,
        "net_cents": cents,
        "vat_percent": Decimal(21),
        "received_on": date(2027, 2, 1),
        **values,
    }
    return receive(request=of, values=wanted, by=cast.nadia, at=AT)


def meeting(cast: Cast, **values: Any) -> Meeting:
    wanted = {"title": "Réunion des coproducteurs", "starts_at": AT, "place": "Liège", **values}
    return plan(production=cast.drache, values=wanted, by=cast.nadia, at=AT)


def decision(cast: Cast, **values: Any) -> OpenDecision:
    wanted = {"question": "Où tourner J14 ?", "options": "mardi 13/04\nau studio", "due_on": TODAY, **values}
    return put_to_decision(production=cast.drache, values=wanted, by=cast.nadia, at=AT)


def contingency(cast: Cast, number: str = "91") -> None:
    CostSettings.objects.update_or_create(production=cast.drache, defaults={"contingency": number})
