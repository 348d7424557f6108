"""Estimates, notes and closed weeks behind cost report no. 6."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


def follow_the_costs(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Nothing yet."""
