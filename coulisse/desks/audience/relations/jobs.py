"""What is done in the background: looking for one person under two cards, and long files of the box office."""

from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.desks.audience.facts.relations import MergesProposed
from coulisse.desks.audience.relations.actions import tickets
from coulisse.desks.audience.relations.actions.alike import propose_for
from coulisse.desks.audience.relations.models import TicketImport, Writer
from coulisse.desks.audience.relations.words import trouble_of_file
from coulisse.formats.problems import Unreadable
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run, Stopped
from coulisse.foundation.journal.actions import announce

AT_A_TIME: Final = 1_000


@job("audience.relations.alike", restartable=True)
def alike_job(run: Run) -> dict[str, Any]:
    """Go through the cards and propose merges; stopped or begun again, what was proposed stays, once."""
    standing = Writer.objects.filter(merged_into__isnull=True, pseudonymised_at__isnull=True)
    total, done, new, last = standing.count(), 0, 0, 0
    while keys := list(standing.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        with transaction.atomic():
            new += propose_for(set(keys), at=run.now())
        done, last = done + len(keys), keys[-1]
        run.progress(done, max(total, done))
    with transaction.atomic():
        announce(MergesProposed(count=new), by=run.job.by, at=run.now(), desk=Desk.AUDIENCE)
    said = ngettext("%(count)s new proposal", "%(count)s new proposals", new) % {"count": new}
    return {"url": reverse("audience:relations:merges"), "text": said}


@job("audience.relations.tickets", restartable=True)
def tickets_job(run: Run) -> dict[str, Any]:
    """Import a file of the box office. One transaction: begun again after a crash, it finds nothing half done."""
    imported = TicketImport.objects.get(pk=run.params["key"])
    try:
        tickets.import_tickets(imported=imported, by=run.job.by, at=run.now(), progress=run.progress)
    except tickets.AlreadyImported:
        pass
    except Stopped:
        tickets.set_waiting(imported=imported)
        raise
    except Unreadable as refusal:
        tickets.set_waiting(imported=imported)
        raise Refused(trouble_of_file(refusal)) from None
    except tickets.ColumnsMissing:
        tickets.set_waiting(imported=imported)
        raise Refused(_("Say which column holds the order number, and which the date.")) from None
    return {"url": reverse("audience:relations:ticket-import", args=[imported.pk])}
