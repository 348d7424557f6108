"""Whoever holds the register is asked for what is missing: a task of the production, once for each publication."""

from datetime import date, datetime

from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from coulisse.foundation.tasks.actions import add
from coulisse.foundation.tasks.models import Task


def ask_the_office(
    *, publication: Publication, document: Document, title: str, notes: str, due_on: date, by: User, at: datetime
) -> Task:
    """Asked twice for one file and day, the first task stays. The words name nobody: everybody reads tasks."""
    return add(
        title=title[:200],
        notes=notes,
        production=publication.production or publication.account.production,
        due_on=due_on,
        priority=Task.Priority.HIGH,
        about=document,
        by=by,
        at=at,
        source=f"community.rights:{publication.pk}:{document.pk}:{due_on.isoformat()}",
    )
