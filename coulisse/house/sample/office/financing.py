"""Who pays for La Drache, in which tranches."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


def draw_the_financing(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Nothing yet."""
