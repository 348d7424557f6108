"""Words compared as people mean them: without case, accents or kinds of apostrophe, and whole.

>>> says("Les ÉCLUSIERS de l’été", "éclusiers"), says("l'éclusière", "éclusier")
(True, False)
>>> found_in("Une offre « pas cher » pour #NamurFest", ("Pas cher", "#namurfest", "gratuit"))
('Pas cher', '#namurfest')
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00ad": "", "\u200b": ""})
SPACES: Final = re.compile(r"\s+")


def folded(text: str) -> str:
    """Small letters without accents, one space at a time. Compatible forms are made plain: « ﬁn » is « fin »."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return SPACES.sub(" ", bare).strip()


@lru_cache(maxsize=2_048)
def pattern_of(words: str) -> "re.Pattern[str]":
    """What finds `words` whole in a folded text; a tag is found only as a tag, `*` at the end is any ending."""
    key = folded(words).rstrip("*").rstrip()
    end = "" if words.rstrip().endswith("*") else r"(?!\w)"
    before = r"(?<![\w&#])" if key.startswith("#") else r"(?<![\w#])"
    return re.compile(rf"{before}{re.escape(key)}{end}") if key.strip("#") else re.compile(r"(?!)")


def says(text: str, words: str) -> bool:
    """Whether a text says these words. A plain word is not found in a tag that holds it; ask for the tag."""
    return pattern_of(words).search(folded(text)) is not None


def found_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those of `words` that a text says, alone or as a tag, in their order."""
    plain = folded(text)
    bare = plain.replace("#", " ")
    return tuple(one for one in words if pattern_of(one).search(plain) or pattern_of(one).search(bare))


def lines_of(text: str) -> tuple[str, ...]:
    """One a line; empty lines and repetitions are left out."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
