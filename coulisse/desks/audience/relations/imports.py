"""A file of the box office read line by line: what each column is, and what cannot be understood, with its place.

>>> seat_key("Rang C, place 012"), seat_key("C12"), seat_key("PMR 2"), seat_key("Placement libre")
('c 12', 'c 12', 'pmr 2', '')
>>> moment_of("20/03/2027 20h30"), moment_of("2027-03-20T20:30:00")
((datetime.date(2027, 3, 20), datetime.time(20, 30)), (datetime.date(2027, 3, 20), datetime.time(20, 30)))
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from coulisse.desks.audience.relations.keys import email_key, phone_key
from coulisse.formats.tabular import Cell, Row, as_date
from coulisse.formats.tabular.mapping import Target
from coulisse.foundation.people.keys import plain
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.reading import UnreadableNumber, read_money

TARGETS: Final = (
    Target(
        "order_number",
        (
            "commande",
            "n° de commande",
            "numéro de commande",
            "n° commande",
            "référence",
            "réservation",
            "n° réservation",
            "bestelling",
            "bestelnummer",
            "bestelnr",
            "reservatienummer",
            "order",
            "order number",
            "order no",
            "order code",
            "order id",
            "booking",
            "booking reference",
        ),
    ),
    Target(
        "name",
        ("nom complet", "nom", "acheteur", "client", "naam", "volledige naam", "koper", "klant", "name", "buyer"),
    ),
    Target("first_name", ("prénom", "voornaam", "first name", "given name")),
    Target("email", ("e-mail", "email", "courriel", "mail", "adresse e-mail", "e-mailadres", "email address")),
    Target("phone", ("téléphone", "tél", "gsm", "telefoon", "telefoonnummer", "phone", "mobile", "phone number")),
    Target(
        "performed_on",
        (
            "date de la représentation",
            "date représentation",
            "représentation",
            "date du spectacle",
            "séance",
            "date",
            "voorstelling",
            "datum voorstelling",
            "datum van de voorstelling",
            "datum",
            "performance",
            "performance date",
            "date of performance",
            "event date",
            "show date",
        ),
    ),
    Target("starts_at", ("heure", "heure de début", "uur", "aanvangsuur", "beginuur", "time", "start time")),
    Target("row", ("rang", "rangée", "rij", "row")),
    Target(
        "seat",
        ("place", "siège", "n° de place", "numéro de place", "fauteuil", "plaats", "stoel", "zitplaats", "seat"),
    ),
    Target(
        "category",
        (
            "catégorie",
            "tarif",
            "type de place",
            "categorie",
            "prijscategorie",
            "category",
            "price category",
            "zone",
        ),
    ),
    Target("price", ("prix", "montant", "prijs", "bedrag", "price", "amount", "total")),
    Target("status", ("statut", "état", "status", "toestand", "state")),
)
CODES: Final = tuple(target.code for target in TARGETS)
NEEDED: Final = ("order_number", "performed_on")
STATUS_OF: Final = {
    plain(word): code
    for code, words in (
        ("sold", ("vendu", "vendue", "payé", "payée", "confirmé", "confirmée")),
        ("sold", ("verkocht", "betaald", "bevestigd", "sold", "paid", "confirmed", "ok")),
        (
            "cancelled",
            ("annulé", "annulée", "geannuleerd", "cancelled", "canceled", "expiré", "verlopen", "expired"),
        ),
        ("refunded", ("remboursé", "remboursée", "terugbetaald", "refunded")),
        (
            "reserved",
            ("réservé", "réservée", "option", "gereserveerd", "optie", "reserved", "pending", "en attente"),
        ),
    )
    for word in words
}
FREE: Final = frozenset(
    (
        "placement libre",
        "libre",
        "non numerote",
        "sans numero",
        "vrije plaats",
        "vrije plaatsen",
        "vrij",
        "free seating",
        "general admission",
        "unreserved",
        "debout",
        "staanplaats",
        "standing",
    )
)
FRENCH: Final = ("rang", "rangee", "place", "siege", "fauteuil", "n", "no", "numero")
FILLERS: Final = frozenset((*FRENCH, "rij", "plaats", "stoel", "zitplaats", "nr", "row", "seat"))
TOKEN: Final = re.compile(r"[a-z]+|[0-9]+", re.ASCII)
HOUR: Final = re.compile(r"(\d{1,2})\s*[:h.u]\s*(\d{2})?(?::\d{2})?", re.ASCII | re.IGNORECASE)
MOST_CENTS: Final = 100_000_00


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be understood; its row is left out unless the code is of `MILD`."""

    line: int
    field: str
    code: str
    value: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "field": self.field, "code": self.code, "value": self.value}


MILD: Final = frozenset({"email", "phone"})
"""Worth saying, no reason to leave the row out."""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One row as it will be written."""

    line: int
    values: dict[str, Any]
    troubles: tuple[Trouble, ...] = field(default=())

    @property
    def price(self) -> Money | None:
        cents: int | None = self.values["price_cents"]
        return None if cents is None else Money(cents)

    @property
    def is_refused(self) -> bool:
        return any(trouble.code not in MILD for trouble in self.troubles)


def read_rows(rows: Sequence[Row], mapping: Sequence[str]) -> Iterator[TicketRow]:
    """Every row, understood or not; the same place twice in one order is said and left out."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        read = _read(row, mapping)
        if not read.is_refused:
            read = _ranked(read, seen)
        yield read


def _ranked(read: TicketRow, seen: dict[tuple[Any, ...], int]) -> TicketRow:
    key = tuple(read.values[name] for name in ("order_number", "performed_on", "starts_at", "seat_key"))
    seen[key] = seen.get(key, 0) + 1
    if seen[key] == 1:
        return read
    if read.values["seat_key"]:
        return TicketRow(read.line, read.values, (*read.troubles, Trouble(read.line, "seat", "repeated")))
    return TicketRow(read.line, read.values | {"rank": seen[key]}, read.troubles)


def _read(row: Row, mapping: Sequence[str]) -> TicketRow:
    cells = {code: cell for code, cell in zip(mapping, row.cells, strict=False) if code}
    troubles: list[Trouble] = []

    def refuse(name: str, code: str) -> None:
        troubles.append(Trouble(row.number, name, code, _text(cells.get(name))[:80]))

    order = _text(cells.get("order_number"))[:60]
    if not order:
        refuse("order_number", "order-missing")
    day, hour = moment_of(cells.get("performed_on"))
    if day is None:
        refuse("performed_on", "date" if _text(cells.get("performed_on")) else "date-missing")
    hour = _hour(cells.get("starts_at")) or hour
    email, phone = _text(cells.get("email")), _text(cells.get("phone"))
    if email and not email_key(email):
        refuse("email", "email")
    if phone and not phone_key(phone):
        refuse("phone", "phone")
    price = _cents(cells.get("price"))
    if isinstance(price, str):
        refuse("price", price)
    status = _status(cells.get("status"))
    if status is None:
        refuse("status", "status")
    seat = " ".join(part for part in (_text(cells.get("row")), _text(cells.get("seat"))) if part)[:60]
    values = {
        "order_number": order,
        "name": " ".join(part for part in (_text(cells.get("first_name")), _text(cells.get("name"))) if part)[
            :160
        ],
        "email": email_key(email),
        "phone": phone_key(phone)[:60],
        "performed_on": day,
        "starts_at": hour,
        "seat": seat,
        "seat_key": seat_key(seat),
        "rank": 1,
        "category": _text(cells.get("category"))[:80],
        "price_cents": price if isinstance(price, int) else None,
        "status": status or "sold",
    }
    return TicketRow(row.number, values, tuple(troubles))


def _text(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).replace("\x00", "").split())


def seat_key(seat: str) -> str:
    """What two ways of naming one place have in common."""
    folded = plain(seat)
    if folded in FREE:
        return ""
    words = [word for word in folded.split() if word not in FILLERS]
    tokens = [token.lstrip("0") or "0" for token in TOKEN.findall(" ".join(words))]
    return " ".join(tokens)[:60]


def moment_of(cell: Cell) -> tuple[date | None, time | None]:
    """The day and, where it stands there too, the hour."""
    if isinstance(cell, datetime):
        return cell.date(), cell.time().replace(second=0, microsecond=0, tzinfo=None) if cell.hour else None
    if isinstance(cell, str):
        day_part, _space, rest = cell.strip().replace("T", " ").partition(" ")
        day = as_date(cell) or as_date(day_part)
        return _likely(day), _hour(rest) if day is not None else None
    return _likely(as_date(cell)), None


def _likely(day: date | None) -> date | None:
    return day if day is not None and 1950 <= day.year <= 2099 else None


def _hour(cell: Cell | time) -> time | None:
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0, tzinfo=None)
    found = HOUR.search(_text(cell)) if isinstance(cell, str) else None
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def _cents(cell: Cell) -> int | str | None:
    """Cents, None where nothing stands there, or the code of what is wrong."""
    if cell is None or _text(cell) == "":
        return None
    try:
        if isinstance(cell, int | Decimal):
            cents = Decimal(cell) * 100
            if cents != cents.to_integral_value():
                return "price"
            amount = int(cents)
        else:
            read: Money = read_money(_text(cell), Language.FR)
            amount = read.cents
    except (UnreadableNumber, ValueError, ArithmeticError):
        return "price"
    return amount if 0 <= amount <= MOST_CENTS else "price"


def _status(cell: Cell) -> str | None:
    text = plain(_text(cell))
    if not text:
        return "sold"
    return STATUS_OF.get(text) or STATUS_OF.get(text.split()[0])
