"""The Date header, with its zone kept.

>>> moment("Tue, 3 Mar 2026 10:12:05 +0100").isoformat(), moment("32 Foo 2026")
('2026-03-03T10:12:05+01:00', None)
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final
from zoneinfo import ZoneInfo

COMMENT: Final = re.compile(r"\([^()]*\)")
COLON: Final = re.compile(r"\s*:\s*")
ZONE: Final = re.compile(r"[+-]\d\d:?\d\d|\b[A-Z]{1,5}\b(?!.*\d\d:)|Z$")
HOME: Final = ZoneInfo("Europe/Brussels")
LONGEST: Final = 200


def moment(value: str) -> datetime | None:
    """The moment, always with a zone: -0000 is UTC (RFC 5322, 3.3), none at all is Belgian. None if unreadable."""
    written = COLON.sub(":", COMMENT.sub("", value[:LONGEST])).strip()
    try:
        found = parsedate_tz(written)
    except Exception:  # the library lets IndexError, TypeError and others through on hostile values
        found = None
    return _iso(written) if found is None else _moment(found, written)


def has_zone(written: str) -> bool:
    """A date as written says which zone it is in."""
    return ZONE.search(written) is not None


def _moment(found: tuple[int | None, ...], written: str) -> datetime | None:
    year, month, day, hour, minute, second, offset = (*found[:6], found[9])
    try:
        naive = datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0, min(second or 0, 59))
        if not has_zone(written):
            return naive.replace(tzinfo=HOME)
        aware = naive.replace(tzinfo=timezone(timedelta(seconds=offset)) if offset else UTC)
        aware.astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None
    return aware


def _iso(written: str) -> datetime | None:
    """Not mail's own form, but programs write it."""
    try:
        found = datetime.fromisoformat(written)
        aware = found if found.tzinfo else found.replace(tzinfo=HOME)
        aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return aware
