"""The frozen values of a programme grid. Times carry their offset from UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Text:
    """Words and their language as the file names it (`fr`, `nl`), empty when it does not."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody in the credits: `role` is the element (`director`, `actor`), `part` what an actor plays."""

    role: str
    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class EpisodeNumber:
    """An episode's number in one system: `onscreen` as shown, `xmltv_ns` counting from zero."""

    text: str
    system: str = "onscreen"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; the first name is the usual one."""

    id: str
    names: tuple[Text, ...] = ()
    icons: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One broadcast. `stop` is None where the file gives none; see `with_stops`."""

    channel: str
    start: datetime
    stop: datetime | None = None
    titles: tuple[Text, ...] = ()
    sub_titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    credits: tuple[Credit, ...] = ()
    date: str = ""  # of production, as written: 2027, 202703 or 20270318
    categories: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    language: str = ""
    original_language: str = ""
    length: timedelta | None = None
    icons: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    countries: tuple[Text, ...] = ()
    episode_numbers: tuple[EpisodeNumber, ...] = ()
    is_repeat: bool = False
    is_premiere: bool = False
    is_last_chance: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Channels and programmes in the order of the file."""

    channels: tuple[Channel, ...] = ()
    programmes: tuple[Programme, ...] = ()
