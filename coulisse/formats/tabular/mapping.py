"""Which column of somebody's table is which of our fields: by the words at its head, in any language.

A guess is shown to a person before anything is done with it. An exact word wins over a word among others, and
that over a word nearly alike; a field is given to one column only, unless it may have several.

>>> targets = (Target("name", ("nom", "naam", "name")), Target("email", ("e-mail", "courriel"), several=True))
>>> match_columns(("Nom :", "E-mail 1", "E-mail (privé)", "Remarque"), targets)
('name', 'email', 'email', '')
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from coulisse.kernel.letters import without_accents

NOT_A_WORD: Final = re.compile(r"[\W_]+")
COUNTER: Final = re.compile(r"\s*\d+$")
EXACT, AMONG, ALIKE = 3.0, 2.0, 1.0
ALIKE_ENOUGH: Final = 0.84
SHORTEST_ALIKE: Final = 5
"""Letters: between shorter words everything is nearly alike."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column may hold, and the words that people write above such a column."""

    code: str
    names: tuple[str, ...]
    several: bool = False


def match_columns(header: Sequence[str], targets: Sequence[Target]) -> tuple[str, ...]:
    """For each column the code of its field, or "" where no field is recognised."""
    found = [""] * len(header)
    taken: set[str] = set()
    for _certainty, column, target in sorted(_guesses(header, targets), key=_surest_first):
        if not found[column] and (target.several or target.code not in taken):
            found[column] = target.code
            taken.add(target.code)
    return tuple(found)


def heading_key(title: str) -> str:
    """A heading as it is compared: no case, accents, punctuation or counter.

    >>> heading_key("Téléphone (2)"), heading_key("N° TVA"), heading_key("E-MAIL 1")
    ('telephone', 'n tva', 'e mail')
    """
    folded = unicodedata.normalize("NFKD", title.casefold().replace("°", " "))
    bare = without_accents(folded)
    return COUNTER.sub("", NOT_A_WORD.sub(" ", bare).strip())


Guess = tuple[float, int, Target]


def _surest_first(guess: Guess) -> tuple[float, int]:
    return -guess[0], guess[1]


def _guesses(header: Sequence[str], targets: Sequence[Target]) -> Iterator[Guess]:
    for column, title in enumerate(header):
        key = heading_key(title)
        for target in targets:
            certainty = max((_certainty(key, heading_key(name)) for name in target.names), default=0.0)
            if certainty:
                yield certainty, column, target


def _certainty(key: str, name: str) -> float:
    """Above 2 the longer of two words found among others wins: « nom de société » is the firm, not the name."""
    if not key or not name:
        return 0.0
    if key == name:
        return EXACT
    if f" {name} " in f" {key} ":
        return AMONG + len(name) / 100
    if min(len(key), len(name)) >= SHORTEST_ALIKE:
        likeness = SequenceMatcher(None, key, name).ratio()
        return likeness if likeness >= ALIKE_ENOUGH else 0.0
    return 0.0
