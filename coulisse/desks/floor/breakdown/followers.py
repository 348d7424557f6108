"""The breakdown follows the screenplay: the scenes that a draft made or changed are read for proposals."""

from datetime import datetime

from coulisse.desks.floor.breakdown.actions.proposals import propose
from coulisse.desks.floor.script.followers import ScenesTouched, register
from coulisse.foundation.accounts.models import User


def propose_for_changes(touched: ScenesTouched, by: User | None, at: datetime) -> None:
    """New and changed scenes only: what somebody answered elsewhere stands."""
    scenes = {*touched.new, *touched.changed}
    if scenes:
        propose(production=touched.production, scenes=scenes, by=by, at=at)


register(propose_for_changes)
