"""The day that a text states, by name or by date: a post that says « dimanche » is wrong on a Monday."""

import re
from datetime import date
from typing import Final

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
    ("janvier", "januari", "january"),
    ("février", "februari", "february"),
    ("mars", "maart", "march"),
    ("avril", "april"),
    ("mai", "mei", "may"),
    ("juin", "juni", "june"),
    ("juillet", "juli", "july"),
    ("août", "augustus", "august"),
    ("septembre", "september"),
    ("octobre", "oktober", "october"),
    ("novembre", "november"),
    ("décembre", "december"),
)


def states_day(text: str, day: date) -> str:
    """The words by which the text states that day: its weekday's name or its date; empty where it does not.

    >>> states_day("Dimanche dans Plein Jour", date(2027, 4, 18))
    'Dimanche'
    >>> states_day("Rendez-vous le 18/04 à 20 h 25", date(2027, 4, 18))
    '18/04'
    >>> states_day("Rendez-vous le 19 avril", date(2027, 4, 18))
    ''
    """
    months = "|".join(_MONTHS[day.month - 1])
    number = rf"0?{day.day}(?:er)?"
    named = "|".join(_WEEKDAYS[day.weekday()])
    pattern = (
        rf"\b(?:{named})\b"
        rf"|(?<![\d/.]){number}\s(?:{months})\b"
        rf"|\b(?:{months})\s{number}\b"
        rf"|(?<![\d/.,:])0?{day.day}[/.-]0?{day.month}(?!\d|[.,:]\d|\s?(?:€|%|u\b|h\b|uur\b))"
    )
    found = re.search(pattern, text, re.IGNORECASE)
    return found[0] if found else ""
