"""Which contact of the book, or which earlier row of the file, a row is about.

A row is taken for a contact already there when both have one VAT number; one e-mail address and a word of the name
in common; one telephone number and the same name; or the same name with nothing that contradicts it (another
birthday, or addresses on both sides and none in common).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coulisse.foundation.people.keys import name_key


@dataclass(slots=True, eq=False)
class Known:
    """A contact as far as it can be recognised; `pk` is None for one that this file brings."""

    pk: int | None
    name: str
    kind: str
    name_key: str
    emails: set[str]
    phones: set[str]
    vat: str
    birthday: date | None


def known_of(values: Mapping[str, Any], pk: int | None = None) -> Known:
    """What a card is recognised by."""
    return Known(
        pk=pk,
        name=values["name"],
        kind=values["kind"],
        name_key=name_key(values["name"]),
        emails={line["value"].lower() for line in values.get("emails", ())},
        phones={line["value"] for line in values.get("phones", ())},
        vat=values.get("vat", ""),
        birthday=values.get("birthday"),
    )


@dataclass(slots=True)
class Recognition:
    """Everybody known, by each sign."""

    by_email: dict[str, list[Known]] = field(default_factory=dict)
    by_phone: dict[str, list[Known]] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    by_vat: dict[str, list[Known]] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        for email in known.emails:
            self.by_email.setdefault(email, []).append(known)
        for phone in known.phones:
            self.by_phone.setdefault(phone, []).append(known)
        self.by_name.setdefault(known.name_key, []).append(known)
        if known.vat:
            self.by_vat.setdefault(known.vat, []).append(known)

    def twin_of(self, row: Known) -> Known | None:
        """The surest one, or None."""
        return next(self._candidates(row), None)

    def _candidates(self, row: Known) -> Iterator[Known]:
        words = set(row.name_key.split())
        yield from (one for one in self.by_vat.get(row.vat, ()) if row.vat and one.kind == row.kind)
        for email in sorted(row.emails):
            yield from (
                one
                for one in self.by_email.get(email, ())
                if one.kind == row.kind and words & set(one.name_key.split())
            )
        for phone in sorted(row.phones):
            yield from (
                one
                for one in self.by_phone.get(phone, ())
                if one.kind == row.kind and one.name_key == row.name_key
            )
        yield from (one for one in self.by_name.get(row.name_key, ()) if not _contradicts(one, row))


def _contradicts(one: Known, other: Known) -> bool:
    if one.kind != other.kind:
        return True
    if one.birthday and other.birthday and one.birthday != other.birthday:
        return True
    return bool(one.emails and other.emails and not one.emails & other.emails)
