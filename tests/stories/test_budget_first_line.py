"""Monday 11 January, E1: a production from « long métrage coproduction », and its first budget line at once.

Nadia begins the film, opens its budget, is offered the template of its type, and types a line.
"""

import json

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.foundation.productions.actions import begin
from coulisse.foundation.productions.blueprints import blueprint
from tests.cast import AT, Cast, give

pytestmark = pytest.mark.django_db


def test_from_the_template_to_the_first_line_in_three_requests(cast: Cast) -> None:
    load_parameters(at=AT)
    film = begin(
        blueprint=blueprint("feature-coproduction"),
        title="Le Bief",
        code="bief",
        company=cast.company,
        language="fr",
        by=cast.odile,
        at=AT,
    )
    give(cast.nadia, "production_administrator", production=film)
    nadia = Browser()
    nadia.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    here = {"production": film.pk}

    offered = nadia.get(reverse("office:budget:grid"), here, follow=True)
    assert offered.request["PATH_INFO"] == reverse("office:budget:begin")
    charts = [key for key, _name in offered.context["form"].fields["chart"].choices]
    assert charts[0] == "feature-coproduction"

    page = nadia.post(
        f"{reverse('office:budget:begin')}?production={film.pk}",
        {"chart": "feature-coproduction", "name": "Estimation"},
        follow=True,
    )
    data = page.context["data"]
    assert [(one["n"], one["name"]) for one in data["accounts"]][:2] == [
        ("10", "Droits artistiques"),
        ("11", "Sujet, scénario, dialogues"),
    ]
    assert {one["code"] for one in data["fringes"]} == {"EMP", "OUV", "VAC", "LOI"}
    assert any(one["to_confirm"] and one["source"] for one in data["fringes"])

    typed = nadia.post(
        data["urls"]["insert"],
        json.dumps(
            {
                "revision": data["budget"]["revision"],
                "account": "31",
                "after": None,
                "values": {"d": "Corps caméra et viseur", "q": "=semaines_tournage", "r": "2.350,00"},
            }
        ),
        content_type="application/json",
    )

    assert typed.status_code == 200
    budget = Budget.objects.get(production=film)
    line = BudgetLine.objects.get(budget=budget)
    assert (line.quantity, line.rate) == ("semaines_tournage", "2350.00")
    assert typed.json()["total"] == 6 * 235_000
