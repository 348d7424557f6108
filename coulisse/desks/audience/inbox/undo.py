"""What takes an act back, as a signed text in an address: nothing is kept of it on this side."""

from datetime import datetime
from typing import Any, Final

from django.core import signing
from django.utils.dateparse import parse_datetime

from coulisse.desks.audience.inbox.actions import Act, Before, Handled
from coulisse.foundation.accounts.models import User

SALT: Final = "audience.inbox.undo"
LASTS: Final = 24 * 3600
"""Seconds."""


class NoUndo(Exception):
    """The text isn't ours, is somebody else's, or is too old."""


def written(handled: Handled, by: User) -> str:
    rows = [[one.pk, one.version, [_plain(value) for value in one.values]] for one in handled.before]
    return signing.dumps({"by": by.pk, "act": handled.act.value, "rows": rows}, salt=SALT, compress=True)


def read(token: str, by: User) -> tuple[Act, list[Before]]:
    """Raises `NoUndo`."""
    try:
        kept = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature as error:
        raise NoUndo from error
    if kept["by"] != by.pk:
        raise NoUndo
    rows = [Before(pk, version, tuple(_value(value) for value in values)) for pk, version, values in kept["rows"]]
    return Act(kept["act"]), rows


def _plain(value: Any) -> Any:
    return {"at": value.isoformat()} if isinstance(value, datetime) else value


def _value(kept: Any) -> Any:
    return parse_datetime(kept["at"]) if isinstance(kept, dict) else kept
