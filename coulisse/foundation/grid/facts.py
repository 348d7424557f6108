"""What the grid announces: desks hang posts, letters and alarms on it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OneBroadcast(Fact):
    """Which broadcast of which programme."""

    broadcast_id: int
    programme_id: int
    channel: str
    programme: str


@fact("foundation.grid.broadcast-moved", _("%(programme)s on %(channel)s moves from %(was)s to %(now)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastMoved(OneBroadcast):
    """A broadcast starts or ends at another hour."""

    was_starts_at: str
    was_ends_at: str
    starts_at: str
    ends_at: str
    was: str
    now: str


@fact("foundation.grid.broadcast-cancelled", _("%(programme)s of %(was)s leaves the grid of %(channel)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastCancelled(OneBroadcast):
    """A broadcast is not on the grid any more."""

    was: str


@fact("foundation.grid.broadcast-reinstated", _("%(programme)s of %(now)s is back on the grid of %(channel)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastReinstated(OneBroadcast):
    """A cancelled broadcast is on the grid again."""

    now: str


@fact(
    "foundation.grid.grid-imported",
    _("%(by)s put the file %(file)s on the grid: %(added)s added, %(moved)s moved, %(cancelled)s cancelled"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class GridImported(Fact):
    """A file was put on the grid."""

    file_id: int
    file: str
    added: int
    moved: int
    cancelled: int


@fact("foundation.grid.programme-tied", _("%(by)s tied the programme %(programme)s to %(production)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTied(Fact):
    """A programme of the grid is one of the house's productions."""

    programme_id: int
    programme: str
    production: str
