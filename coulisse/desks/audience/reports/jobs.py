"""Counting a long period, and a large table, in the background."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from coulisse.desks.audience.reports.actions.writing import COUNT_JOB, FrozenAlready, count
from coulisse.desks.audience.reports.exports import pivot_csv
from coulisse.desks.audience.reports.models import Report
from coulisse.desks.audience.reports.queries.pivots import PIVOT_JOB, read_spec, table_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run
from coulisse.foundation.productions.models import Production


@job(COUNT_JOB, restartable=True)
def count_job(run: Run) -> dict[str, Any]:
    """Count a report. Begun again, it counts again: the same rows give the same figures."""
    row = Report.objects.filter(pk=run.params["report"]).first()
    if row is None:
        raise Refused(_("The draft was dropped meanwhile."))
    run.progress(0, 1)
    try:
        count(report=row, at=run.now())
    except FrozenAlready:
        raise Refused(_("The report was frozen meanwhile.")) from None
    run.progress(1, 1)
    return {"url": reverse("audience:reports:report", args=[row.pk])}


@job(PIVOT_JOB, restartable=True)
def pivot_job(run: Run) -> dict[str, Any]:
    """A table over a long period: its figures as a file, for whoever asked."""
    user = User.objects.get(pk=run.job.by_id or 0)
    production = Production.objects.get(pk=run.params["production"])
    spec = read_spec(run.params["spec"])
    run.progress(0, 1)
    table = table_of(user, production, spec)
    run.attach("tableau.csv", pivot_csv(table), "text/csv")
    run.progress(1, 1)
    address = reverse("audience:reports:pivot")
    return {
        "url": f"{address}?{spec.query}&production={production.pk}&job={run.job.pk}",
        "text": _("%(n)s messages in the table") % {"n": table.total_count},
        "table": table.as_json(),
    }
