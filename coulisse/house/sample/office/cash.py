"""What the cash of La Drache expects from week to week: the balance of 15/03/2027, and what no paper tells yet.

The tranches are those of the financing plan and most payments those of the ledger. What is planned by hand brings
each week to what production manager and administrator reckon with (`LEAVES`).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from coulisse.desks.office.cashflow.actions.balances import read_balance, set_watch
from coulisse.desks.office.cashflow.actions.planned import plan_movements
from coulisse.desks.office.cashflow.actions.scenarios import save_scenario
from coulisse.desks.office.cashflow.queries.gathering import gather
from coulisse.desks.office.financing.queries.tranches import tranches_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import STORY_DAY, Moments
from coulisse.kernel import Money

BALANCE: Final = Money(214_880_12)
READ_ON: Final = date(2027, 3, 15)
LEAVES: Final = (
    (date(2027, 3, 22), 52_380_12, "supplier", "Petite caisse, Durbuy"),
    (date(2027, 3, 29), 61_900_00, "rent", "Loyer, bureau de Liège"),
    (date(2027, 4, 5), 60_300_00, "supplier", "Petite caisse, Dinant"),
    (date(2027, 4, 12), 120_159_00, "withholding", "Précompte professionnel, mars"),
    (date(2027, 4, 19), 74_900_00, "supplier", "Retour des loueurs, casse et nettoyage"),
    (date(2027, 4, 26), 69_800_00, "rent", "Loyer, bureau de Liège"),
    (date(2027, 5, 3), 58_300_00, "supplier", "Défraiements de fin de tournage"),
    (date(2027, 5, 10), 46_300_00, "withholding", "Précompte professionnel, avril"),
    (date(2027, 5, 17), 31_300_00, "supplier", "Transport des décors"),
    (date(2027, 5, 24), 108_912_60, "supplier", "Postproduction image, acompte"),
    (date(2027, 5, 31), 220_187_40, "rent", "Loyer, bureau de Liège"),
    (date(2027, 6, 7), 36_900_00, "supplier", "Coursiers, disques"),
    (date(2027, 6, 14), 13_439_75, "insurance", "Assurance, régularisation de prime"),
    (date(2027, 6, 21), 24_500_00, "supplier", "Bruitage, acompte"),
)
"""Of each week: its Monday, what leaves in all, and what is planned by hand for the rest of it."""
THRESHOLD: Final = Money(25_000_00)
J14: Final = Money(23_599_80)
"""What the cancelled fourteenth day costs, less half of its meals; paid when it is shot again."""


def expect_the_cash(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """The balance, the rest of each week, and the two scenarios of the switch."""
    nadia = people["nadia"]
    typed = moments.told(STORY_DAY, 7, 5)
    read_balance(
        production=production,
        amount=BALANCE,
        read_at=moments.on(READ_ON, 18),
        by=nadia,
        at=moments.told(READ_ON, 18, 20),
    )
    plan_movements(production=production, values=list(_rest(production)), by=nadia, at=typed)
    set_watch(
        production=production,
        values={"threshold_cents": THRESHOLD.cents},
        read_version=0,
        by=nadia,
        at=typed,
    )
    last = next((one for one in tranches_of(production) if one.kind == "tax-shelter" and one.outstanding), None)
    if last is not None:
        later = {"do": "shift", "key": f"tranche:{last.pk}", "days": 28}
        name = f"Tranche {last.number}\u00a0: +4\u00a0semaines"
        save_scenario(production=production, name=name, changes=[later], by=nadia, at=typed)
    again = {"do": "add", "cents": -J14.cents, "day": "2027-04-20", "label": "J14 à retourner"}
    save_scenario(production=production, name="J14 annulé", changes=[again], by=nadia, at=typed)


def _rest(production: Production) -> list[dict[str, Any]]:
    """What the ledger does not tell of each week."""
    known = gather(production, STORY_DAY).movements
    planned = []
    for monday, leaves, kind, label in LEAVES:
        sunday = monday + timedelta(days=6)
        told = sum(-one.amount.cents for one in known if one.amount.cents < 0 and monday <= one.day <= sunday)
        if leaves > told:
            day = _day(monday, kind)
            planned.append({"kind": kind, "label": label, "net_cents": leaves - told, "day": day})
    return planned


def _day(monday: date, kind: str) -> date:
    """Rents, the first cash box and the deposit on Monday, withholding tax by the fifteenth, the rest on Thursday."""
    if kind == "withholding":
        return monday.replace(day=min(15, monday.day + 3))
    return monday if kind == "rent" or monday in (LEAVES[0][0], date(2027, 5, 24)) else monday + timedelta(days=3)
