"""What a list of scenes tells of each: the area of its set, its synopsis in one sentence.

>>> area_of("APPARTEMENT NOÉMIE – CUISINE"), area_of("QUAI DE MEUSE, PÉNICHE"), area_of("CAFÉ")
('APPARTEMENT NOÉMIE', 'QUAI DE MEUSE', 'CAFÉ')
"""

import re
from collections.abc import Sequence
from typing import Final

from coulisse.kernel.emphasis import plain
from coulisse.kernel.screenplay import Paragraph, ParagraphKind

LONGEST_SYNOPSIS: Final = 120
_SENTENCE = re.compile(r"^.+?[.!?…](?=\s|$)")
_PARTED = re.compile(r"\s+[-–—/]\s*|\s*[–—/]\s*|,\s+|\s*\(")


def area_of(written: str) -> str:
    """What the sets of one area share: the words before the first dash, comma, slash or bracket."""
    return _PARTED.split(written.strip(), maxsplit=1)[0] or written


def synopsis_of(paragraphs: Sequence[Paragraph]) -> str:
    """The writer's own synopsis, else the first sentence of the action, cut at a word."""
    own = next((one.text for one in paragraphs if one.kind is ParagraphKind.SYNOPSIS), "")
    told = next((one.text for one in paragraphs if one.kind is ParagraphKind.ACTION and one.text.strip()), "")
    text = " ".join(plain(own or told).split())
    found = _SENTENCE.match(text)
    return shortened(found[0] if found and not own else text, LONGEST_SYNOPSIS)


def shortened(text: str, longest: int) -> str:
    """At most so many characters, cut at a word.

    >>> shortened("Elle descend du train de Namur.", 20)
    'Elle descend du…'
    """
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
