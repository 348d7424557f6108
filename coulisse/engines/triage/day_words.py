"""Days and parts of days as viewers write them: which dates a text means, seen from when it was received.

>>> said = days("dimanche soir", date(2027, 3, 15), 480)[0]
>>> said.dates[0].isoformat(), said.part, said.words
('2027-03-14', 'evening', 'dimanche soir')
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

SMALL_HOURS: Final = 300
"""Until 05:00 the evening of the day before is still « ce soir »."""
PARTS: Final = {
    "morning": (300, 780),
    "noon": (660, 900),
    "afternoon": (720, 1140),
    "evening": (1020, 1560),
    "night": (1260, 1860),
}
"""From and until, in minutes since the midnight that begins the day; past 1440 is the day after."""
_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = (
    ("lundi", "maandag", "monday"),
    ("mardi", "dinsdag", "tuesday"),
    ("mercredi", "woensdag", "wednesday"),
    ("jeudi", "donderdag", "thursday"),
    ("vendredi", "vrijdag", "friday"),
    ("samedi", "zaterdag", "saturday"),
    ("dimanche", "zondag", "sunday"),
)
_MONTHS: Final = (
    ("janvier", "januari", "january", "jan"),
    ("fevrier", "februari", "february", "feb"),
    ("mars", "maart", "march", "mar"),
    ("avril", "april", "apr"),
    ("mai", "mei", "may"),
    ("juin", "juni", "june", "jun"),
    ("juillet", "juli", "july", "jul"),
    ("aout", "augustus", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "oktober", "october", "oct", "okt"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
_MONTH: Final = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
_WEEKDAY: Final = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
_M: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_W: Final = "|".join(_WEEKDAY)
_PART: Final = {
    "matin": "morning", "ochtend": "morning", "morgen": "morning", "voormiddag": "morning", "morning": "morning",
    "midi": "noon", "middag": "noon", "lunchtime": "noon", "apres-midi": "afternoon", "namiddag": "afternoon",
    "afternoon": "afternoon", "soir": "evening", "soiree": "evening", "avond": "evening", "evening": "evening",
    "nuit": "night", "nacht": "night", "night": "evening",
}  # fmt: skip
_P: Final = "|".join(sorted(_PART, key=len, reverse=True))
_RELATIVE: Final = re.compile(
    rf"\b(?P<day>avant-hier|eergisteren|the day before yesterday|hier|gisteren|gister|yesterday|"
    rf"last (?=night)|aujourd'hui|vandaag|"
    rf"today|cette?|ce|deze|van(?=(?:avond|morgen|ochtend|middag|nacht))|this|to(?=night))[ -]?(?:au |"
    rf"in de |de |'s )?(?P<part>{_P})?\b"
)
_NAMED: Final = re.compile(rf"\b(?P<day>{_W})s?[ ]?(?:passe |dernier |au |dans la )?(?P<part>{_P})?\b")
_DATED: Final = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:er|ste|de|e|st|nd|rd|th)?(?: of)? (?P<m>{_M})|"
    rf"(?P<m2>{_M}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:,? (?P<y>20\d\d))?\b|"
    rf"\b(?P<d3>\d{{1,2}})[/.-](?P<m3>\d{{1,2}})(?:[/.-](?P<y3>(?:20)?\d\d))?\b(?! ?(?:h|u|uur)\b)"
)
_BEFORE_YESTERDAY: Final = frozenset(("avant-hier", "eergisteren", "the day before yesterday"))
_YESTERDAY: Final = frozenset(("hier", "gisteren", "gister", "yesterday", "last "))


@dataclass(frozen=True, slots=True)
class Day:
    """`dates` it may be, the likeliest first; `part` a key of PARTS or empty."""

    dates: tuple[date, ...]
    part: str
    words: str


def days(text: str, received: date, minutes: int) -> list[Day]:
    """The days that a lowered text names, seen from `received`, `minutes` after midnight in Brussels."""
    return [*_relative(text, received, minutes), *_named(text, received), *_dated(text, received)]


def _relative(text: str, received: date, minutes: int) -> list[Day]:
    found = []
    late = minutes < SMALL_HOURS
    for match in _RELATIVE.finditer(text):
        day, part = match["day"], _PART.get(match["part"] or "", "")
        dates: tuple[date, ...]
        if day in _BEFORE_YESTERDAY:
            dates = (received - 2 * _DAY,)
        elif day in _YESTERDAY:
            dates = (received - _DAY, *((received - 2 * _DAY,) if late else ()))
        elif not part and day not in {"aujourd'hui", "vandaag", "today"}:
            continue
        elif part == "night" and day in {"cette", "deze", "van"}:
            dates = (received - _DAY, received)
        else:
            dates = (received - _DAY, received) if late else (received,)
        found.append(Day(dates, part, match.group().strip()))
    return found


def _named(text: str, received: date) -> list[Day]:
    found = []
    for match in _NAMED.finditer(text):
        back = (received.weekday() - _WEEKDAY[match["day"]]) % 7
        day = received - back * _DAY
        dates = (day, day - 7 * _DAY) if not back else (day,)
        found.append(Day(dates, _PART.get(match["part"] or "", ""), match.group().strip()))
    return found


def _dated(text: str, received: date) -> list[Day]:
    found = []
    for match in _DATED.finditer(text):
        day = int(match["d"] or match["d2"] or match["d3"])
        month = _MONTH.get(match["m"] or match["m2"] or "") or int(match["m3"] or 0)
        written = match["y"] or match["y3"]
        years = [int(written) % 100 + 2000] if written else [received.year, received.year - 1]
        dates = tuple(one for year in years if (one := _date(year, month, day)) is not None and one <= received)
        if dates:
            after = re.match(rf",? ?(?:au |in de |in the |'s )?(?P<part>{_P})\b", text[match.end() :])
            found.append(Day(dates[:1], _PART[after["part"]] if after else "", match.group()))
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
