"""What privacy does in the background: gathering a pack, letting go of what was kept long enough."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from coulisse.desks.audience.privacy import pack
from coulisse.desks.audience.privacy.actions import retention
from coulisse.desks.audience.privacy.models import PrivacyRequest, RetentionRun
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run


@job(pack.JOB, restartable=True)
def pack_job(run: Run) -> dict[str, Any]:
    """A file of the job, which nobody reads but whoever asked and the owner of the house."""
    request = PrivacyRequest.objects.select_related("writer", "production").get(pk=run.params["request"])
    try:
        content = pack.make(request)
    except pack.PackTooLarge as refused:
        said = _("%(size)s MB: too large for one archive. Give the files one by one.") % {"size": refused.args[0]}
        raise Refused(said) from None
    run.attach(f"{request.number}.zip", content, "application/zip")
    return {"url": reverse("audience:privacy:request", args=[request.pk])}


@job(retention.JOB, restartable=True)
def retention_job(run: Run) -> dict[str, Any]:
    """Stopped or killed, what was done is done; begun again, it goes on with the rest."""
    row = RetentionRun.objects.get(pk=run.params["run"])
    total = retention.due(at=row.at).count()
    done = 0
    for done in retention.apply(row, at=run.now()):
        run.progress(min(done, total), total)
        run.check()
    return {"url": reverse("audience:privacy:home"), "text": str(done)}
