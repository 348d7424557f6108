"""Keeping a table that one comes back to."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from coulisse.desks.audience.facts.reports import PivotKept
from coulisse.desks.audience.reports.models import Pivot
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


class TitleTaken(Exception):
    """Another table has this title."""


class TitleMissing(Exception):
    """A kept table has a title."""


def keep(*, production: Production | None, title: str, spec: Mapping[str, str], by: User, at: datetime) -> Pivot:
    """Keep the question, not the figures: opened again, it is asked again. Raises TitleMissing, TitleTaken."""
    if not title.strip():
        raise TitleMissing
    try:
        with transaction.atomic():
            row = Pivot.objects.create(
                production=production, title=title.strip()[:120], spec=dict(spec), by=by, at=at
            )
            announce(
                PivotKept(pivot_id=row.pk, title=row.title),
                by=by,
                at=at,
                production=row.production_id,
                desk=Desk.AUDIENCE,
            )
    except IntegrityError:
        raise TitleTaken(title) from None
    return row


def drop(*, pivot: Pivot, by: User, at: datetime) -> None:
    pivot.delete()
