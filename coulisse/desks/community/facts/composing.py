"""What the composer and the gate of rights announce."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.desks.community.facts.publishing import AboutPublication
from coulisse.foundation.journal.facts import Fact, fact


@fact(
    "community.composing.overridden",
    _("%(by)s lets « %(opening)s » out on %(account)s against the register of rights: %(why)s"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class GateOverridden(AboutPublication):
    """`obstacles` are codes with what they are about: `rights.licence-expired work=3 day=2027-04-30`."""

    obstacles: tuple[str, ...]
    why: str


@fact(
    "community.composing.replaced",
    _("%(by)s put « %(new)s » in the place of « %(old)s » in %(count)s publications"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileReplaced(Fact):
    """`publication_ids` are drafts again, but for those that could be armed as they were."""

    old_id: int
    old: str
    new_id: int
    new: str
    count: int
    publication_ids: tuple[int, ...]


@fact("community.composing.cropped", _("%(by)s cut « %(title)s » out of « %(original)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCropped(Fact):
    document_id: int
    title: str
    original_id: int
    original: str


@fact(
    "community.composing.removal-asked",
    _("« %(opening)s » on %(account)s must be removed: a consent was taken back"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalAsked(AboutPublication):
    """It stands on a network, and somebody who is shown no longer agrees."""


@fact("community.composing.removed", _("%(by)s saw that « %(opening)s » is gone from %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalSeen(AboutPublication):
    pass
