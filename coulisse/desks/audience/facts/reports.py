"""What the syntheses announce: reports, their sending, and what the production says to them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReport(Fact):
    """Which report."""

    report_id: int
    code: str


@fact("audience.reports.begun", _("%(by)s began the report %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBegun(OfReport):
    pass


@fact("audience.reports.changed", _("%(by)s changed the words of the report %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChanged(OfReport):
    fields: tuple[str, ...]


@fact("audience.reports.frozen", _("%(by)s froze the report %(code)s: %(count)s messages counted"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFrozen(OfReport):
    count: int


@fact("audience.reports.dropped", _("%(by)s dropped the draft %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDropped(OfReport):
    pass


@fact("audience.reports.sent", _("%(by)s sent the report %(code)s to %(count)s people"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSent(OfReport):
    count: int


@fact("audience.reports.read", _("%(name)s has read the report %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead(OfReport):
    name: str


@fact("audience.reports.answered", _("%(name)s answered what the report %(code)s asks: %(what)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswered(OfReport):
    name: str
    what: str


@fact("audience.reports.pivot-kept", _("%(by)s kept the table %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PivotKept(Fact):
    pivot_id: int
    title: str
