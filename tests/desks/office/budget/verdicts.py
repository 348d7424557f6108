"""Who may call what of the slice budget: readers of the books read, changers change, who manages locks."""

from typing import Any

from coulisse.desks.office.budget.models import BudgetGlobal, BudgetLine, LibraryLine
from tests.cast import AT, TODAY, Cast
from tests.desks.office.budget.small import small_budget
from tests.desks.office.verdicts import BOOKS
from tests.walk import MEMBERS, Verdict

CHANGERS = frozenset({"owner", "own"})


def budget(cast: Cast) -> dict[str, Any]:
    return {"pk": small_budget(cast).pk}


def line(cast: Cast) -> dict[str, Any]:
    found = BudgetLine.objects.filter(budget=small_budget(cast)).first()
    assert found is not None
    return {"pk": found.pk}


def table(cast: Cast) -> dict[str, Any]:
    return {**budget(cast), "kind": "globals"}


def form(cast: Cast) -> dict[str, Any]:
    return {**budget(cast), "key": "wallimage"}


def nothing(cast: Cast) -> dict[str, Any]:
    return {"revision": 1}


def block(cast: Cast) -> dict[str, Any]:
    return {"revision": 1, "account": "41", "at": None, "fields": ["d"], "rows": [["Halle"]]}


def one_line(cast: Cast) -> dict[str, Any]:
    return {"revision": 1, "account": "41", "after": None}


def one_global(cast: Cast) -> dict[str, Any]:
    return {"revision": 1, "id": None, "name": "episodes", "formula": "8"}


def one_account(cast: Cast) -> dict[str, Any]:
    return {"revision": 1, "number": "95", "name": "Divers"}


def status(cast: Cast) -> dict[str, Any]:
    return {"preset": "employee"}


def price(cast: Cast) -> dict[str, Any]:
    kept = LibraryLine.objects.create(
        description="Halle", plain="halle", account="41", rate_cents=100, seen_on=TODAY, at=AT
    )
    return {"price": kept.pk}


def some_global(cast: Cast) -> dict[str, Any]:
    found = BudgetGlobal.objects.filter(budget__production=cast.drache).first()
    assert found is not None
    return {"row": found.pk}


def asks(data: Any) -> dict[str, Any]:
    return {"args": budget, "method": "post", "data": data, "json": True}


VERDICTS = {
    "api:budgets": Verdict(MEMBERS),
    "api:budget": Verdict(CHANGERS, args=budget),
    "office:budget:grid": Verdict(BOOKS),
    "office:budget:versions": Verdict(BOOKS),
    "office:budget:begin": Verdict(BOOKS),
    "office:budget:compare": Verdict(BOOKS),
    "office:budget:prices": Verdict(BOOKS),
    "office:budget:line": Verdict(CHANGERS, args=line),
    "office:budget:cells": Verdict(CHANGERS, **asks(lambda cast: {"revision": 1, "changes": []})),
    "office:budget:insert": Verdict(CHANGERS, **asks(one_line)),
    "office:budget:delete": Verdict(CHANGERS, **asks(lambda cast: {"revision": 1, "ids": []})),
    "office:budget:move": Verdict(CHANGERS, **asks(lambda cast: {**one_line(cast), "ids": []})),
    "office:budget:paste": Verdict(CHANGERS, **asks(block)),
    "office:budget:globals": Verdict(CHANGERS, **asks(one_global)),
    "office:budget:accounts": Verdict(
        CHANGERS, **asks(lambda cast: {"revision": 1, "number": "95", "name": "Divers"})
    ),
    "office:budget:undo": Verdict(CHANGERS, **asks(nothing)),
    "office:budget:redo": Verdict(CHANGERS, **asks(nothing)),
    "office:budget:changes": Verdict(CHANGERS, args=budget),
    "office:budget:lines": Verdict(CHANGERS, args=budget),
    "office:budget:copy": Verdict(CHANGERS, args=budget),
    "office:budget:lock": Verdict(CHANGERS, args=budget),
    "office:budget:take-up": Verdict(CHANGERS, args=budget, method="post"),
    "office:budget:put-aside": Verdict(CHANGERS, args=budget, method="post"),
    "office:budget:rename": Verdict(CHANGERS, args=budget),
    "office:budget:tables": Verdict(CHANGERS, args=budget),
    "office:budget:table": Verdict(CHANGERS, args=table),
    "office:budget:table-remove": Verdict(CHANGERS, args=table, method="post", data=some_global),
    "office:budget:preset": Verdict(
        CHANGERS, args=budget, method="post", data=lambda cast: {"preset": "employee"}
    ),
    "office:budget:explain": Verdict(CHANGERS, args=budget),
    "office:budget:cuts": Verdict(CHANGERS, args=budget),
    "office:budget:form": Verdict(CHANGERS, args=form),
    "office:budget:history": Verdict(CHANGERS, args=budget),
    "office:budget:library": Verdict(CHANGERS, args=budget, method="post", data=price),
}
