"""What a stranger's text is made of before it is kept: no signs that a database or a page would stumble over.

>>> clean("Bonjour\\x00 \\ud800!\\r\\nÀ bientôt"), line("  Sujet\\tlong \\n suite ", 12)
('Bonjour �!\\nÀ bientôt', 'Sujet long s')
"""

import re
from typing import Final

LONGEST: Final = 1_000_000
"""Letters of a text that are kept as text; the very bytes of a mail are kept beside."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HALVES: Final = re.compile(r"[\ud800-\udfff]")
_ENDS: Final = re.compile(r"\r\n?")
_SPACES: Final = re.compile(r"\s+")


def clean(text: str, most: int = LONGEST) -> str:
    """Without control signs and halves of characters, lines ended by one sign, cut at `most`."""
    text = text[:most]
    if "\r" in text:
        text = _ENDS.sub("\n", text)
    if not text.isprintable():
        text = _HALVES.sub("\ufffd", _CONTROLS.sub("", text))
    return text


def line(text: str, most: int) -> str:
    """On one line of at most `most` letters."""
    return _SPACES.sub(" ", clean(text, 8 * most)).strip()[:most]


def preview(text: str, most: int = 200) -> str:
    """The first words, without the greeting line if something follows it."""
    first, _end, rest = clean(text, 2_000).strip().partition("\n")
    greeting = len(first) <= 40 and first.rstrip().endswith((",", "!", ".")) and rest.strip()
    return line(rest if greeting else f"{first} {rest}", most)
