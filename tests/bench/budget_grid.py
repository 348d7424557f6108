"""The grid of a budget of 5,000 lines as a browser has it: the page, one cell, one global, a paste, news.

The steps are committed, on a copy that is taken away again: a budget that is read back inside its own transaction
would be read whole each time, which no browser ever sees.
"""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, Final

from django.db.models import Count
from django.test import Client as Browser
from django.utils import timezone

from coulisse.desks.office.budget.actions.versions import copy
from coulisse.desks.office.budget.models import Budget, BudgetGlobal, BudgetLine
from coulisse.foundation.accounts.models import User
from tests.bench.clock import Measured, measure

ROWS: Final = 214
TARGET_MS: Final = 60
"""At most, for one cell at p95."""


def grid_times(who: User) -> list[Measured]:
    """On the longest budget of the house."""
    longest = Budget.objects.annotate(count=Count("lines")).order_by("-count").first()
    if longest is None:
        return []
    tried = copy(budget=longest, name="Banc d’essai", by=who, at=timezone.now())
    try:
        return list(_measured(tried, who))
    finally:
        BudgetLine.objects.filter(budget=tried).delete()
        tried.delete()


def _measured(budget: Budget, who: User) -> Iterator[Measured]:
    browser = Browser()
    browser.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/office/budget/{budget.pk}"
    lines = BudgetLine.objects.filter(budget=budget).count()
    turn = count(1)
    held = {"revision": budget.revision}
    line = BudgetLine.objects.filter(budget=budget, quantity__regex=r"^\d+$").order_by("pk")[50]
    row = BudgetGlobal.objects.filter(budget=budget).order_by("pk")[4]

    def ask(name: str, body: dict[str, Any]) -> None:
        answer = browser.post(f"{address}/{name}", json.dumps({**held, **body}), content_type="application/json")
        assert answer.status_code == 200, answer.content[:300]
        held["revision"] = answer.json()["revision"]

    def one_cell() -> None:
        version = BudgetLine.objects.values_list("version", flat=True).get(pk=line.pk)
        change = {"id": line.pk, "v": version, "field": "r", "value": f"{next(turn)},25"}
        ask("cells", {"changes": [change]})

    def one_global() -> None:
        version = BudgetGlobal.objects.values_list("version", flat=True).get(pk=row.pk)
        ask("globals", {"id": row.pk, "v": version, "formula": f"{next(turn)},5"})

    def block() -> None:
        rows = [[f"Ligne {n}", "2", "1.234,56"] for n in range(ROWS)]
        ask("paste", {"account": "11", "at": None, "fields": ["d", "q", "r"], "rows": rows})
        ask("undo", {})

    works: tuple[tuple[str, Callable[[], object]], ...] = (
        (f"the page, {lines:,} lines", lambda: browser.get(f"/office/budget/?budget={budget.pk}")),
        ("one cell, answered with all that moved", one_cell),
        ("one global, answered with all that moved", one_global),
        (f"{ROWS} rows pasted, and taken back", block),
        ("nothing new", lambda: browser.get(f"{address}/changes?since={held['revision']}")),
    )
    for what, work in works:
        yield _one(what, work, lines)


def _one(what: str, ask: Callable[[], object], lines: int) -> Measured:
    ask()
    return Measured(what, measure(ask), rows=lines)
