"""The large workbook of the journal, made in the background: the journal stands below and cannot queue it."""

from datetime import date
from typing import Any, Final

from django.utils.text import slugify
from django.utils.translation import gettext as _

from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run
from coulisse.foundation.journal.exports import workbook
from coulisse.foundation.journal.queries import Filter, count_up_to, every_line

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 200_000
"""Lines in one workbook: more would take a gigabyte of memory; the CSV has no such limit."""


def filter_as_params(wanted: Filter) -> dict[str, Any]:
    return {
        "production_id": wanted.production,
        "desk": wanted.desk,
        "by_id": wanted.by,
        "kind_of_fact": wanted.kind,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }


def filter_from_params(params: dict[str, Any]) -> Filter:
    return Filter(
        production=params["production_id"],
        desk=params["desk"],
        by=params["by_id"],
        kind=params["kind_of_fact"],
        since=date.fromisoformat(params["since"]) if params["since"] else None,
        until=date.fromisoformat(params["until"]) if params["until"] else None,
    )


@job("journal.export", restartable=True)
def journal_workbook(run: Run) -> dict[str, Any]:
    """The lines that this person may read, with the rights of the moment at which it is made."""
    user, wanted = run.job.by, filter_from_params(run.params)
    if user is None:
        raise Refused(_("Whoever asked for this file no longer signs in."))
    total = count_up_to(user, wanted, MOST + 1)
    if total > MOST:
        raise Refused(
            _("This file would hold more than %(most)d lines. Narrow the filter, or export as CSV.")
            % {"most": MOST}
        )
    lines = []
    for line in every_line(user, wanted):
        lines.append(line)
        run.progress(len(lines), total + 1)
    run.attach(f"{slugify(_('Journal'))}.xlsx", workbook(lines, created=run.now()), XLSX)
    return {"text": run.job.title}
