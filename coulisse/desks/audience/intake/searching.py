"""What a search looks through: words without accents or capitals, folded alike when written and when asked.

PostgreSQL's own `unaccent` is an extension that not every house has; the folding is done here.

>>> vector(("Chloé Dubois", "A"), ("L’émission d’hier", "D"))
"'chloe':1A 'd':5 'dubois':2A 'emission':4 'hier':6 'l':3"
>>> query("Émission  hie"), query("'; !")
("'emission' & 'hie':*", '')
"""

import re
from collections import defaultdict
from typing import Final

from coulisse.foundation.search.writing import plain

LONGEST: Final = 60_000
LONGEST_WORD: Final = 60
MOST_PLACES: Final = 200
LAST_PLACE: Final = 16_000
_WORD: Final = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are kept and sought."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain(text[:LONGEST]))]


def vector(*parts: tuple[str, str]) -> str:
    """A `tsvector` in its written form, of texts with their weights (A to D)."""
    places: dict[str, list[str]] = defaultdict(list)
    at = 0
    for text, weight in parts:
        mark = "" if weight == "D" else weight
        for word in words_of(text):
            at += 1
            kept = places[word]
            if at < LAST_PLACE and len(kept) < MOST_PLACES:
                kept.append(f"{at}{mark}")
    return " ".join(f"'{word}':{','.join(kept)}" if kept else f"'{word}'" for word, kept in sorted(places.items()))


def query(asked: str, *, most: int = 12) -> str:
    """A `tsquery` in its written form: every word asked for, the last one as it is being typed; empty for none.

    Cast it: `SearchQuery(query(asked), config="simple", search_type="raw")`.
    """
    words = words_of(asked)[:most]
    if not words:
        return ""
    return " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
