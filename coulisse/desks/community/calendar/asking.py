"""Whoever wrote a publication is asked what to do with it: a task on their list, one a change of the grid."""

from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.desks.community.calendar.models import CalendarMove
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.tasks.actions import PersonCannotSee, add
from coulisse.foundation.tasks.models import Task

KIND: Final = CalendarMove.Kind
ASKS: Final[dict[str, Promise]] = {
    KIND.STATED: _("%(programme)s moves, the post still says « %(said)s »"),
    KIND.PAST: _("%(programme)s moves, the post’s new moment is past"),
    KIND.EMBARGO: _("%(programme)s moves, the post would leave under embargo"),
    KIND.CANCELLED: _("%(programme)s is cancelled: what becomes of the post?"),
    KIND.BACK: _("%(programme)s is back on the grid: look at the post"),
    KIND.OUT: _("%(programme)s changes, the post is out already"),
}
HOUSE_LANGUAGE: Final = "fr"


def ask_the_author(
    row: Publication, kind: CalendarMove.Kind, *, programme: str, source: str, at: datetime, said: str = ""
) -> Task:
    """A task about the publication; nobody's where its author may not see it any more."""
    author: User | None = row.created_by
    with translation.override(author.language if author else HOUSE_LANGUAGE):
        title = str(ASKS[kind]) % {"programme": programme, "said": said}
    try:
        return _add(row, title, author, source, at)
    except PersonCannotSee:
        return _add(row, title, None, source, at)


def _add(row: Publication, title: str, person: User | None, source: str, at: datetime) -> Task:
    account = row.account
    return add(
        title=title[:200],
        notes=row.text,
        person=person,
        production=None if account.client_id else row.production or account.production,
        client=account.client,
        priority=Task.Priority.HIGH,
        about=row,
        source=f"calendar:{source}:{row.pk}",
        by=None,
        at=at,
    )
