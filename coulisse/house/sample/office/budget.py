"""The budget of La Drache: estimate, agreed version 11, and a what-if."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


def type_the_budget(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Nothing yet."""
