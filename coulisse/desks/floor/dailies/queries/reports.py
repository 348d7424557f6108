"""The reports of a shoot, a line a day, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from coulisse.desks.floor.dailies.models import Incident, Report, SceneDone
from coulisse.desks.floor.schedule.queries.days import DayLine, days_of
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production

SHOT = (SceneDone.State.COMPLETE, SceneDone.State.INCOMPLETE, SceneDone.State.RETAKEN)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One day beside what was shot on it."""

    day: DayLine
    eighths: int
    scenes: int
    incidents: int
    closed_at: datetime | None
    signatures: int
    is_past: bool

    @property
    def planned(self) -> int:
        return 0 if self.day.is_cancelled else self.day.eighths

    @property
    def is_missing(self) -> bool:
        return self.is_past and self.closed_at is None and not self.day.is_cancelled


def report_lines(production: Production, *, today: date) -> list[ReportLine]:
    """The shooting days of the approved board; days to come have nothing shot yet."""
    days = [line for line in days_of(production) if line.number is not None]
    dates = [line.date for line in days]
    held = {"day__production": production, "day__date__in": dates}
    sums = (
        SceneDone.objects.filter(state__in=SHOT, **held)
        .values_list("day__unit", "day__date")
        .annotate(Sum("eighths", default=0), Count("pk"))
        .order_by()
    )
    shot = {(unit, on): (eighths, scenes) for unit, on, eighths, scenes in sums}
    incidents = {
        (unit, on): count
        for unit, on, count in Incident.objects.filter(**held)
        .values_list("day__unit", "day__date")
        .annotate(Count("pk"))
        .order_by()
    }
    rows = counted(Report.objects.filter(**held).select_related("day"), signed=Count("signatures"))
    reports = {(row.day.unit, row.day.date): row for row in rows}
    return [
        ReportLine(
            day=line,
            eighths=shot.get((line.unit, line.date), (0, 0))[0],
            scenes=shot.get((line.unit, line.date), (0, 0))[1],
            incidents=incidents.get((line.unit, line.date), 0),
            closed_at=reports[line.unit, line.date].closed_at if (line.unit, line.date) in reports else None,
            signatures=reports[line.unit, line.date].signed if (line.unit, line.date) in reports else 0,
            is_past=line.date < today,
        )
        for line in days
    ]
