"""Until when somebody is answered: `engines.deadlines` over the dated parameters of the house.

A value of the house's own comes first; without one the rule of the RTBF is the model, and is named as such.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.engines.deadlines import Due, Route, Term, Unit, due
from coulisse.foundation.parameters.queries import NoValueInForce, Valued, value_on
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.counting import CountingRule

MODEL: Final = "RTBF"
"""Whose rule is used where the house has written none of its own."""
TERRITORY: Final = "BE-FWB"
REPLY: Final = "audience.reply_delay"
CODES: Final[dict[Route, str]] = {
    Route.SERVICE: REPLY,
    Route.MEDIATION: REPLY,
    Route.PRIVACY: "audience.gdpr_delay",
    Route.REPLY: "audience.right_of_reply",
    Route.CSA: "audience.csa_reply",
    Route.CDJ: "audience.cdj_mediation",
}
UNITS: Final = {
    "working days": Unit.WORKING_DAYS,
    "days": Unit.DAYS,
    "months": Unit.MONTHS,
}
WORKING_DAYS: Final = CountingRule(
    authority="BE",
    source="loi du 04/01/1974 et AR du 18/04/1974 (jours fériés)",
    read_on=date(2026, 11, 22),
    confidence=Confidence.HIGH,
)
"""Monday to Friday, without the ten legal holidays; the day of arrival is not counted."""


class NoKnownRule(Exception):
    """Nobody has a rule for this way: a day is chosen by hand, and says so."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A last day, and whose rule gives it."""

    due: Due
    regime: str
    is_ours: bool
    to_be_confirmed: bool


def due_of(route: Route, start: date) -> Reckoned:
    """The last day to answer what came on `start`. Raises `NoKnownRule`."""
    code = CODES.get(route)
    if code is None:
        raise NoKnownRule(route)
    value = in_force(code, start)
    unit = UNITS.get(value.unit)
    if unit is None:
        raise NoKnownRule(value.code)
    term = Term(code, route, int(value.number), unit, value.source, value.read_on, value.confidence)
    counted = due(term, start, WORKING_DAYS if unit is Unit.WORKING_DAYS else None)
    return Reckoned(counted, value.regime, value.is_ours, value.to_be_confirmed)


def in_force(code: str, day: date) -> Valued:
    """The house's own value, else the model's. Raises `NoKnownRule`."""
    for regime in ("", MODEL):
        try:
            return value_on(code, day, territory=TERRITORY, regime=regime)
        except NoValueInForce:
            continue
    raise NoKnownRule(code)
