"""Monday 11 January, E2: 214 rows from a spreadsheet into the grid: formulas kept, one undo, both writings."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from coulisse.desks.office.budget.models import BudgetEdit, BudgetLine
from tests.cast import Cast
from tests.desks.office.budget.small import small_budget

pytestmark = pytest.mark.django_db
ROWS = 214


def spreadsheet() -> list[list[str]]:
    """As it comes from the clipboard: three ways of writing a number, and a formula in every third row."""
    written = ("1.234,56", "1 234,56", "1234,56")
    quantities = ("2", "=semaines_tournage*5", "0,5")
    return [[f"Ligne {n + 1}", quantities[n % 3], written[n % 3], "jours"] for n in range(ROWS)]


def test_a_paste_of_214_rows_and_one_step_back(cast: Cast) -> None:
    budget = small_budget(cast)
    before = budget.revision
    nadia = Browser()
    nadia.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")

    def ask(name: str, body: dict[str, Any]) -> Any:
        address = f"/office/budget/{budget.pk}/{name}"
        return nadia.post(address, json.dumps(body), content_type="application/json")

    body = {"revision": before, "account": "41", "at": None, "fields": ["d", "q", "r", "u"], "rows": spreadsheet()}
    pasted = ask("paste", body).json()

    lines = list(BudgetLine.objects.filter(budget=budget, account__number="41").order_by("position"))
    assert [line.description for line in lines] == [f"Ligne {n + 1}" for n in range(ROWS)]
    assert {line.rate for line in lines} == {"1234.56"}
    assert lines[1].quantity == "semaines_tournage*5"
    # 72 × 2 469,12 + 71 × 30 × 1 234,56 + 71 × 617,28
    assert {one["n"]: one["total"] for one in pasted["accounts"]}[
        "41"
    ] == 72 * 246_912 + 71 * 3_703_680 + 71 * 61_728
    assert BudgetEdit.objects.filter(budget=budget, label="paste", revision__gt=before).count() == 1

    back = ask("undo", {"revision": pasted["revision"]}).json()
    assert back["total"] == 4_026_200
    again = ask("redo", {"revision": back["revision"]}).json()
    assert again["total"] == pasted["total"]
    kept = set(BudgetLine.objects.filter(budget=budget, account__number="41").values_list("pk", flat=True))
    assert kept == {line.pk for line in lines}


def test_a_cell_that_cannot_be_read_names_its_row_and_column_and_nothing_is_written(cast: Cast) -> None:
    budget = small_budget(cast)
    nadia = Browser()
    nadia.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    rows = spreadsheet()
    rows[99][2] = "douze cents"
    body = {"revision": 1, "account": "41", "at": None, "fields": ["d", "q", "r", "u"], "rows": rows}

    answer = nadia.post(f"/office/budget/{budget.pk}/paste", json.dumps(body), content_type="application/json")

    assert answer.status_code == 422
    assert [(one["row"], one["field"]) for one in answer.json()["where"]] == [(99, "r")]
    assert "100" in answer.json()["refused"]
    assert not BudgetLine.objects.filter(budget=budget, account__number="41").exists()
