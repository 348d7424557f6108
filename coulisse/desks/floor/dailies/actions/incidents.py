"""Incidents, notes and photos; each may come late from a telephone, and comes in once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.dailies.models import Incident, Note
from coulisse.desks.floor.dailies.shot import locked_shooting_day, shooting_day
from coulisse.desks.floor.facts.dailies import IncidentReported
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.actions import announce


def report_incident(
    *, day: Day, values: Mapping[str, Any], key: str | None = None, by: User, at: datetime
) -> Incident:
    """Write an incident down. With a `key` told before, the first one stands."""
    with transaction.atomic():
        shot = locked_shooting_day(day)
        standing = Incident.objects.filter(key=key).first() if key else None
        if standing is not None:
            return standing
        row = Incident.objects.create(day=shot, key=key, by=by, noted_at=at, **values)
        announce(
            IncidentReported(
                day_id=day.pk,
                incident_id=row.pk,
                incident=row.kind,
                text=row.text,
                is_insured=row.is_insured,
            ),
            by=by,
            at=at,
            about=day,
            production=day.board.production_id,
            desk="floor",
        )
    return row


def keep_note(
    *, day: Day, text: str, photo: Document | None, taken_at: datetime, key: str, by: User, at: datetime
) -> tuple[Note, bool]:
    """A note or a photo of the set, and whether it is new: the `key` makes a second sending harmless."""
    return Note.objects.get_or_create(
        key=key,
        defaults={
            "day": shooting_day(day),
            "text": text,
            "photo": photo,
            "taken_at": taken_at,
            "by": by,
            "received_at": at,
        },
    )


def is_known(key: str) -> bool:
    """Did a note with this key arrive already?"""
    return Note.objects.filter(key=key).exists()
