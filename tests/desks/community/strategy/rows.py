"""Objectives and what hangs on them, for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar
from tests.cast import AT


def an_objective(**values: Any) -> Objective:
    told = {"name": "1 200 passes vendus", "starts_on": date(2027, 4, 1), "ends_on": date(2027, 5, 10)}
    return Objective.objects.create(**(told | values))


def an_indicator(objective: Objective, **values: Any) -> Indicator:
    told = {"name": "Passes vendus", "unit": "passes", "start": Decimal(0), "target": Decimal(1200)}
    return Indicator.objects.create(objective=objective, **(told | values))


def a_pillar(objective: Objective, **values: Any) -> Pillar:
    return Pillar.objects.create(objective=objective, **({"name": "Les coulisses"} | values))


def a_campaign(objective: Objective, **values: Any) -> Campaign:
    told = {
        "name": "Printemps",
        "tag": f"printemps-{Campaign.objects.count()}",
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2027, 5, 9),
    }
    return Campaign.objects.create(objective=objective, **(told | values))


def an_idea(**values: Any) -> Idea:
    return Idea.objects.create(**({"title": "La barge s’ouvre", "created_at": AT} | values))
