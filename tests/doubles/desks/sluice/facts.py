from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("double.sluice.boat-passed", _("%(by)s let the boat %(boat)s pass"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoatPassed(Fact):
    boat: str
    on: date = date(2027, 3, 16)


@fact("double.sluice.alarm-raised", _("%(by)s raised the alarm: %(why)s"), at_once=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Fact):
    why: str
