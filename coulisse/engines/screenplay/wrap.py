"""Texts in lines of so many characters, each line knowing where it stands in the marked text.

>>> [(line.text, line.start, line.end) for line in wrapped("Il **pleut** fort.", 9)]
[('Il pleut', 0, 10), ('fort.', 13, 18)]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coulisse.kernel.emphasis import runs


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as printed, without markup; `start` and `end` are offsets in the paragraph's marked text."""

    text: str
    start: int
    end: int


# A visible character and its offset in the marked text.
_Visible = tuple[str, int]


def wrapped(text: str, width: int) -> list[TextLine]:
    """Lines of at most `width` characters, broken at spaces; a longer word is cut. At least one line."""
    visible = [(letter, run.start + at) for run in runs(text) for at, letter in enumerate(run.text)]
    return [line for row in _rows(visible, len(text)) for line in _lines(row, width)]


def _rows(visible: list[_Visible], length: int) -> Iterator[tuple[list[_Visible], int]]:
    """The characters between line feeds, with the offset at which each row stands."""
    row: list[_Visible] = []
    start = 0
    for letter, at in visible:
        if letter == "\n":
            yield row, start
            row, start = [], at + 1
        else:
            row.append((letter, at))
    yield row, min(start, length)


def _lines(row: tuple[list[_Visible], int], width: int) -> Iterator[TextLine]:
    letters, start = row
    if not letters:
        yield TextLine("", start, start)
        return
    at = 0
    while at < len(letters):
        end = _end_of_line(letters, at, width)
        kept = end
        while kept > at and letters[kept - 1][0] == " ":
            kept -= 1
        if kept > at or end == len(letters):
            text = "".join(letter for letter, _ in letters[at:kept])
            last = letters[kept - 1][1] + 1 if kept > at else letters[at][1]
            yield TextLine(text, letters[at][1], last)
        at = end
        while at < len(letters) and letters[at][0] == " ":
            at += 1


def _end_of_line(letters: list[_Visible], at: int, width: int) -> int:
    """Where the line that begins at `at` ends: after the last word that fits, or in the midst of a long one."""
    if len(letters) - at <= width:
        return len(letters)
    end = at + width
    while end > at and letters[end][0] != " ":
        end -= 1
    return end if any(letter != " " for letter, _ in letters[at:end]) else at + width
