"""What is printed: hours as Brussels shows them, states and languages as codes, texts whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Post:
    """One publication. `state`: draft, approval, planned, stopped or published; `beside`: a second zone's hour."""

    due_at: datetime
    network: str
    account: str
    language: str
    text: str
    state: str
    beside: str = ""
    tied_to: str = ""
    pictures: Sequence[str] = ()
    address: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day with its posts, its holidays by name, and who is on call."""

    date: date
    posts: Sequence[Post] = ()
    holidays: Sequence[str] = ()
    on_call: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CalendarPaper:
    """The whole; `at` in Brussels, `zone` the IANA name of the second zone or empty."""

    owner: str
    house: str
    starts_on: date
    ends_on: date
    at: datetime
    days: Sequence[CalendarDay] = field(default_factory=tuple)
    zone: str = ""

    @property
    def posts(self) -> int:
        return sum(len(day.posts) for day in self.days)

    def in_language(self, language: str) -> int:
        return sum(post.language == language for day in self.days for post in day.posts)
