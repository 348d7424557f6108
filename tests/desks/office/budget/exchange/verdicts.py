"""Who may take a budget along, and who may take a file in."""

from typing import Any

from coulisse.desks.office.budget.exchange import actions
from coulisse.desks.office.budget.exchange.models import BudgetImport
from tests.cast import AT, Cast
from tests.desks.office.budget.small import small_budget
from tests.desks.office.verdicts import BOOKS
from tests.walk import Verdict

CHANGERS = frozenset({"owner", "own"})
SHEET = "Compte;Intitulé;Quantité;Prix unitaire\n31;Caméra;;\n31;Corps caméra;2;1 250,50\n".encode()


def staged(cast: Cast, data: bytes = SHEET, name: str = "devis.csv", **values: Any) -> BudgetImport:
    fields = {"production": cast.drache, "budget": None, "by": cast.nadia, "at": AT, **values}
    return actions.stage_file(chunks=[data], file_name=name, **fields)


def budget(cast: Cast) -> dict[str, Any]:
    return {"pk": small_budget(cast).pk}


def waiting(cast: Cast) -> dict[str, Any]:
    return {"key": staged(cast).key}


def running(cast: Cast) -> dict[str, Any]:
    imported = staged(cast)
    actions.set_running(imported=imported)
    return {"key": imported.key}


VERDICTS = {
    "office:budget:exchange": Verdict(CHANGERS, args=budget),
    "office:budget:exchange-export": Verdict(CHANGERS, args=lambda cast: {**budget(cast), "form": "csv"}),
    "office:budget:exchange-in": Verdict(BOOKS),
    "office:budget:exchange-check": Verdict(CHANGERS, args=waiting),
    "office:budget:exchange-result": Verdict(CHANGERS, args=running),
    "office:budget:exchange-problems": Verdict(CHANGERS, args=waiting),
}
