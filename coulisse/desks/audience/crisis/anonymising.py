"""Taking names, addresses, numbers and dates of birth out of words that are to be quoted. A person looks after it.

>>> anonymise("Je m'appelle Hubert Lambot, 0475 12 34 56, h.lambot@public.example.", ["Hubert Lambot"])
"Je m'appelle […], […], […]."
>>> anonymise("Merci !", [])
'Merci !'
"""

import re
from collections.abc import Iterable
from typing import Final

GONE: Final = "[…]"
LEAST: Final = 20
MOST: Final = 240
_PATTERNS: Final = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE),
    re.compile(r"(?<!\w)@\w{2,}"),
    re.compile(r"(?<!\w)(?:\+|00)?\d(?:[ ./()-]{0,2}\d){7,14}(?!\w)"),
    re.compile(
        r"\b(?:rue|avenue|chaussée|boulevard|place|allée|quai)\s+(?:[\w’'-]+\s+){0,5}\d{1,4}\b"
        r"|\b[\w’'-]*(?:straat|laan|steenweg|plein|kaai)\s+\d{1,4}\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b[1-9]\d{3}\s+[A-ZÉÈ][\w’'-]+\b"),
    re.compile(
        r"\b(?i:ma|mon|mes|mijn)\s+(?:fille|fils|mari|femme|mère|père|dochter|zoon|man|vrouw)\s+[A-ZÉÈ][\w’'-]+"
    ),
)
_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]+")


def anonymise(text: str, names: Iterable[str]) -> str:
    """The text without what points to somebody; `names` are the writer's own, and any other that is known."""
    for pattern in _PATTERNS:
        text = pattern.sub(GONE, text)
    words = sorted({name for whole in names for name in (whole, *whole.split()) if len(name) > 2}, key=len)
    for name in reversed(words):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", GONE, text, flags=re.IGNORECASE)
    return re.sub(rf"(?:{re.escape(GONE)}\s*){{2,}}", lambda found: GONE + " " * found[0].endswith(" "), text)


def best_words(text: str, names: Iterable[str]) -> str:
    """One or two whole sentences that may be quoted; nothing where none is short enough or all were blanked."""
    clean = " ".join(anonymise(text, names).split())
    sentences = [found.strip() for found in _SENTENCE.findall(clean)]
    usable = [
        one
        for one in sentences
        if LEAST <= len(one) <= MOST and GONE not in one and "bonjour" not in one[:12].lower()
    ]
    if not usable:
        return ""
    first = usable[0]
    place = sentences.index(first)
    after = sentences[place + 1] if place + 1 < len(sentences) else ""
    both = f"{first} {after}"
    return both if after and GONE not in after and len(both) <= MOST else first
