"""What goes into families and what comes out."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from coulisse.kernel.language import Language


class Reason(StrEnum):
    """Why a message that resembles a family is kept out of it, for somebody to read."""

    KIND = "kind"
    """Threat, legal, press, minor, privacy or image right, where the family isn't about that; the kinds are
    named."""
    ADDED = "added"
    """It says something that the family doesn't: the words are named."""
    CONTRARY = "contrary"
    """It denies more often than the family does: the words are named."""


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is the caller's and unique; `kinds` are the codes of what else is known about it."""

    key: str
    text: str
    language: Language
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Apart:
    """A reason to keep a message apart, with the kinds or the folded words that gave it."""

    reason: Reason
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """`family` is the key of the message that founded it and never changes; `likeness` to its core, 0 to 1.

    A message kept apart has a family of its own, and says in `beside` which one it resembles.
    """

    key: str
    family: str
    likeness: float = 1.0
    beside: str = ""
    apart: tuple[Apart, ...] = ()


@dataclass(slots=True)
class Family:
    """What is remembered of a family: how many members have each word, each pair of words, each kind."""

    key: str
    language: Language
    text: str
    """Of the founder."""
    others: tuple[str, ...] = ()
    """Texts of two more members near the core: what is new against one of them may be common."""
    size: int = 0
    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    denials: Counter[int] = field(default_factory=Counter)
    contrary: Counter[int] = field(default_factory=Counter)
    """How often those deny who were kept apart for it."""

    @property
    def core(self) -> frozenset[str]:
        """The words that at least half of the members have: the common text, all variations voted away."""
        return frozenset(word for word, members in self.words.items() if 2 * members >= self.size)
