"""What the cost report announces."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("office.costs.forecast-made", _("%(by)s put %(label)s into the estimated final cost"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastMade(Fact):
    """An unforeseen cost was spread over accounts and taken from another one."""

    label: str
    cents: int
    taken_from: str
    source: str
    source_id: str


@fact("office.costs.forecast-withdrawn", _("%(by)s took %(label)s out of the estimated final cost: %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastWithdrawn(Fact):
    label: str
    why: str
    source: str
    source_id: str


@fact("office.costs.estimated", _("%(by)s estimated the final cost of account %(account)s anew: %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEstimated(Fact):
    account: str
    why: str


@fact("office.costs.noted", _("%(by)s wrote note %(number)s of the cost report"))
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Fact):
    number: int


@fact("office.costs.note-removed", _("%(by)s took note %(number)s off the cost report"))
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRemoved(Fact):
    number: int


@fact("office.costs.overspend-asked", _("%(by)s asked %(of)s to approve the overspend of account %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OverspendAsked(Fact):
    overspend_id: int
    account: str
    of: str


@fact("office.costs.overspend-approved", _("%(by)s approved the overspend of account %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OverspendApproved(Fact):
    overspend_id: int
    account: str


@fact("office.costs.overspend-refused", _("%(by)s refused the overspend of account %(account)s: %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OverspendRefused(Fact):
    overspend_id: int
    account: str
    why: str


@fact("office.costs.watched", _("%(by)s changed how the costs are watched"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WatchChanged(Fact):
    pass


@fact("office.costs.report-closed", _("%(by)s closed cost report no. %(number)s, situation on %(day)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(Fact):
    number: int
    day: date
