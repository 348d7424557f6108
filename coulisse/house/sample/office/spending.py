"""Six tickets of the day before, and two quotes for the camera."""

from collections.abc import Mapping

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


def hand_in_the_tickets(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Nothing yet."""
