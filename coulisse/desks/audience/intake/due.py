"""Until when a message is answered, by the dated parameter of the house."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

from coulisse.engines.deadlines import Route, Term, Unit, due
from coulisse.foundation.parameters.queries import NoValueInForce, Valued, value_on
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.counting import CountingRule
from coulisse.kernel.times import to_brussels

REPLY: Final = "audience.reply_delay"
MODEL: Final = "RTBF"
"""Whose delay stands in until the house has one."""


def due_dates(moments: list[datetime]) -> list[date | None]:
    """The last day for each; None where the house has no delay. One query a day on which something came."""
    days = {moment: to_brussels(moment).date() for moment in moments}
    by_day = {day: due_on(day) for day in set(days.values())}
    return [by_day[days[moment]] for moment in moments]


def due_on(day: date) -> date | None:
    try:
        value = _in_force(day)
        amount = int(value.text)
    except (NoValueInForce, ValueError):
        return None
    unit = Unit(value.unit.replace(" ", "_"))
    return _counted(amount, unit, day, value.source, value.read_on, str(value.confidence))


def _in_force(day: date) -> Valued:
    """The house's own delay, else the model's. Raises NoValueInForce."""
    try:
        return value_on(REPLY, day)
    except NoValueInForce:
        return value_on(REPLY, day, regime=MODEL)


@lru_cache(maxsize=512)
def _counted(amount: int, unit: Unit, day: date, source: str, read_on: date, confidence: str) -> date:
    sure = Confidence(confidence)
    rule = CountingRule(authority="BE", source="AR 18/04/1974", read_on=read_on, confidence=sure)
    return due(Term(REPLY, Route.MEDIATION, amount, unit, source, read_on, sure), day, rule).date
