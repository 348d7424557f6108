"""The calendar of the sample house, with no more of the house than it needs."""

from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.house.sample.broadcasts import put_the_grid, put_the_screenings
from coulisse.house.sample.community.calendar import plan_the_calendar
from coulisse.house.sample.community.publishing import plan_publications
from coulisse.house.sample.house import add_clients, add_the_company, begin_productions
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.team import found_house, invite_team
from tests.stories.plein_jour import LOADED, Stage


def set_the_calendar() -> Stage:
    """`production` is Plein Jour, `theatre` the festival."""
    moments = Moments(LOADED)
    load_parameters(at=moments.ago(28, 8))
    owner = found_house(moments=moments)
    company = add_the_company(by=owner, moments=moments)
    clients = add_clients(by=owner, moments=moments)
    productions = begin_productions(company=company, clients=clients, by=owner, moments=moments)
    people = invite_team(owner=owner, productions=productions, clients=clients, moments=moments)
    put_the_grid(plein_jour=productions["plein-jour"], by=people["marc_olivier"], moments=moments)
    put_the_screenings(festival=productions["capsambre"], by=people["ines"], moments=moments)
    plan_publications(productions=productions, people=people, moments=moments)
    plan_the_calendar(productions=productions, people=people, moments=moments)
    return Stage(productions["plein-jour"], productions["capsambre"], people)
