"""The office of the sample house, in the order in which an administrator would fill it."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.office.budget import type_the_budget
from coulisse.house.sample.office.cash import expect_the_cash
from coulisse.house.sample.office.costs import follow_the_costs
from coulisse.house.sample.office.financing import draw_the_financing
from coulisse.house.sample.office.ledger import keep_the_ledger
from coulisse.house.sample.office.spending import hand_in_the_tickets


def fill_the_office(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """From the agreed budget to yesterday's tickets of the fourteenth day."""
    type_the_budget(production=production, people=people, moments=moments)
    draw_the_financing(production=production, people=people, moments=moments)
    keep_the_ledger(production=production, people=people, moments=moments)
    follow_the_costs(production=production, people=people, moments=moments)
    hand_in_the_tickets(production=production, people=people, moments=moments)
    expect_the_cash(production=production, people=people, moments=moments)
