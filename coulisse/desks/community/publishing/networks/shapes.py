"""Reading what a server says without trusting its shape. What must be there and is not raises `Lost`."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from coulisse.desks.community.publishing.networks.contract import Reason
from coulisse.desks.community.publishing.networks.wire import Lost


def at(record: object, *path: str) -> Any:
    """What lies at the end of a path of keys, None where it breaks off."""
    for key in path:
        if not isinstance(record, dict):
            return None
        record = record.get(key)
    return record


def text_at(record: object, *path: str) -> str:
    """A text that must be there; a number is taken as one, since ids come as both."""
    found = at(record, *path)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if not isinstance(found, str) or not found:
        raise Lost(Reason.MALFORMED, ".".join(path))
    return found


def text_or_empty(record: object, *path: str) -> str:
    found = at(record, *path)
    return found if isinstance(found, str) else ""


def words_at(record: object, *path: str) -> str:
    """The words of a post, none where it has none; never something else, or it would not be known again."""
    found = at(record, *path)
    if found is not None and not isinstance(found, str):
        raise Lost(Reason.MALFORMED, ".".join(path))
    return found or ""


def moment_at(record: object, *path: str) -> datetime:
    """A moment that must be there, in ISO 8601."""
    found = time_of(at(record, *path))
    if found is None:
        raise Lost(Reason.MALFORMED, ".".join(path))
    return found


def number_or_none(record: object, *path: str) -> int | None:
    found = at(record, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def records_at(record: object, *path: str) -> list[dict[str, Any]]:
    """A list of objects that must be there, and nothing but objects in it."""
    found = at(record, *path) if path else record
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Lost(Reason.MALFORMED, ".".join(path))
    return found


def time_of(text: object) -> datetime | None:
    """ISO 8601 with a zone (`+0000` too); None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def in_path(remote_id: str) -> str:
    """An id as one part of an address, whatever stands in it."""
    return quote(remote_id, safe="")
