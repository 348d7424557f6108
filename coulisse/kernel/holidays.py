"""Belgian public holidays and community days, computed for any year of the Gregorian calendar.

The ten legal holidays are those of the royal decree of 18 April 1974 (law of 4 January 1974). The dates are
computed with today's list for every year, also for years before a holiday existed. The day that replaces a
holiday fallen on a Sunday belongs to each employer's work rules, and isn't a holiday here.
Easter: the anonymous Gregorian algorithm (Nature, 20 April 1876), good from 1583 on.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from coulisse.kernel.language import Language, spoken

FIRST_GREGORIAN_YEAR = 1583


class YearOutOfRange(ValueError):
    """A year before the Gregorian calendar (1583) or after what a date can hold (9999)."""


class Holiday(StrEnum):
    """What a day off is, as a code; `holiday_name` says it in words."""

    NEW_YEAR = "new-year"
    EASTER_MONDAY = "easter-monday"
    LABOUR_DAY = "labour-day"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit-monday"
    NATIONAL_DAY = "national-day"
    ASSUMPTION = "assumption"
    ALL_SAINTS = "all-saints"
    ARMISTICE = "armistice"
    CHRISTMAS = "christmas"
    BRUSSELS_DAY = "brussels-day"
    FLEMISH_DAY = "flemish-day"
    FRENCH_COMMUNITY_DAY = "french-community-day"
    WALLOON_DAY = "walloon-day"
    GERMAN_COMMUNITY_DAY = "german-community-day"


_FIXED = {
    Holiday.NEW_YEAR: (1, 1),
    Holiday.LABOUR_DAY: (5, 1),
    Holiday.NATIONAL_DAY: (7, 21),
    Holiday.ASSUMPTION: (8, 15),
    Holiday.ALL_SAINTS: (11, 1),
    Holiday.ARMISTICE: (11, 11),
    Holiday.CHRISTMAS: (12, 25),
    Holiday.BRUSSELS_DAY: (5, 8),
    Holiday.FLEMISH_DAY: (7, 11),
    Holiday.FRENCH_COMMUNITY_DAY: (9, 27),
    Holiday.GERMAN_COMMUNITY_DAY: (11, 15),
}
_AFTER_EASTER = {Holiday.EASTER_MONDAY: 1, Holiday.ASCENSION: 39, Holiday.WHIT_MONDAY: 50}

COMMUNITY_DAYS = frozenset(
    {
        Holiday.BRUSSELS_DAY,
        Holiday.FLEMISH_DAY,
        Holiday.FRENCH_COMMUNITY_DAY,
        Holiday.WALLOON_DAY,
        Holiday.GERMAN_COMMUNITY_DAY,
    }
)
LEGAL_HOLIDAYS = frozenset(Holiday) - COMMUNITY_DAYS

_NAMES = {
    Holiday.NEW_YEAR: ("Nouvel An", "Nieuwjaar", "New Year’s Day"),
    Holiday.EASTER_MONDAY: ("lundi de Pâques", "paasmaandag", "Easter Monday"),
    Holiday.LABOUR_DAY: ("fête du Travail", "Dag van de Arbeid", "Labour Day"),
    Holiday.ASCENSION: ("Ascension", "Hemelvaartsdag", "Ascension Day"),
    Holiday.WHIT_MONDAY: ("lundi de Pentecôte", "pinkstermaandag", "Whit Monday"),
    Holiday.NATIONAL_DAY: ("fête nationale", "nationale feestdag", "National Day"),
    Holiday.ASSUMPTION: ("Assomption", "Onze-Lieve-Vrouw-Hemelvaart", "Assumption Day"),
    Holiday.ALL_SAINTS: ("Toussaint", "Allerheiligen", "All Saints’ Day"),
    Holiday.ARMISTICE: ("Armistice", "Wapenstilstand", "Armistice Day"),
    Holiday.CHRISTMAS: ("Noël", "Kerstmis", "Christmas Day"),
    Holiday.BRUSSELS_DAY: (
        "fête de la Région de Bruxelles-Capitale",
        "feest van het Brussels Hoofdstedelijk Gewest",
        "Brussels-Capital Region Day",
    ),
    Holiday.FLEMISH_DAY: (
        "fête de la Communauté flamande",
        "feestdag van de Vlaamse Gemeenschap",
        "Flemish Community Day",
    ),
    Holiday.FRENCH_COMMUNITY_DAY: (
        "fête de la Communauté française",
        "feestdag van de Franse Gemeenschap",
        "French Community Day",
    ),
    Holiday.WALLOON_DAY: ("fêtes de Wallonie", "feest van het Waals Gewest", "Walloon Region Day"),
    Holiday.GERMAN_COMMUNITY_DAY: (
        "fête de la Communauté germanophone",
        "feestdag van de Duitstalige Gemeenschap",
        "German-speaking Community Day",
    ),
}
_COLUMN = {Language.FR: 0, Language.NL: 1, Language.EN: 2}


def easter(year: int) -> date:
    """Easter Sunday; raises YearOutOfRange.

    >>> easter(2027)
    datetime.date(2027, 3, 28)
    """
    _check(year)
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int, chosen: frozenset[Holiday] = LEGAL_HOLIDAYS) -> Mapping[date, tuple[Holiday, ...]]:
    """The chosen holidays of a year by date, in order; a date may hold two (1 May 2008 was Ascension too).

    >>> [day.isoformat() for day in holidays(2027)][:5]
    ['2027-01-01', '2027-03-29', '2027-05-01', '2027-05-06', '2027-05-17']
    """
    return _holidays(year, chosen)


def holiday_name(holiday: Holiday, language: Language) -> str:
    """The name as written inside a sentence of that language.

    >>> holiday_name(Holiday.WHIT_MONDAY, Language.NL)
    'pinkstermaandag'
    """
    return _NAMES[holiday][_COLUMN[spoken(language)]]


@lru_cache(maxsize=256)
def _holidays(year: int, chosen: frozenset[Holiday]) -> Mapping[date, tuple[Holiday, ...]]:
    _check(year)
    by_date: dict[date, tuple[Holiday, ...]] = {}
    for day, holiday in sorted((_day_of(holiday, year), holiday) for holiday in chosen):
        by_date[day] = (*by_date.get(day, ()), holiday)
    return MappingProxyType(by_date)


def _day_of(holiday: Holiday, year: int) -> date:
    if holiday in _AFTER_EASTER:
        return easter(year) + timedelta(days=_AFTER_EASTER[holiday])
    if holiday is Holiday.WALLOON_DAY:
        return _third_sunday_of_september(year)
    month, day = _FIXED[holiday]
    return date(year, month, day)


def _third_sunday_of_september(year: int) -> date:
    fifteenth = date(year, 9, 15)
    return fifteenth + timedelta(days=6 - fifteenth.weekday())


def _check(year: int) -> None:
    if not FIRST_GREGORIAN_YEAR <= year <= date.max.year:
        raise YearOutOfRange(f"{year} isn't between {FIRST_GREGORIAN_YEAR} and {date.max.year}")
