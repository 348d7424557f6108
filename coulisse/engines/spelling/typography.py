"""Belgian typography: no-break spaces, quotation marks, apostrophes, hours; what to put, and where.

>>> mended('Il dit "non" à 20h52, l\\'image ... Pourquoi ?', Language.FR).translate({160: "_", 8239: "·"})
'Il dit «_non_» à 20_h_52, l’image … Pourquoi·?'
>>> mended("Foto's ... “ja” ?", Language.NL)
'Foto’s … “ja”?'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coulisse.engines.spelling.left import addresses
from coulisse.kernel.language import Language
from coulisse.kernel.typography import NO_BREAK, french_spaces

_SPACES: Final = " \u00a0\u202f\u2009"
_EVERYWHERE: Final = (
    ("apostrophe", r"(?<=[^\W\d_])'(?=[^\W\d_])", "’"),
    ("ellipsis", r"(?<!\.)\.\.\.(?!\.)", "…"),
    ("double-space", r"(?<=\S)  +(?=\S)", " "),
)
_OF: Final = {
    Language.FR: (
        ("quotes", r'"([^"\n]{1,300})"', rf"«{NO_BREAK}\1{NO_BREAK}»"),
        ("quotes", r"“([^“”\n]{1,300})”", rf"«{NO_BREAK}\1{NO_BREAK}»"),
        ("hour", r"\b([01]?\d|2[0-3])\s?[hH]\s?([0-5]\d)\b", rf"\1{NO_BREAK}h{NO_BREAK}\2"),
        ("hour", r"\b([01]?\d|2[0-3])[hH]\b(?!\s?\d)", rf"\1{NO_BREAK}h"),
        ("title", r"\bMr\.?(?=\s+[A-ZÉÈ])", "M."),
        ("title", r"\b(Mme|Mlle)\.(?=\s+[A-ZÉÈ])", r"\1"),
        ("ordinal", r"\b1(?:ier|ère|iere|ière)\b", "1re"),
        ("ordinal", r"\b(\d+)(?:ième|ieme|ème|eme)\b", r"\1e"),
    ),
    Language.NL: (
        ("quotes", r'"([^"\n]{1,300})"', r"“\1”"),
        ("space", rf"(?<=[^\s{_SPACES}])[{_SPACES}]+(?=[;:!?](?:\s|$))", ""),
    ),
    Language.EN: (
        ("quotes", r'"([^"\n]{1,300})"', r"“\1”"),
        ("space", rf"(?<=[^\s{_SPACES}])[{_SPACES}]+(?=[;:!?](?:\s|$))", ""),
    ),
}
_RULES: Final = {
    language: tuple((code, re.compile(pattern), put) for code, pattern, put in (*_EVERYWHERE, *rules))
    for language, rules in _OF.items()
}


@dataclass(frozen=True, slots=True)
class Mend:
    """What stands between `start` and `end` is better written as `put`."""

    start: int
    end: int
    code: str
    put: str


def typography(text: str, language: Language) -> tuple[Mend, ...]:
    """What to mend, in order; none lies over another."""
    kept = addresses(text)
    found: list[Mend] = []
    for mend in sorted(_all(text, language), key=lambda one: (one.start, -one.end)):
        if found and mend.start < found[-1].end:
            continue
        if any(first < mend.end and mend.start < last for first, last in kept):
            continue
        found.append(mend)
    return tuple(found)


def mended(text: str, language: Language) -> str:
    """The text as it is printed; doing it twice changes nothing more."""
    for _turn in range(4):
        mends = typography(text, language)
        if not mends:
            break
        for one in reversed(mends):
            text = text[: one.start] + one.put + text[one.end :]
    return text


def _all(text: str, language: Language) -> Iterator[Mend]:
    for code, pattern, put in _RULES.get(language, ()):
        for found in pattern.finditer(text):
            replaced = found.expand(put)
            if replaced != found[0]:
                yield Mend(found.start(), found.end(), code, replaced)
    if language is Language.FR:
        yield from _french_spaces(text)


def _french_spaces(text: str) -> Iterator[Mend]:
    """Where the spaces differ: only spaces do."""
    better, here, there = french_spaces(text), 0, 0
    while here < len(text) or there < len(better):
        start, begin = here, there
        while here < len(text) and text[here] in _SPACES:
            here += 1
        while there < len(better) and better[there] in _SPACES:
            there += 1
        if text[start:here] != better[begin:there]:
            yield Mend(start, here, "space", better[begin:there])
        here, there = here + 1, there + 1
