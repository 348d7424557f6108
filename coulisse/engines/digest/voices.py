"""A few voices out of many, chosen so that they differ: praise and dissent, channels, languages, both sides.

Numbers have no part in it: a quotation shows what is said, the counts say how often.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

PRAISE: Final = "pos"
BLAME: Final = "neg"
WEIGHTS: Final = ((5, "side"), (4, "in_family"), (3, "language"), (2, "topic"), (1, "channel"))


@dataclass(frozen=True, slots=True)
class Voice:
    """One quotation that a person has validated."""

    key: int
    channel: str
    language: str
    in_family: bool
    tone: str = ""
    kind: str = ""
    topic: str = ""

    @property
    def side(self) -> str:
        """Praise, dissent, or neither."""
        if self.kind == "praise" or (self.tone == PRAISE and self.kind in {"", "suggestion"}):
            return PRAISE
        return BLAME if self.tone == BLAME or self.kind in {"complaint", "criticism"} else ""


def chosen(voices: Iterable[Voice], most: int = 5) -> tuple[Voice, ...]:
    """At most `most`, each adding what the others lack; ties go to the lower key, so the choice can be made again.

    >>> two = [Voice(1, "mail", "fr", True), Voice(2, "mail", "fr", True), Voice(3, "letter", "nl", False)]
    >>> [voice.key for voice in chosen(two, 2)]
    [1, 3]
    """
    left = sorted(voices, key=lambda voice: voice.key)
    taken: list[Voice] = []
    while left and len(taken) < most:
        best = min(left, key=lambda voice: (-_adds(voice, taken), voice.key))
        taken.append(best)
        left.remove(best)
    return tuple(sorted(taken, key=lambda voice: (not voice.in_family, voice.key)))


def _adds(voice: Voice, taken: Sequence[Voice]) -> int:
    """What is new weighs by how much it matters that it is heard: the side first, then family, language, topic."""
    return sum(
        weight for weight, name in WEIGHTS if all(getattr(voice, name) != getattr(other, name) for other in taken)
    )
