"""Hours that a text states: « à 20 h 25 », "om 20.25 uur", "8.25 pm". A calendar asks whether one is the old one.

In Dutch and English an hour up to 12 that nothing places in the day may be either, and both are given; in French
it is the one written. What lasts (« pendant 2 h », « 1 h 52 de film ») is no hour.

>>> [(one.words, *map(str, one.times)) for one in stated_hours("Ce soir, 20 h 25 (8:25 pm)", Language.FR)]
[('20 h 25', '20:25:00'), ('8:25 pm', '20:25:00')]
>>> [(one.words, *map(str, one.times)) for one in stated_hours("Om 8.25 uur of vanavond om half 9", Language.NL)]
[('8.25 uur', '08:25:00', '20:25:00'), ('half 9', '20:30:00')]
>>> states("Rendez-vous à 20h25 !", time(20, 25), Language.FR)
True
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from coulisse.engines.posttext.hour_words import (
    AFTER_A_MORNING,
    AFTER_AN_EVENING,
    BEFORE_AN_EVENING,
    LASTS_AFTER,
    LASTS_BEFORE,
    MINUTES,
    NAMED,
    PARTS,
    PIECES_BEFORE,
    STATED,
    WORDS,
)
from coulisse.kernel.language import Language

NOON: Final = 12
DAY: Final = 24
_HOUR: Final = 60
_LONGEST_PIECE: Final = 4
"""Hours: « un film de 2 h » lasts, « le film de 20 h » begins."""
_NEAR: Final = 40
"""Letters before an hour in which its evening, or that it lasts, is looked for."""
_ON_TWENTY_FOUR: Final = frozenset({Language.FR, Language.DE})


@dataclass(frozen=True, slots=True)
class StatedHour:
    """`start` and `end` in code points, the words, and the times of day that they may mean: one or two."""

    start: int
    end: int
    words: str
    times: tuple[time, ...]


def stated_hours(text: str, language: Language = Language.UND) -> tuple[StatedHour, ...]:
    """Every hour of a text, in order; figures are read in any language, whatever the text's own."""
    return tuple(_hours(text, language))


def states(text: str, at: time, language: Language = Language.UND) -> bool:
    """Whether a text may state this hour, to the minute."""
    wanted = time(at.hour, at.minute)
    return any(wanted in one.times for one in stated_hours(text, language))


def _hours(text: str, language: Language) -> Iterator[StatedHour]:
    for match in STATED.finditer(text):
        minutes = _minutes(match)
        before = text[max(match.start() - _NEAR, 0) : match.start()]
        half = match["half"] or _half(before, text, match.end())
        if minutes is None or (not half and _lasts(before, text, match.end(), minutes, language)):
            continue
        times = tuple(time(at // _HOUR, at % _HOUR) for at in _of_the_day(minutes, half, match, language))
        yield StatedHour(match.start(), match.end(), match[0], times)


def _minutes(match: Any) -> int | None:
    """Minutes since midnight as written; None for « 24 h », which lasts, and for « 24 h 10 », which is not."""
    if named := match["named"]:
        return NAMED[named.lower()] * _HOUR
    if word := match["word"]:
        hour = int(word) if word.isdigit() else WORDS[word.lower()]
    else:
        hour = int(match["hour"])
    if hour == DAY:
        return 0 if match["minute"] == "00" else None
    if part := match["part"]:
        return hour * _HOUR + PARTS[" ".join(part.lower().split())]
    if word := match["minute_word"]:
        return hour * _HOUR + MINUTES[word.lower()]
    return hour * _HOUR + int(match["minute"] or 0)


def _half(before: str, text: str, end: int) -> str:
    """`p` or `a`, from the words around the hour; empty where they do not say."""
    if AFTER_AN_EVENING.match(text, end):
        return "p"
    if AFTER_A_MORNING.match(text, end):
        return "a"
    return "p" if BEFORE_AN_EVENING.search(before) else ""


def _lasts(before: str, text: str, end: int, minutes: int, language: Language) -> bool:
    if LASTS_AFTER.match(text, end) or LASTS_BEFORE[language].search(before):
        return True
    return minutes < _LONGEST_PIECE * _HOUR and PIECES_BEFORE.search(before) is not None


def _of_the_day(minutes: int, half: str, match: Any, language: Language) -> tuple[int, ...]:
    whole, noon = DAY * _HOUR, NOON * _HOUR
    if match["named"] or minutes >= noon + _HOUR or minutes < 0:
        return (minutes % whole,)
    if half:
        return (minutes % noon + (noon if half.lower() == "p" else 0),)
    written = match["hour"] or ""
    if minutes < _HOUR or written.startswith("0") or language in _ON_TWENTY_FOUR:
        return (minutes,)
    return (minutes, (minutes + noon) % whole)
