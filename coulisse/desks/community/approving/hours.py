"""In which time terms run: the hours of an office on Belgian working days, or around the clock."""

from datetime import date, time
from typing import Final

from coulisse.engines.approval import AroundTheClock, Calendar, OfficeHours
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.counting import CountingRule

WORKING_DAYS: Final = CountingRule(
    authority="BE",
    source="loi du 04/01/1974 et AR du 18/04/1974 (jours fériés)",
    read_on=date(2026, 11, 22),
    confidence=Confidence.HIGH,
)
"""Monday to Friday, without the ten legal holidays."""


def calendar(hours: str, opens: str, closes: str) -> Calendar:
    """`opens` and `closes` as 09:00."""
    if hours != "office":
        return AroundTheClock()
    return OfficeHours(WORKING_DAYS, time.fromisoformat(opens), time.fromisoformat(closes))
