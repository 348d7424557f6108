"""What the box office sold: a person's places, and places that were sold twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from coulisse.desks.audience.relations.models import TicketImport, TicketOrder, Writer
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

MOST_DOUBLES = 50


@dataclass(frozen=True, slots=True)
class Ticket:
    """One place of one order; `line` of `file` is where it was read."""

    pk: int
    order_number: str
    name: str
    writer_id: int | None
    performed_on: date
    starts_at: time | None
    seat: str
    category: str
    price: Money | None
    status: str
    status_label: str
    line: int
    file: str
    production: str


@dataclass(frozen=True, slots=True)
class DoubleSold:
    """One place of one performance, in two orders or more."""

    production_id: int
    production: str
    performed_on: date
    starts_at: time | None
    seat: str
    category: str
    tickets: tuple[Ticket, ...]


def _sold() -> QuerySet[TicketOrder]:
    return TicketOrder.objects.filter(status=TicketOrder.Status.SOLD).exclude(seat_key="")


def double_sold(production: Production, *, on: date | None = None) -> tuple[DoubleSold, ...]:
    """The places of a production that were sold twice, the next performance first. Two queries."""
    rows = _sold().filter(production=production)
    if on is not None:
        rows = rows.filter(performed_on=on)
    twice = (
        rows.values("performed_on", "starts_at", "seat_key")
        .annotate(orders=Count("pk"))
        .filter(orders__gt=1)
        .order_by("performed_on", "starts_at", "seat_key")[:MOST_DOUBLES]
    )
    places = [(production.pk, row["performed_on"], row["starts_at"], row["seat_key"]) for row in twice]
    return _doubles(places)


def doubles_of(writer: Writer, *, within: Collection[int] | None = None) -> tuple[DoubleSold, ...]:
    """The places of this person that somebody else bought too."""
    own = _sold().filter(writer=writer)
    if within is not None:
        own = own.filter(production_id__in=within)
    keys = own.order_by("-performed_on").values_list("production_id", "performed_on", "starts_at", "seat_key")
    return _doubles(list(dict.fromkeys(keys[:MOST_DOUBLES])))


def _doubles(places: Collection[tuple[int, date, time | None, str]]) -> tuple[DoubleSold, ...]:
    if not places:
        return ()
    wanted = reduce(or_, (_at(place) for place in places))
    found: dict[tuple[int, date, time | None, str], list[TicketOrder]] = {}
    for row in _sold().filter(wanted).select_related("production", "imported").order_by("line", "pk"):
        key = (row.production_id, row.performed_on, row.starts_at, row.seat_key)
        found.setdefault(key, []).append(row)
    return tuple(_double(found[place]) for place in places if len(found.get(place, ())) > 1)


def _at(place: tuple[int, date, time | None, str]) -> Q:
    production, day, hour, seat = place
    same_hour = Q(starts_at__isnull=True) if hour is None else Q(starts_at=hour)
    return Q(production_id=production, performed_on=day, seat_key=seat) & same_hour


def _double(rows: list[TicketOrder]) -> DoubleSold:
    first = rows[0]
    return DoubleSold(
        first.production_id,
        str(first.production),
        first.performed_on,
        first.starts_at,
        first.seat,
        first.category,
        tuple(ticket(row) for row in rows),
    )


def ticket(row: TicketOrder) -> Ticket:
    """The view record of a row read with its production and its import."""
    return Ticket(
        pk=row.pk,
        order_number=row.order_number,
        name=row.name,
        writer_id=row.writer_id,
        performed_on=row.performed_on,
        starts_at=row.starts_at,
        seat=row.seat,
        category=row.category,
        price=row.price,
        status=row.status,
        status_label=str(TicketOrder.Status(row.status).label),
        line=row.line,
        file=str(row.imported),
        production=str(row.production),
    )


def tickets_of(writer: Writer, *, within: Collection[int] | None, most: int = 40) -> tuple[Ticket, ...]:
    """The places of a person, the latest performance first."""
    rows = writer.ticket_orders.select_related("production", "imported")
    if within is not None:
        rows = rows.filter(production_id__in=within)
    return tuple(ticket(row) for row in rows.order_by("-performed_on", "order_number", "line")[:most])


@dataclass(frozen=True, slots=True)
class GivenFile:
    """One import in the list."""

    pk: int
    file: str
    state: str
    state_label: str
    added: int
    changed: int
    same: int
    problems: int
    by: str
    at: object


def imports_of(production: Production, most: int = 20) -> tuple[GivenFile, ...]:
    rows: Iterable[TicketImport] = (
        TicketImport.objects.filter(production=production)
        .select_related("by")
        .defer("content")
        .order_by("-at", "-pk")[:most]
    )
    return tuple(
        GivenFile(
            row.pk,
            row.file_name,
            row.state,
            str(TicketImport.State(row.state).label),
            row.added,
            row.changed,
            row.same,
            len(row.problems),
            str(row.by) if row.by else "",
            row.at,
        )
        for row in rows
    )
