"""The grid of Médiane TV, from its file; Plein Jour is the house's own. And what the festival shows in its halls."""

from datetime import datetime
from pathlib import Path
from typing import Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid import actions
from coulisse.foundation.grid.models import Programme
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

GRID: Final = Path(__file__).parent / "files" / "grid.xml"
SCREENINGS: Final = GRID.with_name("screenings.xml")
OURS: Final = "plein jour"
STAGE: Final = "salles.capsambre.example"
"""The halls of the festival keep a grid as a channel does."""


def put_the_grid(*, plein_jour: Production, by: User, moments: Moments) -> None:
    _put(GRID, name="mediane-mars-avril-2027.xml", by=by, at=moments.ago(11, 9), done_at=moments.ago(11, 9, 2))
    actions.tie(Programme.objects.get(key=OURS), production=plein_jour, by=by, at=moments.ago(11, 9, 3))


def put_the_screenings(*, festival: Production, by: User, moments: Moments) -> None:
    at = moments.ago(10, 9)
    _put(SCREENINGS, name="capsambre-salles-2027.xml", by=by, at=at, done_at=moments.ago(10, 9, 2))
    for programme in Programme.objects.filter(broadcasts__channel__code=STAGE).order_by("pk").distinct():
        actions.tie(programme, production=festival, by=by, at=moments.ago(10, 9, 3))


def _put(file: Path, *, name: str, by: User, at: datetime, done_at: datetime) -> None:
    brought = actions.bring(content=file.read_bytes(), name=name, by=by, at=at)
    actions.put_on_the_grid(brought, by=by, at=done_at)
