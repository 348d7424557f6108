"""The community desk of the sample, in the order in which Inès would do it."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.community.publishing import plan_publications
from coulisse.house.sample.moments import Moments


def fill_the_community(
    *,
    productions: Mapping[str, Production],
    clients: Mapping[str, Client],
    people: Mapping[str, User],
    moments: Moments,
) -> None:
    plan_publications(productions=productions, people=people, moments=moments)
