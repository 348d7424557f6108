"""Until when a journalist wants to know."""

import re
from typing import Final

_BEFORE: Final = re.compile(
    r"(?:avant|bouclage|d'ici|pour|deadline|before|by|voor|tegen)\b[^.!?\n]{0,20}?\b"
    r"([01]?\d|2[0-3])\s?(?:heures?|uur|h|u|:|\.)\s?([0-5]\d)?\b",
    re.IGNORECASE,
)


def deadline_in(text: str) -> str:
    """The hour before which an answer is asked for, as it is written here; empty where none is named.

    >>> deadline_in("Questions avant bouclage, 11 h"), deadline_in("graag voor 14.00"), deadline_in("tegen 14u30")
    ('11 h', '14 h', '14 h 30')
    >>> deadline_in("Nous étions 12 devant l’écran")
    ''
    """
    found = _BEFORE.search(text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " "))
    if found is None:
        return ""
    hour, minute = found.groups()
    return f"{int(hour)} h {minute}" if minute and minute != "00" else f"{int(hour)} h"
