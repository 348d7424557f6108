"""What was spent and committed on La Drache up to 15/03/2027."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


def keep_the_ledger(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Nothing yet."""
