"""What the strategy announces."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("community.strategy.objective-set", _("%(by)s set the objective « %(name)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSet(Fact):
    """What is to be reached."""

    objective_id: int
    name: str


@fact("community.strategy.objective-closed", _("%(by)s closed the objective « %(name)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveClosed(Fact):
    """It is over."""

    objective_id: int
    name: str


@fact("community.strategy.indicator-read", _("%(name)s stood at %(value)s on %(on)s (%(source)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRead(Fact):
    """A figure of an objective, on a day, and who says so."""

    objective_id: int
    name: str
    on: date
    value: str
    source: str


@fact("community.strategy.campaign-added", _("%(by)s added the campaign « %(name)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignAdded(Fact):
    """Posts that belong together, with their days and their money."""

    campaign_id: int
    name: str


@fact("community.strategy.idea-added", _("%(by)s added the idea « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaAdded(Fact):
    """One thing to tell."""

    idea_id: int
    title: str


@fact("community.strategy.idea-moved", _("%(by)s changed what becomes of the idea « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaStateChanged(Fact):
    """`state` is a code of `Idea.State`."""

    idea_id: int
    title: str
    state: str
