"""Who may read the cash and change it: whoever reads the books, whoever administers the production."""

from datetime import date
from typing import Any

from coulisse.desks.office.cashflow.actions.balances import drop_balance, read_balance
from coulisse.desks.office.cashflow.actions.planned import drop_movement, plan_movements
from coulisse.desks.office.cashflow.actions.scenarios import drop_scenario, save_scenario
from coulisse.desks.office.financing.actions.sources import add_source
from coulisse.desks.office.financing.actions.tranches import Part, set_tranches
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.office.verdicts import BOOKS
from tests.walk import OTHER_PRODUCTION, Verdict

CHANGERS = frozenset({"owner", "own"})
"""Of an object of La Drache."""
ANYWHERE = CHANGERS | OTHER_PRODUCTION
"""Whoever administers a production may begin something on their own."""


def movement(cast: Cast) -> dict[str, Any]:
    values = {"kind": "rent", "label": "Bureau", "net_cents": 85_000, "day": date(2027, 4, 1)}
    (row,) = plan_movements(production=cast.drache, values=[values], by=cast.nadia, at=AT)
    return {"pk": row.pk}


def movement_dropped(cast: Cast) -> dict[str, Any]:
    values = {"kind": "rent", "label": "Bureau", "net_cents": 85_000, "day": date(2027, 4, 1)}
    (row,) = plan_movements(production=cast.drache, values=[values], by=cast.nadia, at=AT)
    return {"pk": drop_movement(movement=row, by=cast.nadia, at=AT).pk}


def reading(cast: Cast) -> dict[str, Any]:
    row = read_balance(production=cast.drache, amount=Money(100), read_at=AT, by=cast.nadia, at=AT)
    return {"pk": row.pk}


def reading_dropped(cast: Cast) -> dict[str, Any]:
    row = read_balance(production=cast.drache, amount=Money(100), read_at=AT, by=cast.nadia, at=AT)
    return {"pk": drop_balance(reading=row, by=cast.nadia, at=AT).pk}


def scenario(cast: Cast) -> dict[str, Any]:
    changes = [{"do": "drop", "key": "tranche:1"}]
    row = save_scenario(production=cast.drache, name="Sans", changes=changes, by=cast.nadia, at=AT)
    return {"pk": row.pk}


def scenario_dropped(cast: Cast) -> dict[str, Any]:
    changes = [{"do": "drop", "key": "tranche:1"}]
    row = save_scenario(production=cast.drache, name="Sans", changes=changes, by=cast.nadia, at=AT)
    return {"pk": drop_scenario(scenario=row, by=cast.nadia, at=AT).pk}


def tranche(cast: Cast) -> dict[str, Any]:
    values = {"name": "Wallimage", "kind": "fund", "amount_cents": 100, "status": "signed"}
    source = add_source(production=cast.drache, values=values, by=cast.nadia, at=AT)
    parts = [Part(cents=100, due_on=date(2027, 4, 1))]
    (row,) = set_tranches(source=source, parts=parts, read_version=source.version, by=cast.nadia, at=AT)
    return {"pk": row.pk}


VERDICTS = {
    "office:cash:forecast": Verdict(BOOKS),
    "office:cash:paper": Verdict(BOOKS),
    "office:cash:workbook": Verdict(BOOKS),
    "office:cash:compare": Verdict(BOOKS),
    "office:cash:balances": Verdict(BOOKS),
    "office:cash:drop-balance": Verdict(CHANGERS, args=reading, method="post"),
    "office:cash:restore-balance": Verdict(CHANGERS, args=reading_dropped, method="post"),
    "office:cash:movements": Verdict(BOOKS),
    "office:cash:add": Verdict(ANYWHERE),
    "office:cash:edit": Verdict(CHANGERS, args=movement),
    "office:cash:drop": Verdict(CHANGERS, args=movement, method="post"),
    "office:cash:restore": Verdict(CHANGERS, args=movement_dropped, method="post"),
    "office:cash:save-scenario": Verdict(
        ANYWHERE, method="post", data=lambda cast: {"name": "Sans", "try": "drop~tranche:1"}
    ),
    "office:cash:drop-scenario": Verdict(CHANGERS, args=scenario, method="post"),
    "office:cash:restore-scenario": Verdict(CHANGERS, args=scenario_dropped, method="post"),
    "office:cash:tranches": Verdict(BOOKS),
    "office:cash:move": Verdict(CHANGERS, args=tranche),
    "office:cash:bridge": Verdict(BOOKS),
    "office:cash:watch": Verdict(BOOKS),
}
