"""What is told to somebody who goes further: the table that comes with Coulisse, and the house’s own over it."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from coulisse.desks.audience.cases.models import AddresseeText

LANGUAGES = ("fr", "nl", "en")


class NoAddressee(Exception):
    """No text for this body in this language on that day."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """One body in one language, as it is told on a day."""

    body: str
    language: str
    name: str
    address: str
    site: str
    text: str
    source: str
    read_on: date
    confidence: str
    from_day: date
    is_ours: bool
    by: str = ""

    @property
    def to_be_checked(self) -> bool:
        """No address was read, or the source is thin."""
        return self.confidence == "L" or not self.address

    def told(self) -> dict[str, Any]:
        """As it is kept with a recourse: what was said on that day stays."""
        return {
            "name": self.name,
            "address": self.address,
            "site": self.site,
            "text": self.text,
            "language": self.language,
            "source": self.source,
            "read_on": self.read_on.isoformat(),
            "confidence": self.confidence,
        }


@cache
def shipped() -> tuple[Addressee, ...]:
    """The table of the data file beside this module."""
    file = resources.files("coulisse.desks.audience.cases") / "data" / "addressees.json"
    return tuple(
        Addressee(
            body=row["body"],
            language=language,
            name=one["name"],
            address=one["address"],
            site=row["site"],
            text=one["text"],
            source=row["source"],
            read_on=date.fromisoformat(row["read_on"]),
            confidence=row["confidence"],
            from_day=date.fromisoformat(row["from"]),
            is_ours=False,
        )
        for row in json.loads(file.read_text("utf-8"))
        for language, one in row["languages"].items()
    )


def addressee_on(body: str, language: str, day: date) -> Addressee:
    """What is told on `day`: the house's latest text, else the one that comes with Coulisse.

    A text shipped later than `day` is told all the same: nothing older is known. Raises `NoAddressee`.
    """
    own = AddresseeText.objects.filter(body=body, language=language, from_day__lte=day).select_related("by")
    row = own.order_by("-from_day", "-id").first()
    if row is not None:
        return _ours(row)
    found = next((one for one in shipped() if (one.body, one.language) == (body, language)), None)
    if found is None:
        raise NoAddressee(body, language)
    return found


def table_on(day: date) -> tuple[Addressee, ...]:
    """The whole table as it is told on a day, in one query."""
    own: dict[tuple[str, str], AddresseeText] = {}
    for row in AddresseeText.objects.filter(from_day__lte=day).select_related("by").order_by("from_day", "id"):
        own[row.body, row.language] = row
    return tuple(
        _ours(own[one.body, one.language]) if (one.body, one.language) in own else one for one in shipped()
    )


def history_of(body: str, language: str) -> tuple[Addressee, ...]:
    """All that was ever told, the latest first; the shipped text last."""
    rows = AddresseeText.objects.filter(body=body, language=language).select_related("by")
    first = tuple(one for one in shipped() if (one.body, one.language) == (body, language))
    return tuple(_ours(row) for row in rows.order_by("-from_day", "-id")) + first


def _ours(row: AddresseeText) -> Addressee:
    return Addressee(
        body=row.body,
        language=row.language,
        name=row.name,
        address=row.address,
        site=row.site,
        text=row.text,
        source=row.source,
        read_on=row.read_on,
        confidence=row.confidence,
        from_day=row.from_day,
        is_ours=True,
        by=str(row.by) if row.by else "",
    )
