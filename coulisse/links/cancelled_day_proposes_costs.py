"""A cancelled shooting day puts its cost before the administrator, line by line; it never moves money.

The costs that the office typed for the day come first. For a kind that nobody typed, the floor's own figures stand
in: the rates by day of the crew list, and what the actors called that day are owed. A day that is put back says so
on its impact; what was foreseen stays until somebody takes it out.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from coulisse.desks.floor.crew.queries.lists import members_of
from coulisse.desks.floor.facts.schedule import DayCancelled, DayReinstated
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.desks.floor.schedule.queries.costs import called_in_vain
from coulisse.desks.floor.schedule.queries.days import boards_of
from coulisse.desks.office.costs.actions.impact import Offered, day_put_back, propose
from coulisse.desks.office.costs.impact_offers import cast_offer, crew_offer
from coulisse.desks.office.costs.impact_queries import production_of
from coulisse.foundation.journal.links import Happened, reaction
from coulisse.kernel.money import Money

if TYPE_CHECKING:
    from coulisse.foundation.productions.models import Production


@reaction(to=DayCancelled)
def propose_costs(happened: Happened[DayCancelled]) -> None:
    fact = happened.fact
    production = production_of(happened.production)
    propose(
        production=production,
        day=fact.day,
        unit=fact.unit,
        number=fact.number,
        plan=fact.board,
        is_real=fact.is_approved,
        reason=fact.reason,
        source=happened.source,
        offered=[*_crew(production, fact), *_cast(production, fact)],
        by=happened.by,
        at=happened.now,
    )


@reaction(to=DayReinstated)
def say_that_it_is_back(happened: Happened[DayReinstated]) -> None:
    production = production_of(happened.production)
    day_put_back(production=production, day=happened.fact.day, unit=happened.fact.unit, at=happened.now)


def _crew(production: "Production", fact: DayCancelled) -> Iterator[Offered]:
    there = [
        member
        for member in members_of(production)
        if (member.starts_on is None or member.starts_on <= fact.day)
        and (member.ends_on is None or member.ends_on >= fact.day)
    ]
    cents = sum(member.day_rate_cents or 0 for member in there)
    if cents:
        yield crew_offer(production, len(there), Money(cents), reverse("floor:crew:list"))


def _cast(production: "Production", fact: DayCancelled) -> Iterator[Offered]:
    board = next((row for row in boards_of(production) if row.pk == fact.board_id), None)
    if board is None:
        return
    arrangement = arrangement_of(board)
    number = arrangement.numbers.get(fact.day_id)
    for called in called_in_vain(arrangement):
        if called.day == number and called.cents:
            opens = reverse("floor:schedule:day", args=[fact.day_id])
            yield cast_offer(production, called.roles, called.amount, opens)
