"""A link that fails on some boats, after it has written: what it wrote must go, its neighbours must not notice."""

from coulisse.foundation.journal.links import Happened, reaction
from tests.doubles.desks.ledger.book import write
from tests.doubles.desks.ledger.weather import MENDED, Sunk
from tests.doubles.desks.sluice.facts import BoatPassed


@reaction(to=BoatPassed)
def survey(happened: Happened[BoatPassed]) -> None:
    if not happened.fact.boat.startswith("wreck"):
        return
    write(happened.source, f"surveyed {happened.fact.boat}")
    if not MENDED["yes"]:
        raise Sunk(f"the boat {happened.fact.boat} lies on the ground")
