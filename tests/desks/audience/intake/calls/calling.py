"""Calls for the tests."""

from datetime import date
from typing import Any
from uuid import uuid4

from coulisse.desks.audience.intake.calls.actions import Typed, note_down
from coulisse.desks.audience.intake.calls.models import Call
from tests.cast import AT, Cast


def a_call(cast: Cast, **fields: Any) -> Call:
    """Somebody rang about *La Drache*, and is to be rung back."""
    values: dict[str, Any] = {
        "key": str(uuid4()),
        "text": "Pourquoi pas d’avertissement avant les images d’archives ?",
        "name": "Paul Wauters",
        "phone": "0470 12 34 56",
        "production": cast.drache,
        "ring_back_on": date(2027, 3, 16),
        **fields,
    }
    conversation = note_down(typed=Typed(**values), by=cast.marc_olivier, at=AT)
    return Call.objects.select_related("conversation__writer").get(conversation=conversation)
