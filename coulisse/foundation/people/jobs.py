"""What the book does in the background."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from coulisse.formats.problems import Unreadable
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run, Stopped
from coulisse.foundation.people.actions import importing
from coulisse.foundation.people.imports import staging
from coulisse.foundation.people.models import Import
from coulisse.foundation.people.words import why_unreadable


@job("people.import", restartable=True)
def import_job(run: Run) -> dict[str, str]:
    """Import a staged file. One transaction: begun again after a crash, it finds nothing half done."""
    imported = Import.objects.get(key=run.params["key"])
    choices = {int(line): answer for line, answer in run.params["choices"].items() if line.isdecimal()}
    try:
        importing.import_contacts(
            imported=imported,
            draft=staging.read_draft(imported.key),
            choices=choices,
            by=run.job.by,
            at=timezone.now(),
            progress=run.progress,
        )
    except importing.AlreadyImported:
        pass
    except Stopped:
        importing.set_waiting(imported=imported)
        raise
    except (Unreadable, FileNotFoundError) as refusal:
        importing.set_waiting(imported=imported)
        with override(run.job.by.language if run.job.by else None):
            raise Refused(_why(refusal)) from None
    return {"url": reverse("people:import_result", kwargs={"key": imported.key})}


def _why(refusal: Unreadable | FileNotFoundError) -> str:
    if isinstance(refusal, Unreadable):
        return why_unreadable(refusal)
    return _("The file is kept for a day only, and is gone. Choose it again.")


@app.periodic(cron="40 3 * * *")
@app.task(name="people.sweep-staging", queue="sweep", queueing_lock="people.sweep-staging")
def sweep_staging(timestamp: int) -> None:
    """Remove the uploaded files whose day has passed."""
    importing.sweep_staging(at=timezone.now())
