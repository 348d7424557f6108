"""The texts of a wording as they are hashed, compared and read back."""

import hashlib
import json
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Final, NamedTuple

LANGUAGES: Final = ("fr", "nl", "en")
_SPACES: Final = re.compile(r"[ \u00a0\u202f\u2009]+")


def cleaned(texts: Mapping[str, str]) -> dict[str, str]:
    """By language, without empty ones, with plain line ends and nothing at either end."""
    found = {code: "\n".join(line.rstrip() for line in text.splitlines()).strip() for code, text in texts.items()}
    return {code: found[code] for code in LANGUAGES if found.get(code)}


def hash_of(texts: Mapping[str, str]) -> str:
    """What a seat decides on: the exact words in every language."""
    return hashlib.sha256(json.dumps(dict(texts), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def hash_of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two texts are one but for the kind of their spaces and apostrophes, and blank lines.

    >>> same("L'émission\\n\\n\\nne plaît pas ?", "L’émission\\n\\nne plaît pas\u202f?")
    True
    """
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in text.replace("'", "’").splitlines()]
    return "\n".join(line for line in lines if line)


class Piece(NamedTuple):
    """A stretch of a comparison: `same`, `gone` or `new`."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """What changed, word by word.

    >>> [tuple(piece) for piece in difference("trente jours en ligne", "sept jours en ligne")]
    [('gone', 'trente'), ('new', 'sept'), ('same', ' jours en ligne')]
    """
    old, new = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    pieces: list[Piece] = []
    for what, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(Piece("gone", "".join(old[i:j])))
        if k < end:
            pieces.append(Piece("new", "".join(new[k:end])))
    return tuple(pieces)
