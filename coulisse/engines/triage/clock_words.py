"""Times of day as viewers write them in French, Dutch and English: `clocks("kwart voor acht")`.

>>> [str(one) for one in clocks(lowered("hier vers 19h40, et à 20 h 43"))]
['19:40 ±12', '20:43 ±2']
>>> [str(one) for one in clocks(lowered("gisteren rond kwart voor acht, last night at 8.40 pm"))]
['7:45/19:45 ±15', '20:40 ±2']
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from coulisse.engines.triage.needles import Sieve, needles
from coulisse.kernel.dial import HOURS
from coulisse.kernel.letters import without_accents

EXACT: Final = 2
SPOKEN: Final = 5
ABOUT: Final = 10
"""Minutes by which a time may be off: written in figures, in words, and what « vers » adds."""
NEAR: Final = 60
"""Letters before a time in which its « vers » is looked for."""

_NUMBERS: Final = HOURS | {"twenty": 20, "twintig": 20}
_N: Final = "|".join(sorted((re.escape(word) for word in _NUMBERS), key=len, reverse=True))
_ABOUT: Final = re.compile(
    r"(?:vers|environ|aux alentours de|autour de|rond|omstreeks|ongeveer|tegen|around|about|circa|"
    r"near|plus ou moins|\+-)"
    r"(?: les| de)?\s*$"
)
_LASTING: Final = re.compile(
    r"(?:pendant|durant|depuis|gedurende|sinds|for|during|attendre|plus de|meer dan|more than)\s*$"
)
_IN_THE_EVENING: Final = re.compile(
    r"^\s*(?:du soir|ce soir|hier soir|'?s avonds|des avonds|in the evening|at night|tonight|"
    r"de l'apres-midi|'?s middags|in the afternoon)"
)
_BY_FIGURES: Final = (r"\b(?P<h>\d{1,2})", r"(?<![\d/.:])\b(?P<h>\d{1,2})")
_IN_THE_MORNING: Final = re.compile(r"^\s*(?:du matin|'?s ochtends|'?s morgens|in the morning)")


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes since midnight, one or (with twelve hours on the dial) two of them; how far off; the words."""

    minutes: tuple[int, ...]
    off: int
    words: str

    def __str__(self) -> str:
        return "/".join(f"{at // 60}:{at % 60:02}" for at in self.minutes) + f" ±{self.off}"


def lowered(text: str) -> str:
    """Small letters without accents, straight apostrophes, single spaces; punctuation stays."""
    low = text.casefold().replace("’", "'")
    if not low.isascii():
        low = without_accents(unicodedata.normalize("NFKD", low))
    return " ".join(low.split())


def clocks(text: str) -> list[Clock]:
    """The times in a lowered text, in order; a length of time (« pendant 2 h ») is none."""
    found: list[tuple[int, int, Clock]] = []
    has_figures = any(sign.isdigit() for sign in text)
    for pattern, read, by_figures in _SIEVES:
        if by_figures and not has_figures:
            continue
        for match in pattern.finditer(text):
            first, last = match.span()
            if any(first < end and last > start for start, end, _ in found):
                continue
            value = read(match)
            before = text[max(0, first - NEAR) : first]
            if value is None or _LASTING.search(before):
                continue
            minutes, off = value
            about = _ABOUT.search(before)
            start = first - len(before) + about.start() if about else first
            off += ABOUT if about else 0
            found.append((first, last, Clock(_narrowed(minutes, text[last:]), off, text[start:last])))
    return [clock for _, _, clock in sorted(found, key=lambda one: one[0])]


_Value = tuple[tuple[int, ...], int] | None


def _narrowed(minutes: tuple[int, ...], after: str) -> tuple[int, ...]:
    if _IN_THE_EVENING.search(after):
        return tuple(sorted({at + 720 if at < 720 else at for at in minutes}))
    if _IN_THE_MORNING.search(after):
        return minutes[:1]
    return minutes


def _both(minutes: int) -> tuple[int, ...]:
    """A time of the twelve-hour dial, both ways; from 13 o'clock on there is one."""
    minutes %= 1440
    return (minutes,) if minutes >= 780 or minutes < 60 else tuple(sorted({minutes % 720, minutes % 720 + 720}))


def _figures(match: re.Match[str]) -> _Value:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if hour > 24 or minute > 59:
        return None
    return (((hour % 24) * 60 + minute,), EXACT)


def _half_day(match: re.Match[str]) -> _Value:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return (((hour % 12 + 12 * (match["ap"] == "p")) * 60 + minute,), EXACT)


def _french(match: re.Match[str]) -> _Value:
    hour = int(match["h"]) if match["h"].isdigit() else _NUMBERS[match["h"]]
    rest = match["rest"] or ""
    more = 30 if "demi" in rest else -15 if "moins" in rest and "quart" in rest else 15 if "quart" in rest else 0
    if not more and rest:
        number = _NUMBERS.get(rest.replace("moins", "").strip(), 0)
        more = -number if "moins" in rest else number
    return (_both(hour * 60 + more), SPOKEN) if hour <= 24 else None


def _dutch(match: re.Match[str]) -> _Value:
    hour = _hour(match["h"])
    away = 15 if match["away"] == "kwart" else _NUMBERS.get(match["away"] or "", 0) or int(match["away"] or 0)
    base = hour * 60 - (30 if match["half"] else 0)
    return (_both(base + (-away if match["side"] == "voor" else away)), SPOKEN)


def _dutch_half(match: re.Match[str]) -> _Value:
    return (_both(_hour(match["h"]) * 60 - 30), SPOKEN)


def _english(match: re.Match[str]) -> _Value:
    away = {"half": 30, "quarter": 15, "a quarter": 15}.get(match["away"]) or _NUMBERS.get(match["away"], 20)
    return (_both(_hour(match["h"]) * 60 + (-away if match["side"] == "to" else away)), SPOKEN)


def _spoken_hour(match: re.Match[str]) -> _Value:
    return (_both(_hour(match["h"]) * 60), SPOKEN)


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Value]], ...]] = (
    (re.compile(r"\b(?P<h>\d{1,2})(?:[.:h](?P<m>\d{2}))?\s?(?P<ap>[ap])\.?m\b\.?"), _half_day),
    (
        re.compile(
            rf"\b(?P<away>kwart|{_N}|\d{{1,2}}) (?P<side>voor|over) (?P<half>half )?(?P<h>{_N}|"
            rf"\d{{1,2}})\b(?: uur)?"
        ),
        _dutch,
    ),
    (re.compile(rf"\bhalf (?P<h>{_N}|\d{{1,2}})\b(?! past)"), _dutch_half),
    (re.compile(rf"\b(?P<away>half|(?:a )?quarter|{_N}) (?P<side>past|to) (?P<h>{_N}|\d{{1,2}})\b"), _english),
    (
        re.compile(
            rf"\b(?P<h>{_N}|\d{{1,2}}) ?(?:heures?|h) (?P<rest>et demie?|et quart|un quart|moins le quart|"
            rf"moins (?:{_N})|(?:{_N}))\b"
        ),
        _french,
    ),
    (re.compile(r"\b(?P<h>\d{1,2}) ?(?:heures?|h|u|uur) ?(?P<m>[0-5]\d)\b(?! ?%)"), _figures),
    (re.compile(r"\b(?P<h>\d{1,2})[:.](?P<m>[0-5]\d)(?= ?(?:uur|u|h)\b)"), _figures),
    (re.compile(r"(?<![\d/.:])\b(?P<h>\d{1,2}):(?P<m>[0-5]\d)\b(?![:/.]\d)"), _figures),
    (re.compile(r"\b(?P<h>\d{1,2}) ?(?:heures?|h|u|uur)\b(?P<m>)(?! (?:sur|op|de suite|lang))"), _figures),
    (re.compile(rf"\b(?P<h>{_N}) (?P<m>)(?P<rest>)(?:heures?)\b"), _spoken_hour),
    (re.compile(rf"\b(?P<h>{_N}) (?:uur|o'clock)\b"), _spoken_hour),
    (re.compile(r"\b(?:a midi|midi pile|noon|'s middags om twaalf)\b"), lambda _: ((720,), SPOKEN)),
    (re.compile(r"\b(?:minuit|middernacht|midnight)\b"), lambda _: ((0,), SPOKEN)),
)
_SIEVES: Final = tuple(
    (Sieve(form, tuple(sorted(needles(form.pattern) or ()))), read, form.pattern.startswith(_BY_FIGURES))
    for form, read in _FORMS
)
