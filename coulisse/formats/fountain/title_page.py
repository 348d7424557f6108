"""The title page of a Fountain text: `Key: value`, or a key and indented lines, until the first empty line."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from coulisse.formats.fountain.lines import Line
from coulisse.formats.fountain.marks import MARKS, is_heading

Entries: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

_ENTRY = re.compile(r"(?P<key>[^\s:][^:]{0,60}):(?P<value>.*)", re.DOTALL)
# Without a value these still open a title page; any other lone `WORD:` is the text's own (`FADE IN:`).
_KNOWN = {
    "title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact", "copyright",
    "revision", "titre", "auteur", "auteurs", "version", "contacts", "titel", "bron", "datum",
}  # fmt: skip


def read_title_page(lines: Sequence[Line]) -> tuple[Entries, int]:
    """The entries, and how many lines they take; none where the first line is no entry."""
    start = next((at for at, line in enumerate(lines) if not line.is_empty), len(lines))
    if start == len(lines) or not _opens(lines[start:], follows_empty=start > 0):
        return (), 0
    entries: list[tuple[str, list[str]]] = []
    at = start
    while at < len(lines) and not lines[at].is_empty:
        text = lines[at].text
        entry = _ENTRY.fullmatch(text)
        if text[:1] == " ":
            entries[-1][1].append(text.strip())
        elif entry is None:
            break
        else:
            entries.append((entry["key"].strip(), [value] if (value := entry["value"].strip()) else []))
        at += 1
    return tuple((key, tuple(line for line in values if line)) for key, values in entries), at


def opens_title_page(text: str) -> bool:
    """Whether a text that begins with this line, and goes on after it, would be taken for a title page."""
    return _ENTRY.fullmatch(text) is not None and not text.startswith(MARKS)


def write_title_page(entries: Entries) -> str:
    """The title page as Fountain; one line beside its key, several below it."""
    return "\n".join(_written(key, values) for key, values in entries)


def _opens(lines: Sequence[Line], *, follows_empty: bool) -> bool:
    entry = _ENTRY.fullmatch(lines[0].text)
    if entry is None or lines[0].text.startswith(MARKS) or is_heading(lines[0].text) or lines[0].remarks:
        return False
    if entry["key"].strip().casefold() in _KNOWN:
        return True
    continues = len(lines) > 1 and bool(lines[1].stripped) and lines[1].text.startswith(" ")
    return not follows_empty and bool(entry["value"].strip() or continues)


def _written(key: str, values: tuple[str, ...]) -> str:
    if len(values) < 2:
        return f"{key}: {''.join(values)}".rstrip()
    return "\n".join((f"{key}:", *(f"    {value}" for value in values)))
