"""What the crew lists announce. No fact holds a rate: the journal is read by more people than pay is."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMember(Fact):
    """Which post, and who holds it."""

    member_id: int
    contact_id: int
    name: str
    function: str


@fact("floor.crew.member-joined", _("%(by)s put %(name)s on the crew as %(function)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(OneMember):
    pass


@fact("floor.crew.member-changed", _("%(by)s changed the post of %(name)s (%(function)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged(OneMember):
    fields: tuple[str, ...]


@fact("floor.crew.member-left", _("%(by)s took %(name)s (%(function)s) off the crew"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(OneMember):
    pass


@fact("floor.crew.role-cast", _("%(by)s gave the role %(role)s to %(actor)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCast(Fact):
    element_id: int
    role: str
    contact_id: int
    actor: str


@fact("floor.crew.casting-changed", _("%(by)s changed how the role %(role)s is called"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CastingChanged(Fact):
    element_id: int
    role: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneObstacle(Fact):
    """Before whom it stands, and what it is: a code of `Obstacle.Kind`."""

    obstacle_id: int
    before: str
    what: str


@fact("floor.crew.obstacle-raised", _("%(by)s put a red light before %(before)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleRaised(OneObstacle):
    """Somebody may not work on some days."""


@fact("floor.crew.obstacle-lifted", _("%(by)s lifted the red light before %(before)s: %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleLifted(OneObstacle):
    why: str


@fact("floor.crew.obstacle-stands-again", _("%(by)s put the red light before %(before)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleStandsAgain(OneObstacle):
    """A lifted one was put back."""
