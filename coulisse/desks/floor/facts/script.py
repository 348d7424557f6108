"""What happens to the screenplay."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfDraft(Fact):
    draft_id: int
    draft: str
    """Its name, as « v3 »."""


@fact("floor.script.draft-received", _("%(by)s received the draft %(draft)s: %(pages)s pages, %(scenes)s scenes"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReceived(_OfDraft):
    pages: int
    scenes: int


@fact(
    "floor.script.draft-merged",
    _("%(by)s merged the draft %(draft)s: %(new)s new, %(changed)s changed, %(omitted)s omitted"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMerged(_OfDraft):
    new: int
    changed: int
    omitted: int
    new_ids: list[int]
    changed_ids: list[int]
    omitted_ids: list[int]


@fact("floor.script.draft-set-aside", _("%(by)s set the draft %(draft)s aside"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSetAside(_OfDraft):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfScene(Fact):
    scene_id: int
    number: str


@fact("floor.script.scene-edited", _("%(by)s changed scene %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneEdited(_OfScene):
    fields: list[str]


@fact("floor.script.scene-renumbered", _("%(by)s renumbered scene %(before)s as %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRenumbered(_OfScene):
    before: str


@fact("floor.script.scene-reviewed", _("%(by)s marked scene %(number)s as reviewed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneReviewed(_OfScene):
    pass


@fact("floor.script.scene-to-review", _("%(by)s marked scene %(number)s to be reviewed again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneToReview(_OfScene):
    pass


@fact("floor.script.set-edited", _("%(by)s changed the set “%(name)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SetEdited(Fact):
    set_id: int
    name: str
    place_id: int | None
    fields: list[str]
