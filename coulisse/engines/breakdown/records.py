"""What goes into the proposals of a breakdown, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum

from coulisse.kernel.screenplay import Paragraph

ROLE = "role"
"""The one category that the rules treat apart; the others come from the list of trade words."""


class Why(StrEnum):
    """The rule that made a proposal."""

    CUE = "cue"  # speaks in this scene
    NAMED = "named"  # a role that speaks elsewhere, or is known, is named in the action
    KNOWN = "known"  # an element of the breakdown is named in the action
    CAPITALS = "capitals"  # written in capitals in the action
    WORD = "word"  # a word of the trade
    IMPLIED = "implied"  # another proposal calls for it


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a text says it: the paragraph's number in the scene, and the characters from `start` to `end`."""

    paragraph: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class SceneText:
    """One scene: a key of the caller's own, and its paragraphs, the heading first."""

    key: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """An element that the breakdown has already. `category` is the caller's code (`role`, `prop` …)."""

    category: str
    name: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One element that a scene seems to want. `name` is in the language of the text, in the singular.

    `is_voice_only` tells a role that is heard and never seen in the scene; `age` is the one that stands in
    brackets after a name, if under 18.
    """

    category: str
    name: str
    why: Why
    quantity: int = 1
    anchors: tuple[Anchor, ...] = ()
    is_voice_only: bool = False
    age: int | None = None
