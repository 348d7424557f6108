"""What the cash of La Drache expects from week to week."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


def expect_the_cash(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Nothing yet."""
