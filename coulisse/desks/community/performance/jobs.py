"""Large files in the background, and the page for the direction on its day."""

from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from coulisse.desks.community.performance.actions import files
from coulisse.desks.community.performance.actions.direction import make_due
from coulisse.desks.community.performance.models import DataFile
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run, Stopped


@job("community.performance.import", restartable=True)
def import_job(run: Run) -> dict[str, Any]:
    """One transaction: begun again after a crash, it finds nothing half done."""
    row = DataFile.objects.get(pk=run.params["key"])
    try:
        files.import_file(file=row, by=run.job.by, at=run.now(), progress=run.progress)
    except files.NotNow:
        pass
    except Stopped:
        files.set_waiting(file=row)
        raise
    except (files.ColumnsMissing, files.OrderUnknown, files.PeriodMissing, files.FileGone):
        files.set_waiting(file=row)
        raise Refused(_("The file is not ready: open it and say how it is read.")) from None
    return {"url": reverse("community:performance:file", args=[row.pk])}


@app.periodic(cron="25 5 * * *")
@app.task(name="community.direction_pages", queue="sweep", queueing_lock="community.direction_pages")
def direction_pages(timestamp: int) -> None:
    make_due(at=timezone.now())


JOBS: Final = (import_job, direction_pages)
