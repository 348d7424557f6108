"""A calendar's text, unfolded and cut into components, so that one broken event does not spoil the others.

The library below reads whole calendars and gives up on the first thing that it cannot place; here each
event is handed to it alone, with lines that are none taken out and named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coulisse.formats.problems import Problem, problem

LINE_END = re.compile(r"\r\n|\n|\r")
# name *(";" param) ":" value, a parameter value in quotes holding anything.
CONTENT = re.compile(r'([A-Za-z0-9-]+)((?:;[^;:"]*(?:"[^"]*"[^;:"]*)*)*):(.*)', re.DOTALL)
EMPTY_PARAMETER = re.compile(r";(?=[;:])")
# What a list of values must not hold: BYDAY=MO, TU.
LIST_BLANK = re.compile(r",\s+")
# Control characters that no line may hold (RFC 5545, 3.1).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
RULES = {"RRULE", "EXRULE"}
COMPONENT = re.compile(r"[A-Z0-9-]{1,60}")
MAX_DEPTH = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A content line with the number of its first physical line."""

    number: int
    name: str
    params: str
    value: str

    def param(self, name: str) -> str:
        """The parameter of that name, without its quotes."""
        found = re.search(rf';{name}=("[^"]*"|[^;:"]*)', self.params, re.IGNORECASE)
        return found[1].strip('"') if found else ""


@dataclass(slots=True)
class Component:
    """A component with its own lines; what it holds inside stands apart."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    children: list["Component"] = field(default_factory=list)

    def walk(self) -> Iterator["Component"]:
        """Itself and every component inside."""
        yield self
        for child in self.children:
            yield from child.walk()

    def first(self, name: str) -> Line | None:
        """The first line of that name."""
        return next((line for line in self.lines if line.name == name), None)


def components(text: str, problems: list[Problem], *, file: str) -> list[Component]:
    """The outermost components of the text."""
    top: list[Component] = []
    open_ones: list[Component] = []
    for line in _lines(text, problems, file=file):
        if line.name == "BEGIN":
            component = Component(line.value.strip().upper(), line.number)
            if not COMPONENT.fullmatch(component.name):
                problems.append(problem("line-broken", file=file, line=line.number))
                continue
            if len(open_ones) < MAX_DEPTH:
                (open_ones[-1].children if open_ones else top).append(component)
            open_ones.append(component)
        elif line.name == "END":
            _close(line, open_ones, problems, file=file)
        elif open_ones:
            open_ones[-1].lines.append(line)
        else:
            problems.append(problem("line-outside", file=file, line=line.number))
    problems.extend(problem("component-unclosed", file=file, line=one.number, field=one.name) for one in open_ones)
    return top


def _close(line: Line, open_ones: list[Component], problems: list[Problem], *, file: str) -> None:
    """An END closes the nearest component of its name, and those forgotten inside it."""
    name = line.value.strip().upper()
    if name not in {one.name for one in open_ones}:
        problems.append(problem("end-without-begin", file=file, line=line.number, field=name[:60]))
        return
    while (one := open_ones.pop()).name != name:
        problems.append(problem("component-unclosed", file=file, line=one.number, field=one.name[:60]))


def _lines(text: str, problems: list[Problem], *, file: str) -> Iterator[Line]:
    for number, unfolded in _unfolded(text):
        if not unfolded.strip():
            continue
        found = CONTENT.fullmatch(unfolded)
        if found is None:
            problems.append(problem("line-broken", file=file, line=number))
            continue
        name, params, value = found[1].upper(), found[2], found[3]
        if EMPTY_PARAMETER.search(params + ":"):
            problems.append(problem("parameter-empty", file=file, line=number, field=name))
            params = EMPTY_PARAMETER.sub("", params + ":").removesuffix(":")
        yield Line(number, name, params, LIST_BLANK.sub(",", value) if name in RULES else value)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    start, parts = 0, [""]
    for number, physical in enumerate(LINE_END.split(text), start=1):
        clean = CONTROL.sub("", physical)
        if start and clean[:1] in (" ", "\t"):
            parts.append(clean[1:])
            continue
        if start:
            yield start, "".join(parts)
        start, parts = number, [clean]
    yield start, "".join(parts)
