"""One or two sentences of a message that may be quoted as they stand: a proposal, which a person validates.

>>> best_sentences("Bonjour. Un mot avant les images aurait suffi. Hubert Lambot", known=["Hubert Lambot"])
'Un mot avant les images aurait suffi.'
>>> best_sentences("Je regarde avec Lucienne depuis douze ans, à Namur.")
''
"""

import re
from collections.abc import Iterable
from typing import Final

from coulisse.engines.digest.anonymise import LONGEST, Cut, anonymised

SHORTEST: Final = 20
MOST: Final = 240
_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]+")
_HELLO: Final = ("bonjour", "bonsoir", "goedendag", "hello")


def best_sentences(text: str, *, known: Iterable[str] = (), keep: Iterable[str] = (), language: str = "") -> str:
    """The first that is neither short nor long and tells nobody, with the one behind it where that tells nobody
    either; empty where there is none. `known`, `keep` and `language` as `anonymised` takes them.
    """
    plain = " ".join(text[:LONGEST].split())
    cuts = anonymised(plain, known=known, keep=keep, language=language).cuts
    sentences = [(found.group().strip(), _is_free(found, cuts)) for found in _SENTENCE.finditer(plain)]
    for place, (first, is_free) in enumerate(sentences):
        if not is_free or not SHORTEST <= len(first) <= MOST or first.lower().startswith(_HELLO):
            continue
        after, after_is_free = sentences[place + 1] if place + 1 < len(sentences) else ("", False)
        both = f"{first} {after}"
        return both if after_is_free and len(both) <= MOST else first
    return ""


def _is_free(sentence: re.Match[str], cuts: Iterable[Cut]) -> bool:
    """Nothing in it was taken out; what was only marked is for the person who reads it."""
    return not any(cut.start < sentence.end() and sentence.start() < cut.end for cut in cuts if not cut.is_marked)
