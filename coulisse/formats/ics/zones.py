"""The zones of a calendar: by name, by the names of Windows, or as the calendar itself defines them.

The definitions (VTIMEZONE) are evaluated here, for the moment asked about and no other, because the library
keeps what one file defines for every later file, and unrolls its rules without an end.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from coulisse.formats.ics.components import Component

HOME = ZoneInfo("Europe/Brussels")
LOCAL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)
OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.ASCII)
WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Observance:
    """From each onset on, clocks are `after` ahead of UTC; they were `before` ahead until then."""

    first: datetime
    before: timedelta
    after: timedelta
    others: tuple[datetime, ...] = ()
    month: int = 0  # of a yearly rule, 0 without one
    weekday: int = 0
    which: int = 0  # the how manieth of the month, from its end if negative
    until: datetime | None = None

    def latest(self, at: datetime) -> datetime | None:
        """The last onset not after the local time `at`."""
        candidates = [self.first, *self.others]
        if self.month:
            candidates += [self._in_year(year) for year in (at.year - 1, at.year) if year >= self.first.year]
        until = self.until or datetime.max
        return max((one for one in candidates if self.first <= one <= min(at, until)), default=None)

    def _in_year(self, year: int) -> datetime:
        year = max(year, 1)
        first_weekday, days = monthrange(year, self.month)
        if self.which > 0:
            day = 1 + (self.weekday - first_weekday) % 7 + 7 * (self.which - 1)
        else:
            last_weekday = (first_weekday + days - 1) % 7
            day = days - (last_weekday - self.weekday) % 7 + 7 * (self.which + 1)
        return datetime.combine(date(year, self.month, min(max(day, 1), days)), self.first.time())


@dataclass(frozen=True, slots=True)
class Defined:
    """A zone as a calendar defines it."""

    observances: tuple[Observance, ...]

    def offset(self, at: datetime) -> timedelta:
        """How far the clocks are ahead of UTC at the local time `at`."""
        onsets = [(onset, one.after) for one in self.observances if (onset := one.latest(at)) is not None]
        if onsets:
            return max(onsets)[1]
        return min(self.observances, key=lambda one: one.first).before


@dataclass(frozen=True, slots=True)
class Zones:
    """Every zone that an event of one calendar may name."""

    defined: dict[str, Defined]

    def aware(self, local: datetime, name: str) -> datetime | None:
        """The local time with its zone; None where nobody knows the zone."""
        if known := _known(name):
            return local.replace(tzinfo=known)
        if name in self.defined:
            return local.replace(tzinfo=timezone(self.defined[name].offset(local)))
        return None


def zones_of(calendars: Iterable[Component]) -> Zones:
    """The zones that the calendars define; a definition that makes no sense is none."""
    found: dict[str, Defined] = {}
    for calendar in calendars:
        for component in calendar.walk():
            name = component.first("TZID") if component.name == "VTIMEZONE" else None
            if name is None:
                continue
            parts = [_observance(part) for part in component.children if part.name in ("STANDARD", "DAYLIGHT")]
            observances = tuple(part for part in parts if part is not None)
            if observances:
                found.setdefault(name.value.strip(), Defined(observances))
    return Zones(found)


def _known(name: str) -> tzinfo | None:
    """A zone of the world, also behind a program's own prefix: /mozilla.org/20070129_1/Europe/Paris."""
    clean = name.strip().strip("/")
    if clean.upper() in ("UTC", "GMT", "Z"):
        return UTC
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    parts = WINDOWS_TO_OLSON.get(clean, clean).split("/")
    for start in range(min(len(parts), 6)):
        try:
            return ZoneInfo("/".join(parts[start:]))
        except (KeyError, ValueError, OSError):
            continue
    return None


def _observance(component: Component) -> Observance | None:
    values = {line.name: line.value.strip() for line in reversed(component.lines)}
    first = _local(values.get("DTSTART", ""))
    before, after = _offset(values.get("TZOFFSETFROM", "")), _offset(values.get("TZOFFSETTO", ""))
    if first is None or before is None or after is None:
        return None
    dates = [value for line in component.lines if line.name == "RDATE" for value in line.value.split(",")]
    others = tuple(other for other in map(_local, dates) if other is not None)
    month, weekday, which, until = _yearly(values.get("RRULE", ""))
    return Observance(first, before, after, others, month, weekday, which, until)


def _yearly(rule: str) -> tuple[int, int, int, datetime | None]:
    """Month, weekday, which of them and until when, of the only kind of rule by which clocks change."""
    parts = dict(part.upper().partition("=")[0::2] for part in rule.split(";"))
    day, month = WEEKDAY.fullmatch(parts.get("BYDAY", "")), parts.get("BYMONTH", "")
    if parts.get("FREQ") != "YEARLY" or day is None or month not in {str(one) for one in range(1, 13)}:
        return 0, 0, 0, None
    return int(month), WEEKDAYS.index(day[2]), int(day[1] or 1), _local(parts.get("UNTIL", ""))


def _local(text: str) -> datetime | None:
    found = LOCAL.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime.combine(date(year, month, day), time(hour, minute, second))
    except ValueError:
        return None


def _offset(text: str) -> timedelta | None:
    found = OFFSET.fullmatch(text)
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return (-offset if found[1] == "-" else offset) if offset < timedelta(days=1) else None
