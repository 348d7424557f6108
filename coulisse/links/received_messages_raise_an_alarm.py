"""Messages that come in are held against what is usual at once; a burst puts an alarm before the officer.

It proposes and never opens a crisis. Heard twice, it does nothing twice: a burst keeps its alarm.
"""

from coulisse.desks.audience.crisis.actions.alarms import watch_production
from coulisse.desks.audience.facts.intake import MessagesReceived
from coulisse.foundation.journal.links import Happened, reaction


@reaction(to=MessagesReceived)
def look_for_a_burst(happened: Happened[MessagesReceived]) -> None:
    if happened.production is not None and happened.fact.new:
        watch_production(production_id=happened.production, at=happened.now)
