from dataclasses import dataclass

from coulisse.foundation.journal.links import Question


@dataclass(frozen=True, slots=True)
class MayPass(Question):
    """May this boat pass?"""

    boat: str


@dataclass(frozen=True, slots=True)
class MayMoor(Question):
    """Nobody answers this one."""

    boat: str
