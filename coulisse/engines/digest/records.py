"""What is counted: one conversation a row, and the frame of the count."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

OTHER: Final = ""
"""The topic of what has none."""
SERIOUS: Final = ("image_right", "threat", "press", "legal", "minor", "privacy_request")
"""Kinds that are told one by one when they are kept apart; the rest is told together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation: one person about one thing."""

    key: int
    reference: str
    received: datetime
    channel: str
    topic: str = OTHER
    language: str = "und"
    kind: str = ""
    tone: str = ""
    family: int | None = None
    """The leading family, whatever the language."""
    answered: datetime | None = None
    due: date | None = None
    is_closed: bool = False
    """Put away without an answer, or after one."""
    routed: str = ""
    service: str = ""
    is_confirmed: bool = False
    """A person confirmed or corrected what was understood."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The period, the one before, and the broadcast that the night is told around (none: there is no night).

    Ends are excluded. `as_of`: an answer given later is not counted, so that the same count can be made again.
    """

    starts: datetime
    ends: datetime
    before_starts: datetime
    before_ends: datetime
    as_of: datetime
    air_starts: datetime | None = None
    air_ends: datetime | None = None
    cue_at: datetime | None = None
    cue: str = ""
    bars: int = 16

    @property
    def has_night(self) -> bool:
        return self.air_starts is not None
