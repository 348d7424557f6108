"""What happens to the breakdown."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfTag(Fact):
    scene_id: int
    scene: str
    element_id: int
    element: str


@fact("floor.breakdown.element-tagged", _("%(by)s put “%(element)s” in scene %(scene)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTagged(_OfTag):
    category: str
    quantity: int


@fact("floor.breakdown.tag-declined", _("%(by)s left “%(element)s” out of scene %(scene)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TagDeclined(_OfTag):
    was: str


@fact("floor.breakdown.tag-changed", _("%(by)s changed “%(element)s” in scene %(scene)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TagChanged(_OfTag):
    fields: list[str]


@fact("floor.breakdown.proposals-confirmed", _("%(by)s accepted %(count)s proposals of the breakdown"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsConfirmed(Fact):
    count: int
    element_ids: list[int]


@fact("floor.breakdown.elements-proposed", _("The reading of the screenplay proposed %(count)s elements"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ElementsProposed(Fact):
    count: int
    scene_ids: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfElement(Fact):
    element_id: int
    element: str


@fact("floor.breakdown.element-edited", _("%(by)s changed the element “%(element)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ElementEdited(_OfElement):
    fields: list[str]


@fact("floor.breakdown.elements-merged", _("%(by)s merged “%(gone)s” into “%(element)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ElementsMerged(_OfElement):
    gone_id: int
    gone: str


@fact("floor.breakdown.companion-linked", _("%(by)s linked “%(brings)s” to “%(element)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionLinked(_OfElement):
    brings_id: int
    brings: str


@fact("floor.breakdown.companion-unlinked", _("%(by)s parted “%(brings)s” from “%(element)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionUnlinked(_OfElement):
    brings_id: int
    brings: str


@fact("floor.breakdown.roles-numbered", _("%(by)s numbered %(count)s roles in the order of the story"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RolesNumbered(Fact):
    count: int
