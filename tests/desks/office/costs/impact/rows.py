"""The cancelled Tuesday of the scenario: the eight lines of J14, as they are typed and as they are proposed."""

from datetime import date
from typing import Final

from coulisse.desks.office.costs.actions.impact import note_cost, propose
from coulisse.desks.office.costs.impact_models import DayCost, Impact
from tests.cast import AT, Cast

J14: Final = date(2027, 3, 16)
LINES: Final = (
    ("crew", "Équipe, 34 personnes", None, None, 1128460, "23", "contract", "contrats de l’équipe"),
    ("cast", "Comédiens", None, None, 396000, "25", "contract", "contrats des comédiens"),
    ("extras", "Figurants", 18, 14250, 256500, "26", "call-sheet", "feuille de service n° 14"),
    ("equipment", "Matériel", None, None, 231000, "33", "order", "bon de commande du 02/03"),
    ("set", "Décor et parking", None, None, 64000, "54", "order", "convention de la commune"),
    ("meals", "Repas", 58, 1780, 103240, "53", "booking", "traiteur, 58 repas"),
    ("rooms", "Chambres", 22, 8400, 184800, "52", "booking", "hôtel, 22 chambres"),
    ("transport", "Transport", None, None, 47600, "51", "order", "deux camionnettes"),
)
TOTAL: Final = 2411600
NET: Final = 2359980


def type_the_costs(cast: Cast, day: date = J14) -> list[DayCost]:
    """The eight commitments, typed by Nadia."""
    names = ("kind", "label", "quantity", "unit_cents", "cents", "account", "evidence", "source")
    return [
        note_cost(
            production=cast.drache,
            values={"day": day, "supplier": "", **dict(zip(names, line, strict=True))},
            by=cast.nadia,
            at=AT,
        )
        for line in LINES
    ]


def proposed(cast: Cast, source: str = "journal:1") -> Impact:
    """The impact of J14, from the typed commitments."""
    type_the_costs(cast)
    return propose(
        production=cast.drache,
        day=J14,
        source=source,
        number=14,
        plan=8,
        reason="drache",
        by=cast.solange,
        at=AT,
    )
