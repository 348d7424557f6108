"""Writers, tickets and proposals for the tests of this slice."""

from typing import Any

from coulisse.desks.audience.relations.actions import gestures, people, tickets, writer_for
from coulisse.desks.audience.relations.models import (
    Consent,
    Gesture,
    MergeProposal,
    TicketImport,
    TicketOrder,
    Writer,
    WriterAddress,
)
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_conversation

DOUBLE = """N° de commande;Nom;E-mail;Téléphone;Date de la représentation;Heure;Place;Catégorie;Prix;Statut
4711;Colette Marchal;colette@public.example;0470 11 22 33;20/03/2027;20h30;PMR 2;Fauteuil roulant;24,00;Payé
4712;Jean Petit;jean@public.example;;20/03/2027;20h30;Rang C, place 12;Normal;24,00;Payé
4913;Luc Servais;luc@public.example;;20/03/2027;20h30;pmr 02;Fauteuil roulant;24,00;Payé
4914;Luc Servais;luc@public.example;;20/03/2027;20h30;C12;Normal;24,00;Annulé
"""


def a_person(cast: Cast, name: str = "Colette Marchal", email: str = "colette@public.example") -> Writer:
    """Somebody who wrote about *La Drache*."""
    writer = writer_for(name=name, email=email, at=AT)
    a_conversation(cast, "Ma place était vendue à un autre.", writer=writer)
    return writer


def a_proposal(cast: Cast) -> MergeProposal:
    one = a_person(cast)
    other = a_person(cast, "C. Marchal", "c.marchal@autre.example")
    return MergeProposal.objects.create(
        kept=one, other=other, reasons=[{"code": "phone", "value": "+32470112233"}], proposed_at=AT
    )


def a_file(cast: Cast, content: str = DOUBLE) -> TicketImport:
    return tickets.give_file(
        production=cast.drache, content=content.encode(), file_name="billetterie.csv", by=cast.marc_olivier, at=AT
    )


def the_tickets(cast: Cast) -> TicketImport:
    return tickets.import_tickets(imported=a_file(cast), by=cast.marc_olivier, at=AT)


def a_limit(cast: Cast, **values: Any) -> None:
    wanted = {"seats": 2, "amount": Money(0), "approver": cast.odile, "box_office": cast.solange, **values}
    gestures.set_limit(production=cast.drache, **wanted, by=cast.odile, at=AT)


def a_gesture(cast: Cast, seats: int = 2) -> Gesture:
    writer = a_person(cast)
    a_limit(cast)
    return gestures.offer(
        production=cast.drache,
        writer=writer,
        seats=seats,
        amount=Money(0),
        reason="Place PMR vendue deux fois",
        order=TicketOrder.objects.filter(writer=writer).first(),
        by=cast.marc_olivier,
        at=AT,
    )


def an_address(cast: Cast) -> WriterAddress:
    return a_person(cast).addresses.get()


def a_consent(cast: Cast) -> Consent:
    writer = a_person(cast)
    return people.give_consent(
        writer=writer, purpose="events", how="dit au téléphone", by=cast.marc_olivier, at=AT
    )
