"""What happens to productions."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfProduction(Fact):
    production_id: int
    title: str


@fact("foundation.productions.begun", _("%(by)s created the production %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionBegun(_OfProduction):
    type: str
    blueprint: str


@fact("foundation.productions.duplicated", _("%(by)s created %(title)s from %(source)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionDuplicated(_OfProduction):
    source_id: int
    source: str
    parts: list[str]


@fact("foundation.productions.edited", _("%(by)s changed the sheet of %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionEdited(_OfProduction):
    fields: list[str]


@fact("foundation.productions.dates-moved", _("%(by)s moved the dates of %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionDatesMoved(_OfProduction):
    """Announced besides the edit, so that whatever is dated from the first or the last day may follow."""

    starts_on: str | None
    ends_on: str | None
    started_on: str | None
    ended_on: str | None


@fact("foundation.productions.closed", _("%(by)s closed %(title)s: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionClosed(_OfProduction):
    reason: str
    unfinished: int
    """How many kinds of things were still open, and known to be."""


@fact("foundation.productions.reopened", _("%(by)s reopened %(title)s: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionReopened(_OfProduction):
    reason: str


@fact("foundation.productions.archived", _("%(by)s archived %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionArchived(_OfProduction):
    pass


@fact("foundation.productions.unarchived", _("%(by)s took %(title)s out of the archive"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionUnarchived(_OfProduction):
    pass
