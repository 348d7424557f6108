"""The light markup of Fountain inside a text: `*italic*`, `**bold**`, `***both***`, `_underlined_`, `\\*`.

A mark opens before a visible character and closes after one, on the same line; what finds no partner is
text. Emphasis may be nested. An underscore inside a word is text, and a backslash takes a mark's meaning away.

>>> plain("He dialed *69, then **\\\\*23**")
'He dialed *69, then *23'
>>> [(run.text, run.italic, run.underline) for run in runs("_the *Leupold* scope_")]
[('the ', False, True), ('Leupold', True, True), (' scope', False, True)]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

ITALIC, BOLD, UNDERLINE = 1, 2, 4
_MARKS = "*_"
_ESCAPED = "*_\\"
_LONGEST = 3  # `****` means nothing


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style; `text` is what stands at `start` in the marked text."""

    text: str
    start: int
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(slots=True)
class _Mark:
    """A row of the same mark, as far as it isn't used up yet: `left` characters from `start` on."""

    start: int
    left: int


@dataclass(slots=True)
class _Drawn:
    """Marks that were used, and for each style where it begins (+1) and ends (-1)."""

    hidden: list[bool]
    changes: dict[int, list[int]]

    def draw(self, style: int, start: int, end: int) -> None:
        for one, change in self.changes.items():
            if style & one:
                change[start] += 1
                change[end] -= 1

    def styles(self) -> list[int]:
        drawn = [0] * len(self.hidden)
        for style, change in self.changes.items():
            for at, depth in enumerate(accumulate(change[:-1])):
                drawn[at] |= style if depth else 0
        return drawn


def runs(text: str) -> tuple[Run, ...]:
    """The visible characters in runs of one style, each with its place in `text`; none spans two lines."""
    drawn = _Drawn([False] * len(text), {style: [0] * (len(text) + 1) for style in (ITALIC, BOLD, UNDERLINE)})
    start = 0
    for line in text.split("\n"):
        _mark_line(text, start, start + len(line), drawn)
        start += len(line) + 1
    return tuple(_runs(text, drawn))


def plain(text: str) -> str:
    """The text without its markup."""
    return "".join(run.text for run in runs(text))


def literal(text: str) -> str:
    """A text in which nothing is markup: marks and backslashes before them are escaped."""
    return "".join(f"\\{character}" if character in _ESCAPED else character for character in text)


def marked(text: str, *, bold: bool = False, italic: bool = False, underline: bool = False) -> str:
    """Put the marks of a style around an already marked text, inside the spaces at its edges and line by line.

    >>> marked("Oh, no ", italic=True, underline=True)
    '_*Oh, no*_ '
    """
    stars = "*" * (bool(italic) + 2 * bool(bold))
    before, after = ("_" + stars, stars + "_") if underline else (stars, stars)
    return "\n".join(_surrounded(line, before, after) for line in text.split("\n"))


def _surrounded(line: str, before: str, after: str) -> str:
    core = line.strip()
    if not core:
        return line
    lead = len(line) - len(line.lstrip())
    return f"{line[:lead]}{before}{core}{after}{line[lead + len(core) :]}"


def _mark_line(text: str, start: int, end: int, drawn: _Drawn) -> None:
    """Find the styles of one line, and hide the marks that made them."""
    waiting: dict[str, list[_Mark]] = {mark: [] for mark in _MARKS}
    at = start
    while at < end:
        character = text[at]
        if character == "\\" and at + 1 < end and text[at + 1] in _ESCAPED:
            drawn.hidden[at] = True
            at += 2
        elif character in _MARKS:
            row = _row(text, at, end)
            if row <= _LONGEST:
                before = text[at - 1] if at > start else " "
                after = text[at + row] if at + row < end else " "
                _meet(_Mark(at, row), waiting[character], (before, character, after), drawn)
            at += row
        else:
            at += 1


def _row(text: str, at: int, end: int) -> int:
    after = at
    while after < end and text[after] == text[at]:
        after += 1
    return after - at


def _meet(mark: _Mark, waiting: list[_Mark], around: tuple[str, str, str], drawn: _Drawn) -> None:
    """Close what `mark` can close, the nearest first; what is left of it may open."""
    before, character, after = around
    underscore = character == "_"
    if not before.isspace() and not (underscore and after.isalnum()):
        while mark.left and waiting:
            _close(mark, waiting, drawn, underscore=underscore)
    if mark.left and not after.isspace() and not (underscore and before.isalnum()):
        waiting.append(mark)


def _close(mark: _Mark, waiting: list[_Mark], drawn: _Drawn, *, underscore: bool) -> None:
    opener = waiting[-1]
    used = min(opener.left, mark.left)
    first = opener.start + opener.left - used
    # One star is italic, two are bold, three are both.
    drawn.draw(UNDERLINE if underscore else used, first, mark.start + used)
    for at in (*range(first, first + used), *range(mark.start, mark.start + used)):
        drawn.hidden[at] = True
    opener.left -= used
    mark.start, mark.left = mark.start + used, mark.left - used
    if not opener.left:
        waiting.pop()


def _runs(text: str, drawn: _Drawn) -> Iterator[Run]:
    # Escaping backslashes are hidden too, so a run is always one piece of the marked text.
    keys = zip(drawn.styles(), drawn.hidden, (character == "\n" for character in text), strict=True)
    at = 0
    for (style, is_hidden, _), group in groupby(keys):
        length = sum(1 for _ in group)
        if not is_hidden:
            piece = text[at : at + length]
            yield Run(piece, at, bool(style & BOLD), bool(style & ITALIC), bool(style & UNDERLINE))
        at += length
