"""The books of one of the large features: 100,000 postings, numbered and chained as the actions chain them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.ledger.chain import hash_of
from coulisse.desks.office.ledger.models import LedgerHead, Nature, Posting
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.large.copying import copy_rows, numbers
from coulisse.house.sample.large.draw import Draw

POSTINGS: Final = 100_000
DAYS: Final = 400
LABELS: Final = (
    *("Location de matériel", "Paie de la semaine", "Carburant", "Cantine", "Chambres", "Bois et peinture"),
    *("Figurants, journée", "Consommables lumière", "Taxi", "Nettoyage", "Prime d’assurance", "Disques"),
)
SUPPLIERS: Final = (
    *("Machino Hesbaye SRL", "La Louche mobile SRL", "Autos Famenne SA", "SD Worx", "Data Vesdre SRL"),
    *("Lumières du Condroz SRL", "Auberge de l’Ourthe", "Brico Ourthe SA", "Costumes Ardent SRL", "Lux Grip Sàrl"),
)
TEN, PROMISE, BILL, EATEN = 10, 1, 5, 6
TERRITORIES: Final = ("BE", "BE", "BE", "FR", "LU")
VAT: Final = (0, 6, 12, 21)


def keep_large_ledger(draw: Draw, production: Production, users: Sequence[User]) -> int:
    """Spread over the accounts of its budget and four hundred days. Returns how many."""
    accounts = [account.number for account in leaf_accounts(production)] or ["10"]
    rows = list(_chained(draw, production, accounts, draw.one(users)))
    copy_rows(rows)
    LedgerHead.objects.create(production=production, sequence=len(rows), hash=rows[-1].hash)
    return len(rows)


def _chained(draw: Draw, production: Production, accounts: Sequence[str], by: User) -> Iterator[Posting]:
    previous, keys = "", numbers(Posting, POSTINGS)
    promised: Posting | None = None
    for number, pk in enumerate(keys, 1):
        row = _posting(draw, production, draw.one(accounts), number, by)
        row.pk = pk
        promised = _settled(row, promised, number)
        row.previous_hash = previous
        row.hash = previous = hash_of(row)
        yield row


def _settled(row: Posting, promised: Posting | None, number: int) -> Posting | None:
    """Of each ten lines the first is promised, the fifth is its bill, the sixth eats it; one in twenty stays open."""
    place = number % TEN
    if place == PROMISE:
        row.nature = str(Nature.COMMITTED)
        return row
    if promised is not None and place in {BILL, EATEN} and (number // TEN) % 20:
        for name in ("account", "label", "supplier", "net_cents", "vat_cents", "recoverable_cents"):
            setattr(row, name, getattr(promised, name))
        row.settles_id = promised.pk
        if place == EATEN:
            row.nature, row.follows_id = str(Nature.COMMITTED), row.pk - 1
            row.net_cents, row.vat_cents = -row.net_cents, -row.vat_cents
            row.recoverable_cents = -row.recoverable_cents
    return promised


def _posting(draw: Draw, production: Production, account: str, number: int, by: User) -> Posting:
    """Days grow with the numbers, as they do in books that are kept."""
    at = draw.at - timedelta(days=DAYS - DAYS * number // POSTINGS)
    net = 500 + int(draw.random.random() * 90_000)
    vat = net * draw.one(VAT) // 100
    return Posting(
        production_id=production.pk,
        sequence=number,
        nature=str(Nature.ACTUAL),
        day=at.date(),
        due_on=at.date() + timedelta(days=30),
        account=account,
        label=draw.one(LABELS),
        net_cents=net,
        vat_cents=vat,
        recoverable_cents=vat,
        territory=draw.one(TERRITORIES),
        group=("", "BLOC 1", "BLOC 2")[number % 3],
        shooting_day=at.date() if number % 4 == 0 else None,
        supplier=draw.one(SUPPLIERS),
        paper=f"Facture {number:06}",
        source="office.ledger.hand",
        source_id=f"large-{number}",
        by_id=by.pk,
        at=at,
    )
