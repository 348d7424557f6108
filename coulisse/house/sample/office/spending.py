"""Six tickets of the day before, one of them handed in twice; two quotes for the camera; what a meeting decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from coulisse.desks.office.budget.actions import lines, versions
from coulisse.desks.office.budget.queries.agreed import agreed_row
from coulisse.desks.office.spending.actions.ceilings import set_ceiling
from coulisse.desks.office.spending.actions.expenses import hand_in, validate
from coulisse.desks.office.spending.actions.meetings import plan, put_to_decision
from coulisse.desks.office.spending.actions.quotes import ask, choose, note, receive
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import STORY_DAY, Moments
from coulisse.house.sample.office.receipts import receipt
from coulisse.kernel import Money
from coulisse.kernel.language import Language
from coulisse.kernel.writing import write_amount

KNOWN: Final = 311
"""The ticket of the petrol station that was handed in a first time, and posted."""
KNOWN_NET: Final = 5_074
CAMERA: Final = 1_623_600
"""What Caméra Sambre came down to: promised on account 31."""


@dataclass(frozen=True, slots=True)
class Ticket:
    supplier: str
    label: str
    cents: int
    vat: str
    account: str
    hour: time
    who: str
    place: str = "Durbuy"
    paid_with: str = "own"


FIRST: Final = Ticket(
    "Station Marche-en-Famenne", "Carburant, camionnette régie", 6_140, "21", "51", time(18, 5), "Bastien Crahay"
)
YESTERDAY: Final = (
    Ticket("Brico Marche", "Visserie et bâches", 18_240, "21", "41", time(7, 52), "Bastien Crahay"),
    Ticket(
        "Traiteur La Cense",
        "Repas de l’équipe de préparation",
        31_200,
        "12",
        "53",
        time(12, 40),
        "Solange De Backer",
        paid_with="card",
    ),
    Ticket(
        "Cuisine Mobile Mosane",
        "Acompte de la cantine",
        29_400,
        "12",
        "53",
        time(13, 5),
        "Solange De Backer",
        paid_with="card",
    ),
    Ticket("Locason Namur", "Piles et câbles", 9_857, "21", "34", time(14, 18), "Bastien Crahay", "Namur", "cash"),
    Ticket(
        "Hôtel de la Meuse",
        "Deux nuits de repérage",
        33_600,
        "12",
        "52",
        time(16, 30),
        "Solange De Backer",
        "Dinant",
        "card",
    ),
    Ticket(
        "Station-service Marche-en-Famenne",
        "Gasoil",
        6_140,
        "21",
        "51",
        time(18, 11),
        "Bastien Crahay",
        "Marche-en-Famenne",
    ),
)
MONDAY: Final = date(2027, 3, 15)
FRIDAY: Final = date(2027, 3, 12)


def spend_before_the_report(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """What cost report no. 6 holds already: ticket n° 0311, and Caméra Sambre twelve per cent down."""
    nadia = people["nadia"]
    known = hand_in(
        production=production,
        values=_values(FIRST, FRIDAY),
        **_photo(FIRST, FRIDAY),
        number=KNOWN,
        by=people["bastien"],
        at=moments.told(FRIDAY, 18, 30),
    )
    validate(expense=known, by=nadia, at=moments.told(date(2027, 3, 13), 9))
    _choose_the_camera(production, nadia, moments)


def _choose_the_camera(production: Production, nadia: User, moments: Moments) -> None:
    camera = ask(
        production=production,
        values={
            "title": "Caméra et optiques, 32 jours",
            "account": "31",
            "needed_on": date(2027, 2, 25),
            "expected_cents": None,
        },
        by=nadia,
        at=moments.told(date(2027, 2, 1), 9),
    )
    _quote(
        camera, "Caméra Sambre SRL", 1_845_000, date(2027, 2, 8), nadia, moments, "Enlèvement et retour compris"
    )
    _quote(
        camera, "Liège Optiques SRL", 1_790_000, date(2027, 2, 9), nadia, moments, "Optiques à choisir, sans zoom"
    )
    for day, said in (
        (date(2027, 3, 9), "Appel à M. Sambre : il suit Liège Optiques si le paiement vient à trente jours."),
        (date(2027, 3, 11), "Rappel, 11 h 40 : −12 % sur tout le lot contre une mention au générique."),
    ):
        note(request=camera, day=day, text=said, by=nadia, at=moments.told(day, 11, 40))
    last = "−12 % sur 18 450,00 ; zoom compris ; paiement à trente jours"
    best = _quote(camera, "Caméra Sambre SRL", CAMERA, date(2027, 3, 11), nadia, moments, last)
    why = "Le moins cher, zoom compris, même équipe que l’an passé"
    choose(quote=best, reason=why, day=FRIDAY, by=nadia, at=moments.told(FRIDAY, 11, 50))


def _quote(request: Any, supplier: str, cents: int, day: date, by: User, moments: Moments, said: str) -> Any:
    values = {
        "supplier": supplier,
        "net_cents": cents,
        "vat_percent": Decimal(21),
        "received_on": day,
        "valid_until": date(2027, 4, 30),
        "due_on": date(2027, 4, 20),
        "conditions": said,
    }
    return receive(request=request, values=values, by=by, at=moments.told(day, 11, 45))


def hand_in_the_tickets(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """What waits on Tuesday morning: 1 284,37 € in six tickets, quotes to choose, two questions for the meeting."""
    handed = people["bastien"]
    for ticket in YESTERDAY:
        hand_in(
            production=production,
            values=_values(ticket, MONDAY),
            **_photo(ticket, MONDAY),
            by=handed,
            at=moments.told(MONDAY, ticket.hour.hour + 1, ticket.hour.minute),
        )
    nadia = people["nadia"]
    at = moments.told(STORY_DAY, 8)
    for of, account, euros in (("ticket", "", 300), ("person", "", 600), ("account", "53", 600)):
        most = Money(euros * 100)
        set_ceiling(production=production, of=of, account=account, most=most, by=nadia, at=at)
    _ask_for_a_second_stabiliser(production, nadia, moments)
    _cost_the_studio(production, nadia, moments)
    _plan_the_meeting(production, people, moments)


def _cost_the_studio(production: Production, nadia: User, moments: Moments) -> None:
    """A third scenario beside the agreed budget and the version with half a week more."""
    agreed = agreed_row(production)
    if agreed is None:
        return
    studio = versions.copy(
        budget=agreed,
        name="J14 en studio",
        change="Séquences 12, 14 et 17 en studio, pluie faite, sans jour de plus",
        by=nadia,
        at=moments.ago(1, 11),
    )
    for account, words, rate in (
        ("41", "Place en studio, construction", "14.200,00"),
        ("44", "Pluie faite, un jour", "2.650,00"),
        ("51", "Navettes pour Durbuy, un jour de moins", "-476,00"),
    ):
        row = {"d": words, "q": "1", "x": "1", "r": rate}
        lines.insert(
            budget=studio,
            account=account,
            after=None,
            rows=[row],
            language=Language.FR,
            by=nadia,
            at=moments.ago(1, 11, 5),
        )


def _ask_for_a_second_stabiliser(production: Production, nadia: User, moments: Moments) -> None:
    second = ask(
        production=production,
        values={
            "title": "Second stabilisateur, deux jours",
            "account": "31",
            "needed_on": date(2027, 3, 22),
            "expected_cents": 96_000,
        },
        by=nadia,
        at=moments.told(MONDAY, 16),
    )
    _quote(second, "Liège Optiques SRL", 92_000, MONDAY, nadia, moments, "Livré à Anderlecht")
    _quote(second, "Caméra Sambre SRL", 84_000, MONDAY, nadia, moments, "À enlever à Namur la veille")


def _plan_the_meeting(production: Production, people: Mapping[str, User], moments: Moments) -> None:
    nadia = people["nadia"]
    at = moments.told(MONDAY, 17)
    plan(
        production=production,
        values={
            "title": "Point coproducteurs, J14",
            "starts_at": moments.on(STORY_DAY, 14),
            "place": "Liège, rue Léopold, et en ligne",
            "people": "Meuse & Fils Films, Ateliers du Canal, Alzette Images",
        },
        by=nadia,
        at=at,
    )
    for question, options, owner, due in (
        (
            "Où replacer les séquences 12, 14 et 17 de J14 ?",
            "mardi 13/04 à Durbuy\nen studio, sous pluie faite\ncouper la séquence 14",
            people["solange"],
            STORY_DAY,
        ),
        (
            "Second stabilisateur le 22/03 : louer ou déplacer J18 ?",
            "louer, 840,00\ndéplacer J18",
            nadia,
            date(2027, 3, 18),
        ),
    ):
        values = {"question": question, "options": options, "owner": owner, "due_on": due}
        put_to_decision(production=production, values=values, by=nadia, at=at)


def _values(ticket: Ticket, day: date) -> dict[str, Any]:
    return {
        "day": day,
        "spent_at": ticket.hour,
        "who": ticket.who,
        "supplier": ticket.supplier,
        "label": ticket.label,
        "gross_cents": ticket.cents,
        "vat_percent": Decimal(ticket.vat),
        "account": ticket.account,
        "paid_with": ticket.paid_with,
        "shooting_day": day,
        "place": ticket.place,
        "territory": "BE",
    }


def _photo(ticket: Ticket, day: date) -> dict[str, Any]:
    total = write_amount(Money(ticket.cents), Language.FR)
    drawn = receipt(ticket.supplier, day, ticket.hour, [(ticket.label, total)], total)
    return {"photo": drawn, "photo_name": f"ticket-{ticket.hour:%H%M}.jpg"}
