"""The frozen values of an address book."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """An e-mail address, telephone number or web address; `kinds` in lower case (`work`, `cell`)."""

    value: str
    kinds: tuple[str, ...] = ()
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address, in the seven fields of the standard."""

    street: str = ""
    locality: str = ""
    postal_code: str = ""
    region: str = ""
    country: str = ""
    extended: str = ""
    box: str = ""
    kinds: tuple[str, ...] = ()
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """A line without a field of its own. `value` is as written, escapes included."""

    name: str
    value: str
    params: tuple[tuple[str, str], ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One person or organisation. `kind` is `individual`, `org`, `group`, `location` or empty."""

    formatted_name: str
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    organisation: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    role: str = ""
    emails: tuple[Entry, ...] = ()
    phones: tuple[Entry, ...] = ()
    addresses: tuple[Address, ...] = ()
    urls: tuple[Entry, ...] = ()
    birthday: date | None = None
    languages: tuple[str, ...] = ()
    note: str = ""
    categories: tuple[str, ...] = ()
    uid: str = ""
    kind: str = ""
    others: tuple[Property, ...] = ()
