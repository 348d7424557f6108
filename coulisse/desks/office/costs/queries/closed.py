"""Closed reports: the list, one of them again, and whether it can be computed again to the same figures."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.costs.queries.freezing import hash_of, thawed, thawed_notes
from coulisse.desks.office.costs.queries.report import Known, Situation, situation_of
from coulisse.desks.office.costs.weeks import Week
from coulisse.engines.costs import Difference, compare
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One report of the history."""

    pk: int
    number: int
    until: date
    stamp: str
    final: Money
    variance: Money
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """What computing a closed report again showed."""

    is_untouched: bool
    """The frozen rows still have the hash that they were closed with."""
    differences: tuple[Difference, ...]
    """Between the frozen figures and those computed again from the same lines of the books: none, or an alarm."""
    since: tuple[Difference, ...]
    """What entered the books later for days of the report."""

    @property
    def is_identical(self) -> bool:
        return self.is_untouched and not self.differences


def history_of(production: Production) -> tuple[ClosedLine, ...]:
    """All closed reports, the newest first, in one query."""
    rows = ClosedReport.objects.filter(production=production).select_related("by")
    return tuple(_line(row) for row in rows)


def last_closed_day(production: Production) -> date | None:
    """The situation of the last closed report."""
    found: date | None = ClosedReport.objects.filter(production=production).values_list("until", flat=True).first()
    return found


def _line(row: ClosedReport) -> ClosedLine:
    total = thawed(row.content).total
    return ClosedLine(
        row.pk,
        row.number,
        row.until,
        row.stamp,
        total.final,
        total.variance,
        str(row.by) if row.by else "",
        row.at,
    )


def situation_closed(closed: ClosedReport) -> Situation:
    """A closed report as the pages and papers show any report."""
    report = thawed(closed.content)
    return Situation(
        until=closed.until,
        week=Week(closed.move_from, closed.move_to),
        report=report,
        notes=thawed_notes(closed.content),
        budget_number=closed.content["budget"],
        contingency=report.row(closed.content["contingency"]),
    )


def prove(closed: ClosedReport) -> Proof:
    """Compute a closed report again: from what was known then, and from what is known now."""
    week = Week(closed.move_from, closed.move_to)
    before = thawed(closed.content)
    then = situation_of(
        closed.production,
        closed.until,
        known=Known(sequence=closed.sequence, estimate=closed.estimate_id),
        week=week,
    ).report
    now = situation_of(closed.production, closed.until, week=week).report
    expected = hash_of(
        closed.content,
        number=closed.number,
        until=closed.until,
        sequence=closed.sequence,
        chain_hash=closed.chain_hash,
    )
    return Proof(
        is_untouched=expected == closed.hash, differences=compare(before, then), since=compare(before, now)
    )
