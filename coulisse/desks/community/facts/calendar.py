"""What the calendar announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.desks.community.facts.publishing import AboutPublication
from coulisse.foundation.journal.facts import Fact, fact


@fact(
    "community.calendar.moved-with-grid",
    _("« %(opening)s » on %(account)s follows %(programme)s from %(was)s to %(now)s"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationMovedWithGrid(AboutPublication):
    """The broadcast that it is tied to moved, and it stays armed or as it was."""

    programme: str
    was: str
    now: str


@fact(
    "community.calendar.stopped-by-grid",
    _("« %(opening)s » on %(account)s stops, because %(programme)s changes on the grid: somebody must look"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationStoppedByGrid(AboutPublication):
    """It would be wrong or late now. `effect` is a `CalendarMove.Kind`."""

    programme: str
    effect: str


@fact(
    "community.calendar.out-already",
    _("« %(opening)s » is out on %(account)s already, and %(programme)s changes on the grid: look at it"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationOutAlready(AboutPublication):
    """It left before the grid changed."""

    programme: str


@fact("community.calendar.moved", _("%(by)s moved « %(opening)s » on %(account)s from %(was)s to %(now)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationMoved(AboutPublication):
    """Somebody gave it another moment."""

    was: str
    now: str


@fact("community.calendar.lent", _("%(by)s lent the calendar of %(whose)s to %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLent(Fact):
    """Somebody without an account may read and comment the publications of one owner."""

    lent_id: int
    whose: str
    name: str


@fact("community.calendar.commented", _("%(name)s says of « %(opening)s » on %(account)s: %(text)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationCommented(AboutPublication):
    """A guest, or somebody of the team, said something of a publication."""

    name: str
    text: str
