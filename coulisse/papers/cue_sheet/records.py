"""What is printed: times in whole seconds from the beginning, uses as codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CueLine:
    """One music. `use`: background or featured."""

    title: str
    authors: str
    publisher: str
    performers: str
    starts_at: int
    seconds: int
    use: str
    sabam: str
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CueSheet:
    """The whole sheet; `at` in Brussels."""

    film: str
    house: str
    reference: str
    lines: Sequence[CueLine]
    at: datetime

    @property
    def seconds(self) -> int:
        """How long music is heard, each line counted."""
        return sum(line.seconds for line in self.lines)


def clock(seconds: int) -> str:
    """`00:03:05`, the hour of a film.

    >>> clock(185)
    '00:03:05'
    """
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
