"""Making the PDF of a dossier in the background: dozens of files, some of them long."""

from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coulisse.desks.office.financing.actions.dossiers import JOB, fail_pdf, keep_pdf
from coulisse.desks.office.financing.binding import Gathered, bind
from coulisse.desks.office.financing.models import DossierBuild
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run
from coulisse.papers.dossier import Bound, UnreadablePiece


@job(JOB, restartable=True)
def build_job(run: Run) -> dict[str, Any]:
    """Bind the pieces and freeze the PDF. Begun again after it was kept, it only says where it is."""
    rows = DossierBuild.objects.select_related("dossier__production__company", "dossier__call", "by")
    build = rows.get(pk=run.params["build"])
    dossier = build.dossier
    if build.state != DossierBuild.State.MADE:
        made, found = _bound(run, build)
        name = f"{slugify(dossier.production.title)}-{slugify(dossier.title)}-{build.number}.pdf"
        keep_pdf(
            build=build,
            content=made.content,
            pages=made.pages,
            rows=found.rows,
            missing=found.missing,
            name=name,
            at=run.now(),
        )
    return {"url": reverse("office:financing:dossier", args=[dossier.pk])}


def _bound(run: Run, build: DossierBuild) -> tuple[Bound, Gathered]:
    try:
        return bind(build, at=run.now())
    except UnreadablePiece as refused:
        fail_pdf(build=build)
        said = _("“%(title)s” cannot be read: the file is broken or has a password. Give another file.")
        raise Refused(said % {"title": refused.title}) from None
