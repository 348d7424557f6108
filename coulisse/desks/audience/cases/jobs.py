"""Binding a dossier in the background: mails, papers and letters of many conversations."""

from typing import Any

from django.urls import reverse

from coulisse.desks.audience.cases.actions.recourse import JOB, keep_dossier
from coulisse.desks.audience.cases.dossier import bind
from coulisse.desks.audience.cases.models import DossierExport
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run


@job(JOB, restartable=True)
def dossier_job(run: Run) -> dict[str, Any]:
    """Bind and keep. Begun again after it was kept, it only says where it is."""
    rows = DossierExport.objects.select_related(
        "case__production__company",
        "case__owner",
        "conversation__production__company",
        "conversation__assigned_to",
        "recourse",
        "asked_by",
    )
    export = rows.get(pk=run.params["export"])
    about = export.case or export.conversation
    if about is None:
        raise Refused(str(export.pk))
    if export.state != DossierExport.State.MADE:
        made = bind(export, tick=lambda done, total: run.progress(done, total))
        name = (
            export.case.number if export.case else (export.conversation.reference if export.conversation else "")
        )
        keep_dossier(
            export=export,
            paper=made.paper,
            archive=made.archive,
            paper_sha256=made.paper_sha256,
            archive_sha256=made.archive_sha256,
            files=made.files,
            name=f"dossier-{name}-{export.language}",
            at=run.now(),
        )
    return {"url": reverse("audience:cases:export", args=[export.pk])}
