"""The words of a letter that can be misspelt. Addresses, numbers, names of files and fields are none.

>>> [word.text for word in tokens("Écrivez à info@x.be, dossier [2027-0315-07], à 20h52, {signature}.")]
['Écrivez', 'dossier']
>>> [(word.text, word.opens) for word in tokens("Bonjour Hubert. Merci !")]
[('Bonjour', True), ('Hubert', False), ('Merci', True)]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coulisse.engines.spelling.left import left_alone

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-\u2010\u2011][^\W\d_]+)*")
_OPENS: Final = re.compile(r"(?:^|[.!?…:\n\r«“\"(‘•–—]|(?:^|\n)\s*[-*])[\s\u00a0\u202f]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands, and whether it opens a sentence."""

    text: str
    start: int
    end: int
    opens: bool


def tokens(text: str) -> Iterator[Token]:
    """Words of two letters and more, in order."""
    skipped = left_alone(text)
    for found in _WORD.finditer(text):
        start, end = found.span()
        if end - start < 2 or any(first < end and start < last for first, last in skipped):
            continue
        if text[end : end + 1].isdigit() or text[max(start - 1, 0) : start].isdigit():
            continue  # « 20h », « J14 »: half of it is a number
        yield Token(found[0], start, end, _OPENS.search(text[max(start - 40, 0) : start]) is not None)
