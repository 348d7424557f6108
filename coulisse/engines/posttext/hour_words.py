"""How hours are written in French, Dutch, English and German: the patterns behind `hours.py`."""

from typing import Any, Final

import regex

from coulisse.kernel.dial import HOURS
from coulisse.kernel.language import Language

WORDS: Final = HOURS | {"één": 1}
MINUTES: Final = {
    "cinq": 5, "dix": 10, "quinze": 15, "vingt": 20, "vingt-cinq": 25, "trente": 30, "trente-cinq": 35,
    "quarante": 40, "quarante-cinq": 45, "cinquante": 50, "cinquante-cinq": 55,
}  # fmt: skip
NAMED: Final = {"midi": 12, "minuit": 0, "noon": 12, "midnight": 0, "middernacht": 0}
PARTS: Final = {
    "et quart": 15, "et demi": 30, "et demie": 30, "moins le quart": -15,
    "half": -30, "kwart voor": -15, "kwart over": 15,
    "half past": 30, "quarter past": 15, "quarter to": -15, "a quarter past": 15, "a quarter to": -15,
}  # fmt: skip
"""Minutes to add to the hour that is named."""


def _any_of(words: Any) -> str:
    return "|".join(sorted((regex.escape(word) for word in words), key=len, reverse=True))


_S: Final = r"[ \u00a0\u202f]"
_HOUR: Final = r"(?P<hour>[01]?\d|2[0-4])"
_MINUTE: Final = r"(?P<minute>[0-5]\d)"
_UNIT: Final = r"(?:heures?|hrs?|uhr|uur|h|u)(?!\p{L})"
_PART: Final = "et quart|et demie?|moins le quart"
_HALF: Final = r"[ap](?:m\b|\.m\.)"
_AT: Final = (
    r"(?:à|dès|vers|avant|après|jusqu['’]à|om|vanaf|rond|omstreeks|tegen|tot|voor|na|at|from|around|until|by)"
)
_FIGURES: Final = (
    # 20 h 25, 20h25, 20 heures, 20u25, 20 uur, and « 8 heures et quart »
    rf"{_HOUR}{_S}?(?:heures?|hrs?|uhr|uur|h|u)(?!\p{{L}})"
    rf"(?:{_S}(?P<part>{_PART})|{_S}?{_MINUTE}(?!\d))?",
    # 20:25, without seconds behind it
    rf"{_HOUR}:{_MINUTE}(?![\d:])(?:{_S}?{_UNIT})?",
    # 20.25 uur, 8.25 pm; without either only behind « à », "om", "at"
    rf"{_HOUR}\.{_MINUTE}(?:{_S}?{_UNIT}|(?={_S}?{_HALF}))",
    rf"(?<=\b{_AT}{_S}){_HOUR}\.{_MINUTE}(?![\d.]|{_S}?(?:€|%|eur|k?m\b))",
    # 8 pm, 9 o'clock
    rf"{_HOUR}(?:(?={_S}?{_HALF})|{_S}o['’]clock)",
)
_IN_WORDS: Final = (
    rf"(?P<part>half past|(?:a )?quarter past|(?:a )?quarter to|half|kwart voor|kwart over){_S}"
    rf"(?P<word>{_any_of(WORDS)}|1[0-2]|[1-9])(?![\d:.])(?:{_S}uur\b)?",
    rf"(?<=\b{_AT}{_S})(?P<word>{_any_of(WORDS)}){_S}(?:heures?|uur)\b"
    rf"(?:{_S}(?:(?P<part>{_PART})|(?P<minute_word>{_any_of(MINUTES)})\b|{_MINUTE}(?!\d)))?",
    rf"(?P<word>{_any_of(WORDS)}){_S}o['’]clock",
    rf"(?<!après-)(?P<named>{_any_of(NAMED)})",
)
STATED: Final = regex.compile(
    rf"(?<![\w:.,$€+/=])(?<![$€]{_S})(?:{'|'.join((*_IN_WORDS, *_FIGURES))})"
    rf"(?:{_S}?(?P<half>[ap])(?:m\b|\.m\.))?(?![\p{{L}}\d])",
    regex.IGNORECASE,
)
_END: Final = rf"(?:,?{_S}(?:dès|vers|à|om|rond|vanaf|at|from|around))?,?{_S}\Z"
_DAYS_FR: Final = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|hier"
_DAYS_NL: Final = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|morgen|gister"
BEFORE_AN_EVENING: Final = regex.compile(
    rf"(?:(?:ce|{_DAYS_FR}) soir|vanavond|['’]s avonds|(?:{_DAYS_NL})(?:en)?avond|tonight|this evening)" + _END,
    regex.IGNORECASE,
)
AFTER_AN_EVENING: Final = regex.compile(
    rf",?{_S}(?:du soir|ce soir|de l['’]après-midi|['’]s avonds|['’]s middags|vanavond"
    r"|in the evening|tonight|at night|in the afternoon)\b",
    regex.IGNORECASE,
)
AFTER_A_MORNING: Final = regex.compile(
    rf",?{_S}(?:du matin|['’]s ochtends|['’]s morgens|in the morning)\b", regex.IGNORECASE
)


def _lasting(words: str) -> Any:
    return regex.compile(rf"\b(?:{words}){_S}?:?{_S}?(?:de{_S}|les{_S})?\Z", regex.IGNORECASE)


_FR: Final = "pendant|durant|durée|dure|durent|chaque"
_NL: Final = "gedurende|duurt|duren|duur|binnen"
_EN: Final = "for|during|lasts|lasting|within"
LASTS_BEFORE: Final = {
    # « en » lasts in French and joins in Dutch; "in" lasts in Dutch and English.
    Language.FR: _lasting(f"{_FR}|{_NL}|{_EN}|dans|en"),
    Language.NL: _lasting(f"{_FR}|{_NL}|{_EN}|in"),
    Language.EN: _lasting(f"{_FR}|{_NL}|{_EN}|in"),
    Language.DE: _lasting(f"{_FR}|{_NL}|{_EN}|in|dauert"),
    Language.UND: _lasting(f"{_FR}|{_NL}|{_EN}"),
}
LASTS_AFTER: Final = regex.compile(
    rf"{_S}?/{_S}?(?:24|7)\b"
    rf"|{_S}(?:de{_S}(?:film|spectacle|concert|musique|route|retard|direct|show)\b"
    r"|d['’](?:images|émission|attente|antenne)|film\b|muziek\b|lang\b|plus tard|later\b|geleden\b|ago\b|long\b)",
    regex.IGNORECASE,
)
PIECES_BEFORE: Final = regex.compile(
    rf"\b(?:films?|spectacles?|concerts?|documentaires?|versions?|émissions?|épisodes?){_S}(?:de|d['’]){_S}?\Z",
    regex.IGNORECASE,
)
