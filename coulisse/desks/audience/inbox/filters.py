"""What the list is asked to show, as it stands in the address: each part is data; unknown values are left out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import is_aware
from django.utils.translation import pgettext_lazy

from coulisse.desks.audience.intake.labels import KINDS, ROUTES
from coulisse.desks.audience.intake.models import Channel

SHOWS: Final[Mapping[str, Promise]] = {
    "open": pgettext_lazy("inbox", "To answer"),
    "mine": pgettext_lazy("inbox", "Mine"),
    "unassigned": pgettext_lazy("inbox", "Nobody’s"),
    "waiting": pgettext_lazy("inbox", "Waiting"),
    "answered": pgettext_lazy("inbox", "Answered"),
    "folded": pgettext_lazy("inbox", "Folded"),
    "routed": pgettext_lazy("inbox", "Handed on"),
    "spam": pgettext_lazy("inbox", "Unwanted"),
    "all": pgettext_lazy("inbox", "All"),
}
LANGUAGES: Final = ("fr", "nl", "en", "de", "und")
DUES: Final[Mapping[str, Promise]] = {
    "late": pgettext_lazy("inbox", "Late"),
    "week": pgettext_lazy("inbox", "Within a week"),
    "none": pgettext_lazy("inbox", "Without a date"),
}
LONGEST_SEARCH: Final = 120
LONGEST_NUMBER: Final = 18


@dataclass(frozen=True, slots=True)
class Filters:
    """One list. Empty texts and zeros ask for nothing."""

    show: str = "open"
    q: str = ""
    language: str = ""
    kind: str = ""
    topic: int = 0
    channel: str = ""
    due: str = ""
    routed: str = ""
    family: int = 0
    """The members of one family, singly; its exceptions with `beside`."""
    beside: int = 0
    writer: int = 0
    nowhere: bool = False
    """What belongs to no production: for the house's own desk only."""

    @property
    def is_plain(self) -> bool:
        """What opens the desk: to answer, families folded."""
        return self == Filters()

    @property
    def lists_families(self) -> bool:
        """Families stand as one row each; asked for by name, their members are listed."""
        return not (self.q or self.family or self.beside or self.writer)

    @property
    def narrowed(self) -> int:
        """How many filters besides the view."""
        asked = (self.language, self.kind, self.topic, self.channel, self.due, self.routed, self.nowhere)
        return sum(bool(one) for one in asked)

    @property
    def query(self) -> str:
        """For an address, without a question mark; nothing for the plain list."""
        return _written(self)

    def with_(self, **changes: object) -> "Filters":
        return replace(self, **changes)  # type: ignore[arg-type]  # the fields' own types


@lru_cache(maxsize=256)
def _written(filters: Filters) -> str:
    """Kept, because every row of a list asks for it several times."""
    blank = Filters()
    asked = [(one.name, getattr(filters, one.name)) for one in fields(filters)]
    return urlencode([(name, int(v) if v is True else v) for name, v in asked if v != getattr(blank, name)])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the list begins: after this row, in the order of the list."""

    at: datetime
    pk: int

    @property
    def written(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}"


def read_filters(asked: Mapping[str, str]) -> Filters:
    """The filters of an address. Nothing in it is refused: what isn't known is left out.

    >>> read_filters({"show": "all", "kind": "threat", "language": "xx"})
    Filters(show='all', q='', language='', kind='threat', topic=0, channel='', due='', routed='', family=0, \
beside=0, writer=0, nowhere=False)
    """
    get = asked.get
    return Filters(
        show=_one_of(get("show", ""), SHOWS) or "open",
        q=" ".join(get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH],
        language=_one_of(get("language", ""), LANGUAGES),
        kind=_one_of(get("kind", ""), KINDS),
        topic=_number(get("topic", "")),
        channel=_one_of(get("channel", ""), Channel.values),
        due=_one_of(get("due", ""), DUES),
        routed=_one_of(get("routed", ""), ROUTES),
        family=_number(get("family", "")),
        beside=_number(get("beside", "")),
        writer=_number(get("writer", "")),
        nowhere=bool(get("nowhere", "")),
    )


def read_place(written: str) -> Place | None:
    """The place of `?before=`; None for none, or for what isn't one."""
    moment, _, number = written.rpartition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    pk = _number(number)
    return Place(at, pk) if at is not None and is_aware(at) and pk else None


def _one_of(value: str, known: object) -> str:
    return value if value in known else ""  # type: ignore[operator]  # a container of texts


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < LONGEST_NUMBER else 0
