"""Two cards side by side, before they become one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from coulisse.foundation.people.actions.merging import CHOSEN, UNITED, united
from coulisse.foundation.people.languages import language_name
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.phones import shown
from coulisse.foundation.people.trades import skill_label


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of one value where the two cards part."""

    name: str
    label: str
    kept: str
    gone: str
    gone_first: bool
    """The other side is proposed: this one is empty."""


@dataclass(frozen=True, slots=True)
class UnitedField:
    """A field of several values, as it will be."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MergeView:
    kept: Contact
    gone: Contact
    choices: tuple[FieldChoice, ...]
    united: tuple[UnitedField, ...]


def merge_view(kept: Contact, gone: Contact) -> MergeView:
    """What parts the two, and what will stand on the one card."""
    fields = ("name",) if not (kept.is_person and gone.is_person) else ()
    choices = tuple(
        FieldChoice(
            name=name,
            label=Contact.label_of(name),
            kept=_text(kept, name),
            gone=_text(gone, name),
            gone_first=not getattr(kept, name),
        )
        for name in (*fields, *CHOSEN)
        if getattr(kept, name) != getattr(gone, name)
    )
    card = united(kept, gone, {})
    lines = tuple(
        UnitedField(Contact.label_of(name), _several(name, card[name]))
        for name in (*UNITED, "notes")
        if card[name]
    )
    return MergeView(kept, gone, choices, lines)


def _text(contact: Contact, name: str) -> str:
    value = getattr(contact, name)
    if isinstance(value, date):
        return date_format(value, "d/m/Y")
    display = getattr(contact, f"get_{name}_display", None)
    return str(display() if display else value or "—")


def _several(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if name == "skills":
        return ", ".join(skill_label(skill, (get_language() or "fr")[:2]) for skill in value)
    if name == "languages":
        return ", ".join(language_name(code) for code in value)
    if name == "addresses":
        return "\n".join(
            ", ".join(filter(None, (one["street"], f"{one['postcode']} {one['town']}".strip()))) for one in value
        )
    if name == "phones":
        return ", ".join(shown(line["value"]) for line in value)
    return ", ".join(line["value"] if isinstance(line, dict) else line for line in value)
