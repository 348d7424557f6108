"""The fields of a wording: `{salutation}`, `{name}` … filled for each person, and an unknown one refused.

>>> fill("{salutation} votre dossier {référence}.", {"salutation": "Bonjour,", "reference": "2027-0315-07"})
'Bonjour, votre dossier 2027-0315-07.'
>>> unknown("{salutation} {prenom} {motif}")
('motif', 'prenom')
"""

import re
from collections.abc import Mapping
from typing import Final

from coulisse.foundation.search.writing import plain

FIELDS: Final = ("salutation", "name", "reference", "programme", "date", "received", "on_air", "signature")
ALIASES: Final[Mapping[str, str]] = {
    "aanhef": "salutation",
    "formule": "salutation",
    "nom": "name",
    "naam": "name",
    "numero": "reference",
    "referentie": "reference",
    "dossier": "reference",
    "emission": "programme",
    "programma": "programme",
    "uitzending": "programme",
    "datum": "date",
    "recu": "received",
    "ontvangen": "received",
    "antenne": "on_air",
    "handtekening": "signature",
}
"""What the same field is called in French and Dutch; accents do not count."""
_FIELD: Final = re.compile(r"\{\s*([^{}\n]{0,40}?)\s*\}")


class UnknownFields(Exception):
    """The text names fields that do not exist."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class EmptyFields(Exception):
    """The text names fields of which nothing is known here."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def canonical(name: str) -> str:
    """The English name of a field, or what was written."""
    bare = plain(name).replace(" ", "_")
    return ALIASES.get(bare, bare)


def named(text: str) -> tuple[str, ...]:
    """Every field that a text names, each once, as `FIELDS` calls it."""
    return tuple(dict.fromkeys(canonical(found[1]) for found in _FIELD.finditer(text)))


def unknown(text: str) -> tuple[str, ...]:
    """The names between braces that are no field, as they are written."""
    written = {found[1] for found in _FIELD.finditer(text)}
    return tuple(sorted(name for name in written if canonical(name) not in FIELDS))


def left_open(text: str) -> tuple[str, ...]:
    """Whatever still stands between braces: such a text does not leave."""
    return tuple(dict.fromkeys(found[0] for found in _FIELD.finditer(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text for one person. Raises `UnknownFields`, and `EmptyFields` where a value is missing."""
    if names := unknown(text):
        raise UnknownFields(names)
    if names := tuple(name for name in named(text) if not values.get(name)):
        raise EmptyFields(names)
    return _FIELD.sub(lambda found: values[canonical(found[1])], text)


def fill_known(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known; the rest stays between braces, for a person to write."""
    return _FIELD.sub(lambda found: values.get(canonical(found[1])) or found[0], text)


def as_read(text: str, values: Mapping[str, str]) -> str:
    """What a wording says, for an eye that looks at it and not for a person it is sent to: what is known is filled
    in, a paragraph of nothing but fields (greeting, signature) falls away, any other field is « … ».

    >>> as_read("{salutation}\\n\\nNous lisons tout, pour {programme} ({reference}).\\n\\n{signature}",
    ...         {"programme": "Plein Jour"})
    'Nous lisons tout, pour Plein Jour (…).'
    """
    said = [part for part in text.split("\n\n") if any(sign.isalnum() for sign in _FIELD.sub("", part))]
    return _FIELD.sub("…", fill_known("\n\n".join(said), values)).strip()
