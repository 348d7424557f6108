from coulisse.foundation.journal.links import Happened, reaction
from tests.doubles.desks.ledger.book import write
from tests.doubles.desks.sluice.facts import BoatPassed


@reaction(to=BoatPassed)
def book_toll(happened: Happened[BoatPassed]) -> None:
    write(happened.source, happened.fact.boat)
