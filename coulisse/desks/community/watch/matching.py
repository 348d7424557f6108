"""Which keywords and names a text says. Pure: plain tuples in, plain tuples out."""

from collections.abc import Sequence
from dataclasses import dataclass

from coulisse.desks.community.clients.wording import folded, pattern_of

TAG, TITLE, TEXT = "tag", "title", "text"


@dataclass(frozen=True, slots=True)
class Text:
    """What is looked through: folded title and text, and the tags between spaces."""

    title: str
    text: str
    tags: str

    @classmethod
    def of(cls, title: str, text: str, tags: str) -> "Text":
        return cls(folded(title), folded(text), tags)


def place_of(key: str, text: Text) -> str:
    """Where a folded keyword stands best: as a tag, in the title, in the text; empty where it does not.

    >>> place_of("#namurfest", Text.of("On y va", "Namurfest samedi #NamurFest", " namurfest "))
    'tag'
    >>> place_of("namurfest", Text.of("Le NamurFest ouvre", "", ""))
    'title'
    >>> place_of("#namurfest", Text.of("Le NamurFest ouvre", "", ""))
    ''
    """
    if key.startswith("#"):
        return TAG if f" {key[1:]} " in text.tags else ""
    if " " not in key and f" {key} " in text.tags:
        return TAG
    found = pattern_of(key)
    if found.search(text.title):
        return TITLE
    return TEXT if found.search(text.text) else ""


def is_named(spellings: Sequence[str], text: Text) -> bool:
    """Whether one of the folded spellings of a name stands anywhere."""
    return any(place_of(one, text) for one in spellings if one)
