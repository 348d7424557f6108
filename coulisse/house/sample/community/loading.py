"""The community desk of the sample, in the order in which Inès would do it."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.community.animation import play_along
from coulisse.house.sample.community.approving import approve_the_campaign, approve_the_closing
from coulisse.house.sample.community.behind import look_behind
from coulisse.house.sample.community.calendar import plan_the_calendar
from coulisse.house.sample.community.clients import meet_the_clients
from coulisse.house.sample.community.composing import write_the_variants
from coulisse.house.sample.community.moderation import receive_the_night
from coulisse.house.sample.community.performance import measure
from coulisse.house.sample.community.publishing import plan_publications
from coulisse.house.sample.community.strategy import hang_on_the_campaign, set_the_objectives
from coulisse.house.sample.community.watch import look_around
from coulisse.house.sample.moments import Moments


def fill_the_community(
    *,
    productions: Mapping[str, Production],
    clients: Mapping[str, Client],
    people: Mapping[str, User],
    moments: Moments,
) -> None:
    meet_the_clients(productions=productions, clients=clients, people=people, moments=moments)
    set_the_objectives(productions=productions, clients=clients, people=people, moments=moments)
    look_around(clients=clients, people=people, moments=moments)
    plan_publications(productions=productions, people=people, moments=moments)
    write_the_variants(productions=productions, people=people, moments=moments)
    approve_the_campaign(productions=productions, people=people, moments=moments)
    # After all that plans for the festival: it makes 34 publications of them.
    plan_the_calendar(productions=productions, people=people, moments=moments)
    approve_the_closing(productions=productions, people=people, moments=moments)
    hang_on_the_campaign(production=productions["capsambre"])
    receive_the_night(productions=productions, people=people, moments=moments)
    play_along(productions=productions, people=people, moments=moments)
    look_behind(productions=productions, people=people, moments=moments)
    measure(productions=productions, people=people, moments=moments)
