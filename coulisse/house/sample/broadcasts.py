"""The grid of Médiane TV, from its file; Plein Jour is the house's own."""

from pathlib import Path
from typing import Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid import actions
from coulisse.foundation.grid.models import Programme
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

GRID: Final = Path(__file__).parent / "files" / "grid.xml"
OURS: Final = "plein jour"


def put_the_grid(*, plein_jour: Production, by: User, moments: Moments) -> None:
    file = actions.bring(
        content=GRID.read_bytes(), name="mediane-mars-avril-2027.xml", by=by, at=moments.ago(11, 9)
    )
    actions.put_on_the_grid(file, by=by, at=moments.ago(11, 9, 2))
    actions.tie(Programme.objects.get(key=OURS), production=plein_jour, by=by, at=moments.ago(11, 9, 3))
