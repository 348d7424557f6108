"""What a letter to the makers is made from; the midday synthesis is made from the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from coulisse.engines.digest import Frame, Told


@dataclass(frozen=True, slots=True)
class Quote:
    """One voice, as a person validated it. `channel` and `language` are codes."""

    text: str
    channel: str
    language: str
    in_family: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the production."""

    what: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed because of earlier letters, and how many were told."""

    what: str
    on: date
    told: int = 0
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class ApartTold:
    """What a person wrote about one group kept apart, over what is proposed."""

    what: str = ""
    done: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """The whole letter. `at`: its own date and hour in Brussels. `number` None: not frozen yet."""

    production: str
    house: str
    channel: str
    writer: str
    at: datetime
    code: str
    number: int | None
    frame: Frame
    told: Told
    topics: Mapping[str, str]
    """The words of each topic's code, in the language of the paper."""
    voices: tuple[Quote, ...] = ()
    asks: tuple[Ask, ...] = ()
    changed: tuple[Changed, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """What a person wrote over a proposal, by its name: lead, chart_note, family, before, bye, to, hello."""
    apart: Mapping[str, ApartTold] = field(default_factory=dict)
    bounced: int = 0
    approved_by: tuple[str, ...] = ()
    place: str = "Bruxelles"

    @property
    def identifier(self) -> str:
        """« PJ-2027-S10-v1 »: what the count is asked again by."""
        return f"{self.code}-v{self.number}" if self.number is not None else self.code

    @property
    def week(self) -> int:
        return self.frame.starts.isocalendar().week
