"""The floor of the sample house, in the order in which a production would fill it."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.models import Contact
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.floor.boards import lay_the_boards
from coulisse.house.sample.floor.screenplay import (
    add_the_places,
    place_the_sets,
    settle_the_breakdown,
    take_the_screenplay_in,
)
from coulisse.house.sample.floor.shoot import shoot_the_days
from coulisse.house.sample.floor.team import (
    cast_the_roles,
    count_the_extras,
    gather_the_crew,
    note_what_stands_in_the_way,
)
from coulisse.house.sample.moments import Moments


def fill_the_floor(
    *,
    production: Production,
    people: Mapping[str, User],
    cards: Mapping[str, Contact],
    places: Mapping[str, Place],
    moments: Moments,
) -> None:
    """From the screenplay to the report of the fifteenth day."""
    bastien, solange = people["bastien"], people["solange"]
    take_the_screenplay_in(production=production, by=bastien, moments=moments)
    of_the_plan = add_the_places(places=places, by=bastien, moments=moments)
    place_the_sets(production=production, places=of_the_plan, by=bastien, moments=moments)
    roles = settle_the_breakdown(production=production, by=bastien, moments=moments)
    gather_the_crew(production=production, cards=cards, by=solange, moments=moments)
    actors = cast_the_roles(roles=roles, cards=cards, by=solange, moments=moments)
    count_the_extras(production=production, by=bastien, moments=moments)
    board, _what_if = lay_the_boards(production=production, places=of_the_plan, by=solange, moments=moments)
    note_what_stands_in_the_way(production=production, actors=actors, by=solange, moments=moments)
    shoot_the_days(board=board, people=people, moments=moments)
