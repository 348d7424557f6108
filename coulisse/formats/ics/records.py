"""The frozen values of a calendar."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Times are datetimes with a zone; an all-day event has dates, `end` the day after its last.

    `start` is None where the file gives none that can be read. `rule` is the RRULE as written;
    `recurrence_id` names the repetition that this event stands for.
    """

    uid: str
    start: date | None
    end: date | None
    summary: str
    all_day: bool = False
    description: str = ""
    location: str = ""
    url: str = ""
    status: str = ""  # TENTATIVE, CONFIRMED, CANCELLED or empty
    categories: tuple[str, ...] = ()
    organiser: str = ""
    rule: str = ""
    recurrence_id: date | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to publish. `uid`s of its events must stay the same from one publication to the next."""

    name: str
    events: tuple[Event, ...]
    refresh_hours: int = 1
