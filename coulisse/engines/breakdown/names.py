"""Names as cues write them, and as a breakdown writes them.

>>> [name for name in names_in_cue("NOÉMIE ET VICTOR (OFF)")], case_of_name("LA MÈRE DE LOUISE")
(['NOÉMIE', 'VICTOR'], 'La mère de Louise')
>>> case_of_name("JEAN-PIERRE VAN DEN BERG"), case_of_name("L'ÉCLUSIER"), case_of_name("AGENT 2")
('Jean-Pierre van den Berg', 'L’éclusier', 'Agent 2')
>>> folded("L’Écluse  n° 1")
'l ecluse n° 1'
"""

import re
import unicodedata
from typing import Final

from coulisse.kernel.emphasis import plain
from coulisse.kernel.letters import without_accents

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": " ", "'": " ", "-": " ", "_": " ", "*": " "})
_BRACKETS = re.compile(r"\([^)]*\)?")
_PARTED = re.compile(r"\s*(?:[&+/,]|\bET\b|\bEN\b|\bAND\b)\s*")
_WORD = re.compile(r"[^\W\d_]+")


def listed(words: str) -> frozenset[str]:
    """A list of words that is read by eye."""
    return frozenset(words.split())


_ARTICLES: Final = listed("le la les un une des de het een the a an l")
_PARTICLES: Final = listed("de du des d la le l les à au aux et en of the and van der den von zu het een te")
EVERYBODY: Final = listed(
    "tous toutes ensemble tout le monde voix une la les deux all everyone both voice a iedereen allen allemaal "
    "samen stem een"
)
"""Cues that name nobody in particular."""


def folded(text: str) -> str:
    """Without accents, capitals, or the signs that join words: two spellings of one name are equal."""
    lowered = unicodedata.normalize("NFD", text.lower().translate(_LETTERS))
    return " ".join(without_accents(lowered).split())


def names_in_cue(cue: str) -> tuple[str, ...]:
    """Who speaks: extensions taken off, two speakers parted, nobody where the cue says « TOUS »."""
    bare = _BRACKETS.sub(" ", plain(cue)).strip(" \t^.:")
    found = (" ".join(part.split()) for part in _PARTED.split(bare))
    return tuple(name for name in found if _WORD.search(name) and not _is_everybody(name))


def _is_everybody(name: str) -> bool:
    return all(word in EVERYBODY for word in folded(name).split())


def is_voice_only(cue: str) -> bool:
    """Whether the cue's extension says that the speaker isn't seen: V.O., O.S., OFF, voix off."""
    inside = " ".join(_BRACKETS.findall(cue)).upper().replace(".", "")
    return bool(re.search(r"\b(?:VO|OS|OFF|OC|HORS[ -]CHAMP|HC|VOIX|VOICE|TÉL|TEL|RADIO)\b", inside))


def case_of_name(name: str) -> str:
    """A name as a list writes it: capitals at names, none at articles; as it is if it has small letters."""
    tidy = " ".join(name.replace("'", "’").split())
    if tidy != tidy.upper():
        return tidy
    words = tidy.lower()
    common = folded(words).split()[:1]
    if common and common[0] in _ARTICLES:
        return _after_article(words)
    first = True
    pieces = []
    for found in re.split(r"([\s’-]+)", words):
        pieces.append(found if found in _PARTICLES and not first else found[:1].upper() + found[1:])
        first = False
    return "".join(pieces)


def _after_article(words: str) -> str:
    """« La mère de Louise »: after an article comes a common noun; what follows « de » is a name again."""
    parts = words.split(" de ")
    rest = [case_of_name(part.upper()) for part in parts[1:]]
    head = parts[0][:1].upper() + parts[0][1:]
    return " de ".join((head, *rest))
