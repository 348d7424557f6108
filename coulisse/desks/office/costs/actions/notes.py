"""The numbered remarks under the report."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.costs.models import CostNote
from coulisse.desks.office.facts.costs import NoteRemoved, NoteWritten
from coulisse.desks.office.ledger.actions import locked_head
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


def write_note(
    *, production: Production, text: str, accounts: Sequence[str], by: User | None, at: datetime
) -> CostNote:
    """Add a note under the next number."""
    with transaction.atomic():
        locked_head(production)
        standing = CostNote.objects.filter(production=production, removed_at__isnull=True)
        number = (standing.aggregate(last=Max("number"))["last"] or 0) + 1
        note = CostNote.objects.create(
            production=production, number=number, text=text.strip(), accounts=list(accounts), by=by, at=at
        )
        _say(NoteWritten(number=number), note, by=by, at=at)
    return note


def edit_note(
    *, note: CostNote, text: str, accounts: Sequence[str], read_version: int, by: User | None, at: datetime
) -> CostNote:
    """Raises `StaleWrite`."""
    with transaction.atomic():
        written = note.write({"text": text.strip(), "accounts": list(accounts)}, read_version=read_version)
        _say(NoteWritten(number=written.number), written, by=by, at=at)
    return written


def remove_note(*, note: CostNote, by: User | None, at: datetime) -> CostNote:
    """Take a note off; closed reports keep it. The others keep their numbers."""
    with transaction.atomic():
        fresh = CostNote.objects.select_for_update().get(pk=note.pk)
        if fresh.removed_at is not None:
            return fresh
        fresh.removed_at = at
        fresh.version += 1
        fresh.save(update_fields=["removed_at", "version"])
        _say(NoteRemoved(number=fresh.number), fresh, by=by, at=at)
    return fresh


def _say(fact: NoteWritten | NoteRemoved, note: CostNote, *, by: User | None, at: datetime) -> None:
    announce(fact, by=by, at=at, about=note, production=note.production_id, desk=Desk.OFFICE)
