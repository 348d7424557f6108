"""Days and hours in words, for papers: French, Dutch and English of Belgium."""

from datetime import date, datetime, time
from typing import Final

WEEKDAYS: Final = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def day_in_words(day: date, language: str, *, with_year: bool = True) -> str:
    """« mercredi 17 mars 2027 »; the first of a month is « 1er » in French.

    >>> day_in_words(date(2027, 3, 17), "nl"), day_in_words(date(2027, 4, 1), "fr", with_year=False)
    ('woensdag 17 maart 2027', 'jeudi 1er avril')
    """
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    words = f"{WEEKDAYS[language][day.weekday()]} {number} {MONTHS[language][day.month - 1]}"
    return f"{words} {day.year}" if with_year else words


def day_in_figures(day: date) -> str:
    """The same in the three languages: 17/03/2027."""
    return f"{day:%d/%m/%Y}"


def hour_in_figures(hour: time | datetime) -> str:
    """The same in the three languages: 07:05."""
    return f"{hour:%H:%M}"


def minutes_and_seconds(seconds: int) -> str:
    """A length of film: 3′40″."""
    return f"{seconds // 60}′{seconds % 60:02}″"


def hours_and_minutes(minutes: int) -> str:
    """A length of work: 8:15."""
    return f"{minutes // 60}:{minutes % 60:02}"
