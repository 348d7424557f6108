"""Heavy files, taken in while one does something else."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.office.budget.exchange import actions
from coulisse.desks.office.budget.exchange.drafts import read_draft
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.exchange.words import why_unreadable
from coulisse.desks.office.budget.wording import REFUSALS, refusal_of
from coulisse.formats.problems import Unreadable
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run, Stopped
from coulisse.kernel.language import Language


@job("office.budget.read-in", restartable=True)
def read_in_job(run: Run) -> dict[str, str]:
    """One transaction: begun again after a crash, it finds nothing half done."""
    imported = BudgetImport.objects.select_related("budget", "production").get(key=run.params["key"])
    if run.job.by is None:
        raise Refused("nobody")
    try:
        draft = read_draft(imported, language=Language(run.params["language"]))
        run.progress(0, len(draft.book.lines))
        actions.read_in(imported=imported, draft=draft, by=run.job.by, at=timezone.now(), watch=run.progress)
    except actions.AlreadyReadIn:
        pass
    except Stopped:
        actions.set_waiting(imported=imported)
        raise
    except (Unreadable, FileNotFoundError, actions.NotUsable, *REFUSALS) as refusal:
        actions.set_waiting(imported=imported)
        with override(run.job.by.language):
            raise Refused(why(refusal)) from None
    return {"url": reverse("office:budget:exchange-result", kwargs={"key": imported.key})}


def why(refusal: Exception) -> str:
    """Why nothing was written, in the reader's words."""
    if isinstance(refusal, Unreadable):
        return why_unreadable(refusal)
    if isinstance(refusal, FileNotFoundError):
        return _("The file is kept for a day only, and is gone. Choose it again.")
    if isinstance(refusal, actions.NotUsable):
        return _("Nothing in this file can be taken in. Correct the rows that are listed, and give it again.")
    return refusal_of(refusal)
