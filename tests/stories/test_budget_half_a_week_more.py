"""Monday 11 January, E3: « semaines_tournage » from 6 to 6,5 moves every line and fringe that hangs on it."""

import json

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.office.budget.actions import versions
from coulisse.desks.office.budget.models import BudgetGlobal
from coulisse.desks.office.budget.queries import opened as open_budgets
from tests.cast import AT, Cast
from tests.desks.office.budget.small import small_budget

pytestmark = pytest.mark.django_db


def test_half_a_week_more_is_shown_line_by_line_and_on_the_topsheet(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_budgets, "_is_written_here", lambda _budget: False)
    first = small_budget(cast)
    tried = versions.copy(budget=first, name="Six semaines et demie", by=cast.nadia, at=AT)
    nadia = Browser()
    nadia.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    page = nadia.get(reverse("office:budget:grid"), {"budget": tried.pk, "compare": first.pk})
    data = page.context["data"]
    assert (data["total"], data["base"]) == (4_026_200, 4_026_200)
    weeks = BudgetGlobal.objects.get(budget=tried, name="semaines_tournage")

    asked = {"revision": data["budget"]["revision"], "id": weeks.pk, "v": weeks.version, "formula": "6,5"}
    answer = nadia.post(data["urls"]["globals"], json.dumps(asked), content_type="application/json").json()

    moved = {line["d"]: (line["amt"], line["base"], line["fr"]) for line in answer["lines"]}
    assert moved == {
        "Corps caméra et viseur": (1_527_500, 1_410_000, 0),
        "Optiques anamorphiques": (962_000, 888_000, 0),
        "Chef opérateur": (1_365_000, 1_260_000, 368_550),
    }
    totals = {one["n"]: one["total"] - one["base"] for one in answer["accounts"]}
    assert {number: difference for number, difference in totals.items() if difference} == {
        "20": 133_350,
        "23": 105_000,
        "27": 28_350,
        "30": 191_500,
        "31": 191_500,
    }
    assert isinstance(answer["total"], int)
    assert answer["total"] - answer["base"] == answer["difference"] == 324_850
    [fringe] = [one for one in answer["fringes"] if one["code"] == "OUV"]
    assert fringe["total"] == 368_550
    [shown] = [one for one in answer["globals"] if one["name"] == "semaines_tournage"]
    assert (shown["value"], shown["was"]) == ("6.5", "6")
