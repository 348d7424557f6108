"""What a template puts into a new budget: its globals and fringes, with the dated values of the day."""

from datetime import date
from typing import Any

from coulisse.desks.office.budget.charts import Chart
from coulisse.desks.office.budget.models import BudgetFringe, BudgetGlobal
from coulisse.desks.office.budget.queries.presets import fringe_values, latest, offered
from coulisse.foundation.journal.versions import Versioned


def tables_of(chart: Chart, *, day: date, language: str) -> dict[type[Versioned], list[dict[str, Any]]]:
    """Rows for `versions.begin`, in two queries."""
    known = latest({one.parameter for one in chart.globals if one.parameter}, day)
    globals_: list[dict[str, Any]] = []
    for one in chart.globals:
        value = known.get(one.parameter)
        globals_.append(
            {
                "name": one.name,
                "label": one.words.in_(language),
                "formula": value.text if value else one.formula,
                "unit": one.unit,
                "parameters": [value.pk] if value else [],
            }
        )
    fringes = [
        fringe_values(one, chart.fringes_on, name=str(one.preset.name)) for one in offered(day, chart.fringes)
    ]
    return {BudgetGlobal: globals_, BudgetFringe: fringes}
