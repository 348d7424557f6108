"""Graphemes (what a reader calls one character) and emoji, by the Unicode that `regex` carries.

>>> graphemes("a~öñ👨\u200d👩\u200d👧"), graphemes("नमस्ते")
(5, 3)
>>> [text[start:end] for text in ["H🐱☺👍🏽 ©"] for start, end in emoji_spans(text)]
['🐱', '☺', '👍🏽']
"""

from collections.abc import Iterator
from typing import Final

import regex

_GRAPHEME: Final = regex.compile(r"\X")

# Which second letters make a flag with each first one (ISO 3166, and the flags of unions).
_FLAGS: Final = (
    "A:CDEFGILMOQRSTUWXZ B:ABDEFGHIJLMNOQRSTVWYZ C:ACDFGHIKLMNOPQRUVWXYZ D:EGJKMOZ E:ACEGHRSTU F:IJKMOR "
    "G:ABDEFGHILMNPQRSTUWY H:KMNRTU I:CDELMNOQRST J:EMOP K:EGHIMNPRWYZ L:ABCIKRSTUVY M:ACDEFGHKLMNOPQRSTUVWXYZ "
    "N:ACEFGILOPRUZ O:M P:AEFGHKLMNRSTWY Q:A R:EOSUW S:ABCDEGHIJKLMNORSTVXYZ T:ACDFGHJKLMNORTVWZ U:AGMNSYZ "
    "V:ACEGINU W:FS X:K Y:ET Z:AMW"
)


def _indicator(letter: str) -> str:
    return chr(0x1F1E6 + ord(letter) - ord("A"))


_FLAG: Final = "|".join(
    f"{_indicator(pair[0])}[{''.join(_indicator(second) for second in pair[2:])}]" for pair in _FLAGS.split()
)
_KEYCAP: Final = r"[#*0-9]\ufe0f?\u20e3"
_SUBDIVISION: Final = r"\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
# Written as text unless asked otherwise: they are emoji only with the selector behind them.
_AS_TEXT: Final = r"[\u00a9\u00ae\u2122\u265f]\ufe0f"
# Digits are emoji to Unicode, alone they are not; a selector FE0E asks for the black and white sign.
_SIGN: Final = (
    r"[\p{Emoji}--[#*0-9\u00a9\u00ae\u2122\u265f]](?:\p{Emoji_Modifier}|\ufe0f\p{Emoji_Modifier}?|(?!\ufe0e))"
)
_ONE: Final = f"(?:{_SUBDIVISION}|{_AS_TEXT}|{_SIGN})"
_EMOJI: Final = regex.compile(rf"(?V1){_FLAG}|{_KEYCAP}|{_ONE}(?:\u200d{_ONE})*+")
_ROW: Final = regex.compile(rf"(?V1)(?:(?:{_FLAG}|{_KEYCAP}|{_ONE}(?:\u200d{_ONE})*+)[\s\ufe0f]*+)+")


def graphemes(text: str) -> int:
    """How many graphemes a text has (UAX 29, extended)."""
    # Only a carriage return before a line feed joins two letters of ASCII.
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _GRAPHEME.finditer(text))


def emoji_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where emoji stand, in code points: flags, keycaps, skins and what joiners hold together are one each."""
    if text.isascii():
        return
    for match in _EMOJI.finditer(text):
        yield match.span()


def emoji_rows(text: str) -> Iterator[tuple[int, int, int]]:
    """Rows of emoji with nothing but spaces between them: start, end, how many."""
    if text.isascii():
        return
    for match in _ROW.finditer(text):
        yield match.start(), match.end(), sum(1 for _ in _EMOJI.finditer(match[0]))
