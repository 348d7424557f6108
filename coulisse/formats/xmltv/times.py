"""XMLTV times: `YYYYMMDDhhmmss +ZZZZ`, as short as the sender likes, with the zone names of old files.

>>> moment("200006031633").isoformat(), moment("20010829000500 BST").isoformat()
('2000-06-03T16:33:00+02:00', '2001-08-29T00:05:00+01:00')
>>> moment("20021010090000 +0100").isoformat(), moment("tomorrow")
('2002-10-10T09:00:00+01:00', None)
"""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# A time without a zone is Belgian, as everywhere in the house.
HOME = ZoneInfo("Europe/Brussels")
MOMENT = re.compile(
    r"(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:\.\d+)?\s*([+-]\d\d:?\d\d|[A-Za-z]+)?", re.ASCII
)
# Hours east of Greenwich. Names that mean several zones (IST, CST in China) are read as in Europe and
# North America, where such files come from.
ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 1,
    "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2, "MEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip


def moment(text: str) -> datetime | None:
    """The moment that a start or stop means, with its offset; None where it means none."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    zone = _zone(found[7])
    if zone is None or year is None:
        return None
    try:
        local = datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
        return local.replace(tzinfo=_fixed(local))
    except (ValueError, OverflowError):
        return None


def has_zone(text: str) -> bool:
    """Whether the time says where it was noon."""
    found = MOMENT.fullmatch(text.strip())
    return found is not None and found[7] is not None


def written(at: datetime) -> str:
    """The time as XMLTV writes it."""
    return f"{at.year:04}{at:%m%d%H%M%S} {_offset(at)}"


def _zone(written_zone: str | None) -> tzinfo | None:
    if written_zone is None:
        return HOME
    if written_zone[0] in "+-":
        hours, minutes = int(written_zone[1:3]), int(written_zone[-2:])
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if written_zone[0] == "-" else offset) if offset < timedelta(days=1) else None
    hours_east = ZONES.get(written_zone.upper())
    return None if hours_east is None else timezone(timedelta(hours=hours_east))


def _fixed(local: datetime) -> timezone:
    offset = local.utcoffset() or timedelta(0)
    # Before 1892 Belgian clocks had seconds in their offset, which ISO 8601 has no place for.
    return timezone(timedelta(minutes=offset // timedelta(minutes=1)))


def _offset(at: datetime) -> str:
    minutes = (at.utcoffset() or timedelta(0)) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
