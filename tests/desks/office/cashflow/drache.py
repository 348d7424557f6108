"""The cash of La Drache on 15 March 2027 at 18:00, as the curve of the design draws it."""

from datetime import date, datetime
from typing import Final

from coulisse.desks.office.cashflow.actions.balances import read_balance
from coulisse.desks.office.cashflow.actions.planned import plan_movements
from coulisse.desks.office.financing.actions.sources import add_source
from coulisse.desks.office.financing.actions.tranches import Part, set_tranches
from coulisse.desks.office.financing.models import Source, Tranche
from coulisse.kernel.money import Money
from coulisse.kernel.times import BRUSSELS
from tests.cast import AT, Cast

READ_AT: Final = datetime(2027, 3, 15, 18, 0, tzinfo=BRUSSELS)
BALANCE: Final = Money(21_488_012)
COMING: Final = (
    ("Alzette Images", "coproducer", "signed", date(2027, 3, 25), 12_000_000),
    ("Wallimage", "fund", "signed", date(2027, 4, 7), 6_000_000),
    ("Ateliers du Canal", "coproducer", "signed", date(2027, 4, 12), 18_000_000),
    ("Centre du Cinéma", "fund", "letter", date(2027, 4, 28), 9_000_000),
    ("Tax Shelter", "tax-shelter", "signed", date(2027, 5, 31), 45_000_000),
    ("screen.brussels", "fund", "signed", date(2027, 6, 16), 6_760_000),
)
LEAVING: Final = (
    (date(2027, 3, 26), 7_238_012, "Paie équipe, mars"),
    (date(2027, 4, 1), 6_190_000, "Loueurs caméra et lumière"),
    (date(2027, 4, 9), 8_830_000, "Paie équipe, avril"),
    (date(2027, 4, 16), 9_120_000, "Décors"),
    (date(2027, 4, 23), 7_490_000, "ONSS et précompte"),
    (date(2027, 4, 30), 6_980_000, "Paie équipe, solde"),
    (date(2027, 5, 7), 5_830_000, "Montage"),
    (date(2027, 5, 14), 4_630_000, "Régie, soldes"),
    (date(2027, 5, 21), 3_130_000, "Montage"),
    (date(2027, 5, 24), 10_891_260, "Postproduction image, acompte"),
    (date(2027, 6, 2), 22_018_740, "Postproduction image, solde"),
    (date(2027, 6, 9), 3_690_000, "Mixage"),
    (date(2027, 6, 16), 2_880_000, "Musique"),
    (date(2027, 6, 23), 2_450_000, "Étalonnage"),
)


def cash_of_la_drache(cast: Cast) -> dict[str, Tranche]:
    """The balance, the tranches and the payments; the tranches by the name of their source."""
    tranches = {}
    for name, kind, status, day, cents in COMING:
        values = {"name": name, "kind": kind, "amount_cents": cents, "status": status}
        source: Source = add_source(production=cast.drache, values=values, by=cast.nadia, at=AT)
        parts = [Part(cents=cents, trigger="décompte", due_on=day)]
        (tranches[name],) = set_tranches(
            source=source, parts=parts, read_version=source.version, by=cast.nadia, at=AT
        )
    plan_movements(
        production=cast.drache,
        values=[
            {"kind": "supplier", "label": label, "net_cents": cents, "day": day} for day, cents, label in LEAVING
        ],
        by=cast.nadia,
        at=AT,
    )
    read_balance(production=cast.drache, amount=BALANCE, read_at=READ_AT, by=cast.nadia, at=AT)
    return tranches
