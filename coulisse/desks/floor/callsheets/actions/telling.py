"""How a fact about a call sheet is announced."""

from datetime import datetime
from typing import Any

from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.facts.callsheets import OneSheet
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


def named(sheet: CallSheet) -> dict[str, Any]:
    """The fields that every fact of this room has."""
    return {"sheet_id": sheet.pk, "number": sheet.number, "date": sheet.date.isoformat()}


def tell(happened: OneSheet, sheet: CallSheet, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=sheet, production=sheet.production_id, desk=Desk.FLOOR)
