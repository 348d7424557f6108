from coulisse.foundation.journal.links import Happened, brake
from tests.doubles.desks.ledger.book import write
from tests.doubles.desks.ledger.weather import GateJammed
from tests.doubles.desks.sluice.facts import AlarmRaised


@brake(on=AlarmRaised)
def close_gates(happened: Happened[AlarmRaised]) -> None:
    if happened.fact.why == "jammed":
        raise GateJammed
    write(happened.source, "gates closed")
