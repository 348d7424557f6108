"""How every action tells what it did, and takes hold of the row first."""

from datetime import datetime
from typing import Any

from coulisse.desks.community.animation.models import Animation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact


class NotNow(Exception):
    """The animation is in another state; carries it."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def held(animation: Animation, *states: str) -> Animation:
    """A locked, fresh row in one of these states. Raises `NotNow`. Inside a transaction."""
    row = Animation.objects.select_for_update(of=("self",)).get(pk=animation.pk)
    if row.state not in states:
        raise NotNow(row.state)
    return row


def named(animation: Animation) -> dict[str, Any]:
    return {"animation_id": animation.pk, "title": str(animation)}


def tell(happened: Fact, animation: Animation, *, by: User | None, at: datetime) -> None:
    announce(
        happened,
        by=by,
        at=at,
        about=animation,
        production=animation.production_id,
        client=animation.client_id,
        desk=Desk.COMMUNITY,
    )
