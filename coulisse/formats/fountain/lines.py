"""Lines of a Fountain text, with the notes and cut passages taken out of them.

A note `[[ ]]` may run over lines, and over an empty one where two spaces connect it; a cut passage (boneyard)
`/* */` runs over anything. What isn't closed is text.

>>> cut = lines_of("JACK[[who?]]\\n/* gone\\n */\\n")
>>> [(line.text, [remark.text for remark in line.remarks]) for line in cut.lines]
[('JACK', ['who?']), ('', [' gone\\n ']), ('', [])]
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from coulisse.formats.problems import Problem, problem
from coulisse.kernel.screenplay import ParagraphKind, Remark

# Stands for a remark while lines are cut. No text may hold it: it isn't a character.
_HOLE = "\ufdd0"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OPENER = re.compile(r"/\*|\[\[")
_TAB = "    "
_KINDS = {"/*": ParagraphKind.BONEYARD, "[[": ParagraphKind.NOTE}
MAX_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line: tabs are four spaces, `remarks` lie at their offsets in `text`. `number` counts from 1."""

    number: int
    text: str
    remarks: tuple[Remark, ...] = ()

    @property
    def stripped(self) -> str:
        return self.text.strip()

    @property
    def is_empty(self) -> bool:
        return not self.remarks and not self.text.strip()

    @property
    def is_held(self) -> bool:
        """An empty line of two spaces or more: inside a speech it is part of it."""
        return self.is_empty and len(self.text) > 1

    @property
    def is_note(self) -> bool:
        """Nothing but notes: such a line parts nothing."""
        return self.is_remark and all(remark.kind is ParagraphKind.NOTE for remark in self.remarks)

    @property
    def is_remark(self) -> bool:
        return bool(self.remarks) and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text and what was odd in it."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def lines_of(text: str) -> Lines:
    """Cut a text into lines; accents are composed, line ends of every kind are one."""
    whole = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    clean, removed = _CONTROL.subn("", whole)
    problems = [problem("control-characters-removed", count=removed)] if removed else []
    holed, remarks, unclosed = _without_remarks(clean)
    return Lines(tuple(_cut(holed, remarks)), (*problems, *unclosed))


class _Next:
    """Where a pattern comes next; asked in rising order, it reads the text once."""

    def __init__(self, pattern: str, text: str) -> None:
        self._pattern, self._text = re.compile(pattern), text
        self._found = -1

    def after(self, start: int) -> int:
        """The first place from `start` on, or the length of the text."""
        if self._found < start:
            found = self._pattern.search(self._text, start)
            self._found = found.start() if found else len(self._text)
        return self._found


def _without_remarks(text: str) -> tuple[str, list[Remark], list[Problem]]:
    """The text with a hole for each remark, the remarks in order, and where one was never closed."""
    ends = {"/*": _Next(r"\*/", text), "[[": _Next(r"\]\]", text)}
    empty_line = _Next(r"\n ?(?=\n)", text)
    pieces: list[str] = []
    remarks: list[Remark] = []
    unclosed: list[int] = []
    kept = at = 0
    while found := _OPENER.search(text, at):
        at = found.end()
        end = ends[found[0]].after(at)
        limit = empty_line.after(at) if found[0] == "[[" else len(text)
        if end >= limit:
            unclosed.append(found.start())
            continue
        pieces.append(text[kept : found.start()] + _HOLE)
        remarks.append(Remark(0, _KINDS[found[0]], text[at:end]))
        kept = at = end + 2
    return "".join((*pieces, text[kept:])), remarks, _unclosed(text, unclosed)


def _unclosed(text: str, places: list[int]) -> list[Problem]:
    problems, line, counted = [], 1, 0
    for place in places[:MAX_PROBLEMS]:
        line, counted = line + text.count("\n", counted, place), place
        code = "boneyard-unclosed" if text[place] == "/" else "note-unclosed"
        problems.append(problem(code, line=line))
    return problems


def _cut(holed: str, remarks: list[Remark]) -> Iterator[Line]:
    waiting = iter(remarks)
    number = 1
    for row in holed.replace("\t", _TAB).split("\n"):
        first, *others = row.split(_HOLE)
        text, inside = first, []
        for piece in others:
            remark = next(waiting)
            inside.append(Remark(len(text), remark.kind, remark.text))
            text += piece
        yield Line(number, text, tuple(inside))
        number += 1 + sum(remark.text.count("\n") for remark in inside)
