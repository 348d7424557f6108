"""The title page of an FDX file. It has places, no keys: what each line is, is told by where it stands.

The first centred line is the title; a line such as `Written by` is the credit, the next one the author. Lines
at a side are the copyright, the draft, and the contact.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Entries: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

CREDIT = re.compile(
    r"(?:written|screenplay|story|adapted|created|directed|écrit|scénario|un film|d.après|réalisé|adapté|"
    r"dialogues|geschreven|scenario|een film|naar)\b.*|by|par|de|door|van",
    re.IGNORECASE,
)
DRAFT = re.compile(r"draft|version|revision|révision|versie|\b\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}\b", re.IGNORECASE)
COPYRIGHT = re.compile(r"copyright|©", re.IGNORECASE)
CENTERED = ("Title", "Credit", "Author", "Authors", "Source")


def entries_of(lines: Iterable[tuple[str, str]]) -> Entries:
    """Keyed entries of (alignment, text) paragraphs, in the order of the page."""
    found: dict[str, list[str]] = {}
    previous = ""
    for alignment, text in lines:
        key = _centered_key(text, previous, found) if alignment == "Center" else _side_key(text)
        found.setdefault(key, []).extend(line.strip() for line in text.split("\n") if line.strip())
        previous = key
    return tuple((key, tuple(values)) for key, values in found.items())


def placed(entries: Entries) -> Sequence[tuple[str, str]]:
    """The (alignment, text) paragraphs that show these entries."""
    return [
        ("Center" if key.strip().title() in CENTERED else "Left", "\n".join(values))
        for key, values in entries
        if values
    ]


def _centered_key(text: str, previous: str, found: dict[str, list[str]]) -> str:
    if "Title" not in found:
        return "Title"
    if "Author" not in found and CREDIT.fullmatch(text.strip()):
        return "Credit"
    if "Author" not in found:
        return "Author"
    return "Author" if previous == "Author" and not CREDIT.fullmatch(text.strip()) else "Source"


def _side_key(text: str) -> str:
    if COPYRIGHT.search(text):
        return "Copyright"
    return "Draft date" if DRAFT.search(text) else "Contact"
