"""Day 14, cancelled on Tuesday 16 March: what it owes, what comes back, and what goes into the forecast."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from coulisse.desks.office.costs.actions.impact import foresee, judge, note_cost, propose
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.floor import plan
from coulisse.house.sample.moments import STORY_DAY
from coulisse.kernel import Money

HALF_THE_MEALS: Final = 51_620
WHAT_IF: Final = 9
"""The version of the plan that cancels it."""


class Owed(NamedTuple):
    kind: str
    label: str
    supplier: str
    quantity: int | None
    unit_cents: int | None
    cents: int
    account: str
    evidence: str
    source: str


OWED: Final = (
    Owed(
        "crew",
        "Équipe, 34 personnes",
        "SD Worx",
        None,
        None,
        1_128_460,
        "23",
        "contract",
        "Contrats de l’équipe, art. 9",
    ),
    Owed(
        "cast",
        "Comédiens convoqués",
        "",
        None,
        None,
        396_000,
        "25",
        "call-sheet",
        "Feuille de service n° 14, v2, et contrats",
    ),
    Owed(
        "extras",
        "Figurants convoqués",
        "Figurants Meuse",
        18,
        14_250,
        256_500,
        "26",
        "contract",
        "Contrat Figurants Meuse du 12/02, art. 4",
    ),
    Owed(
        "equipment",
        "Matériel loué au jour",
        "Lux Grip Sàrl",
        None,
        None,
        231_000,
        "33",
        "order",
        "Bon de commande 0332",
    ),
    Owed(
        "set",
        "Décor et parking",
        "Ville de Durbuy",
        None,
        None,
        64_000,
        "54",
        "booking",
        "Autorisation de Durbuy, place aux Foires",
    ),
    Owed("meals", "Repas", "Traiteur La Cense", 58, 1_780, 103_240, "53", "order", "Bon de commande 0530"),
    Owed(
        "rooms",
        "Chambres",
        "Auberge de l’Ourthe",
        22,
        8_400,
        184_800,
        "52",
        "booking",
        "Réservation du 01/03, nuit du 15",
    ),
    Owed("transport", "Navettes", "Autos Famenne SA", None, None, 47_600, "51", "order", "Bon de commande 0511"),
)


def foresee_the_fourteenth(*, production: Production, people: Mapping[str, User], at: datetime) -> None:
    """The eight commitments, the proposal that comes of them, half the meals had back, and the forecast."""
    nadia, solange = people["nadia"], people["solange"]
    for owed in OWED:
        values: dict[str, Any] = {**owed._asdict(), "day": STORY_DAY}
        note_cost(production=production, values=values, by=nadia, at=at)
    impact = propose(
        production=production,
        day=STORY_DAY,
        number=plan.CANCELLED,
        plan=WHAT_IF,
        is_real=False,
        reason=plan.CANCELLED_WHY,
        source="sample:j14",
        by=solange,
        at=at,
    )
    meals = impact.lines.get(kind="meals")
    why = "La Cense reprend la moitié des repas"
    judge(
        line=meals,
        recoverable=Money(HALF_THE_MEALS),
        why=why,
        read_version=meals.version,
        by=nadia,
        at=at,
    )
    foresee(impact=impact, day=STORY_DAY, by=nadia, at=at)
