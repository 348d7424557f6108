"""Values of the parameter store as they are written there, made into what the engine takes.

>>> hours("11"), hours("0.5")
(datetime.timedelta(seconds=39600), datetime.timedelta(seconds=1800))
>>> [moment.isoformat() for moment in hours_of_day("08:00–19:00")]
['08:00:00', '19:00:00']
>>> ages("7–11")
(7, 11)
>>> hours("onze")
Traceback (most recent call last):
coulisse.engines.worktime.reading.UnreadableValue: onze
"""

import re
from datetime import time, timedelta
from fractions import Fraction

_TO = re.compile(r"\s*[–-]\s*")


class UnreadableValue(ValueError):
    """A text that isn't a number of hours, hours of the day or ages."""


def hours(text: str) -> timedelta:
    """`11`, `4.5`; raises UnreadableValue."""
    try:
        minutes = Fraction(text) * 60
    except (ValueError, ZeroDivisionError) as error:
        raise UnreadableValue(text) from error
    return timedelta(minutes=float(minutes))


def hours_of_day(text: str) -> tuple[time, time]:
    """`08:00–19:00`; raises UnreadableValue."""
    try:
        opens, closes = _TO.split(text.strip())
        return time.fromisoformat(opens), time.fromisoformat(closes)
    except ValueError as error:
        raise UnreadableValue(text) from error


def ages(text: str) -> tuple[int, int]:
    """`7–11`; raises UnreadableValue."""
    try:
        first, last = _TO.split(text.strip())
        return int(first), int(last)
    except ValueError as error:
        raise UnreadableValue(text) from error
