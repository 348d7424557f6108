"""Reading a letter in the background: sheet after sheet, each kept as soon as it is read."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from coulisse.desks.audience.intake.scans import actions, reading
from coulisse.desks.audience.intake.scans.models import PaperLetter, PaperPage
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.jobs.run import Refused, Run, Stopped


def begin_reading(*, letter: PaperLetter, by: User, at: datetime) -> Job:
    """Queue the reading of what is not read yet."""
    queued = begin(
        read_letter,
        by=by,
        at=at,
        title=_("Reading of a letter"),
        production=letter.production_id,
        letter=letter.pk,
    )
    actions.set_reading(letter=letter, job=queued)
    return queued


@job("audience.letters.read", restartable=True)
def read_letter(run: Run) -> dict[str, Any]:
    """Stopped or killed, it goes on at the sheet where it was."""
    letter = PaperLetter.objects.get(pk=run.params["letter"])
    pages = list(letter.pages.select_related("document__current").order_by("position"))
    try:
        for page in pages:
            _open(page)
        total = sum(page.sheets or 0 for page in pages)
        done = sum(page.read for page in pages)
        run.progress(done, total)
        for page in pages:
            while not page.is_finished:
                _read_one(page)
                done += 1
                run.progress(min(done, total), total)
    except Stopped:
        actions.give_up_reading(letter=letter)
        raise
    except reading.NotHere:
        actions.give_up_reading(letter=letter)
        raise Refused(
            _("This machine cannot read pictures: tesseract is not installed. Type the text of the letter.")
        ) from None
    written = actions.finish_reading(letter=letter, by=run.job.by, at=run.now())
    if not written.text.strip() and all(page.trouble for page in pages):
        raise Refused(_("No sheet of this letter could be read. Type its text, or take the photos again."))
    return {"url": reverse("audience:intake:letter", args=[letter.pk])}


def _open(page: PaperPage) -> None:
    if page.sheets is not None or page.trouble:
        return
    version = page.document.current
    if version is None:
        actions.note_trouble(page=page, trouble="missing")
        return
    try:
        sheets, text = reading.opened(vault().place(version.sha256), version.media_type)
    except Troubled as troubled:
        actions.note_trouble(page=page, trouble=troubled.trouble)
    else:
        actions.note_sheets(page=page, sheets=sheets, text=text)


def _read_one(page: PaperPage) -> None:
    version = page.document.current
    if version is None:
        actions.note_trouble(page=page, trouble="missing")
        return
    try:
        text = reading.read_sheet(vault().place(version.sha256), version.media_type, page.read + 1)
    except Troubled as troubled:
        actions.note_trouble(page=page, trouble=troubled.trouble)
    else:
        actions.note_sheet(page=page, text=text)
