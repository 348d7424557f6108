"""A budget small enough to be counted by hand, which the tests of this slice begin from."""

import json
from typing import Any

from django.test import Client

from coulisse.desks.office.budget.actions import lines, tables, versions
from coulisse.desks.office.budget.charts import charts
from coulisse.desks.office.budget.models import Budget, BudgetFringe, BudgetGlobal, BudgetLine
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.foundation.accounts.models import User
from coulisse.kernel.language import Language
from tests.cast import AT, Cast

FIELDS = ("d", "q", "r", "u", "f", "t.territory")
CAMERA = (
    ("Corps caméra et viseur", "semaines_tournage", "2 350,00", "sem.", "", "BE"),
    ("Optiques anamorphiques", "semaines_tournage", "1.480,00", "sem.", "", "BE 51 FR 34 LU 15"),
    ("Essais caméra", "2", "640", "jours", "", ""),
)
CREW = (("Chef opérateur", "semaines_tournage*5", "420", "jours", "OUV", "BE"),)


def small_budget(cast: Cast, *, weeks: str = "6") -> Budget:
    """31: 14 100,00 + 8 880,00 + 1 280,00; 23: 12 600,00; 27: 27 % of it. Total 40 262,00."""
    tables_ = {
        BudgetGlobal: [{"name": "semaines_tournage", "label": "Semaines de tournage", "formula": weeks}],
        BudgetFringe: [{"code": "OUV", "name": "Ouvrier", "value": "27", "account": "27"}],
    }
    budget = versions.begin(
        production=cast.drache, chart=charts()["feature-coproduction"], tables=tables_, by=cast.nadia, at=AT
    )
    for account, rows in (("31", CAMERA), ("23", CREW)):
        lines.paste(
            budget=budget,
            account=account,
            start=None,
            fields=FIELDS,
            rows=rows,
            language=Language.FR,
            by=cast.nadia,
            at=AT,
        )
    budget.refresh_from_db()
    opened(budget)
    return budget


def line_called(budget: Budget, description: str) -> BudgetLine:
    return BudgetLine.objects.get(budget=budget, description=description)


def set_weeks(budget: Budget, formula: str, by: User) -> BudgetGlobal:
    row = BudgetGlobal.objects.get(budget=budget, name="semaines_tournage")
    return tables.set_global(
        budget=budget, pk=row.pk, read_version=row.version, values={"formula": formula}, by=by, at=AT
    )


def signed_in(user: User, *, language: str = "fr") -> Client:
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(client: Client, address: str, body: dict[str, Any]) -> Any:
    return client.post(address, json.dumps(body), content_type="application/json")
