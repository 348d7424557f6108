"""The two reports in: at most 32 MB and 400 pages; what isn't known is reported, the rest is read.

Codes: besides those of `layout`, `not-a-breakdown-report`, `not-a-shooting-schedule` and `neither-report` refuse
the file. Reported with page and line: `line-unknown` (its text), `length-unreadable`, `length-missing`,
`time-unreadable`, `scene-twice` (two sheets of one scene), `date-missing`, `total-differs` (a day break states
another total than its strips), `no-day-break` (strips after the last one). `unverified`, as the whole format.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from coulisse.formats.movie_magic.layout import Line, read_lines
from coulisse.formats.movie_magic.phrases import (
    CATEGORIES,
    Heading,
    cast_numbers,
    category_named,
    day_named,
    heading_of,
    int_ext_of,
    length_of,
    minutes_of,
    stated_length,
)
from coulisse.formats.movie_magic.records import (
    BreakdownReport,
    ScheduledDay,
    ScheduledStrip,
    Sheet,
    SheetElement,
    ShootingSchedule,
)
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source

MAX_PROBLEMS: Final = 500
LONGEST_LINE: Final = 1_000
LONGEST_QUOTE: Final = 120
EDGE: Final = 3
"""The lines at the top of a page that may be its running head."""
INDENT: Final = 24.0
"""How far left of its category an element may begin, in points: numbers hang out of the column."""

_LABELS: Final = {
    "scenes": r"scenes?\s*(?:\#s?|numbers?|nos?\.?)|scenes?(?=\s*:)",
    "sheet": r"(?:breakdown\s+)?sheet\s*(?:\#|numbers?|no\.?)?",
    "int_ext": r"int\.?\s*/\s*ext\.?|i/e",
    "set": r"set(?:\s+name)?",
    "time": r"day\s*/\s*night|d/n",
    "script_page": r"script\s+pages?|script\s+pg\.?",
    "script_day": r"script\s+day",
    "pages": r"page\s+count|pages|pgs\.?",
    "synopsis": r"synopsis|scene\s+description|description",
    "location": r"locations?",
    "sequence": r"sequence",
    "minutes": r"est(?:\.|imated)?\s+time",
    "unit": r"unit",
    "comments": r"comments?",
}
_LABEL = re.compile(
    r"(?<![\w/])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")\s*(?P<colon>:?)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:page\s+\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*/\s*\d+|printed\b.*|.*\bbreakdown\s+(?:report|sheets?)\b.*|"
    r".*\bshooting\s+schedule\b.*|.*\bmovie\s+magic\b.*)",
    re.IGNORECASE,
)
_STRIP = re.compile(
    r"(?:sheet\s*\#?\s*:?\s*\d+\s*)?(?:scenes?|sc\.?)\s*(?:\#s?)?\s*:?\s*(?=[A-Z]{0,3}\d)", re.IGNORECASE
)
_BREAK = re.compile(r"\bend\s+(?:of\s+)?(?:shoot(?:ing)?\s+)?day\b\s*\#?\s*(?P<number>\d{1,3})?", re.IGNORECASE)
_OPENING = re.compile(r"\W*(?:shoot(?:ing)?\s+day|day)\s*\#?\s*(?P<number>\d{1,3})\b(?!\s*/)", re.IGNORECASE)
_MEMBER = re.compile(r"(?P<number>\d{1,3})[A-Z]?\s*[.)]\s*(?P<name>.*)", re.IGNORECASE)
_CAST_LINE = re.compile(r"(?:cast(?:\s+members?|\s+ids?)?|ids?)\s*:\s*(?P<rest>.+)", re.IGNORECASE)


@dataclass(slots=True)
class _Columns:
    """Which category stands over which place of the page."""

    heads: dict[float, str] = field(default_factory=dict)

    def take(self, line: Line) -> list[SheetElement] | None:
        """The elements of a line, its categories noted; None where some cell is under no category."""
        found: list[SheetElement] = []
        for cell in line.cells:
            category = category_named(cell.text)
            if category:
                self.heads = {x: name for x, name in self.heads.items() if abs(x - cell.x) > INDENT}
                self.heads[cell.x] = category
                continue
            head, colon, items = cell.text.partition(":")
            if colon and head.strip().casefold() in CATEGORIES:
                name = CATEGORIES[head.strip().casefold()]
                found += [element_of(name, item) for item in re.split(r"[,;]", items) if item.strip()]
                continue
            before = [x for x in self.heads if x <= cell.x + INDENT]
            if not before:
                return None
            found.append(element_of(self.heads[max(before)], cell.text))
        return found

    def close(self) -> None:
        self.heads = {}


@dataclass(slots=True)
class _Found:
    """The problems so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, line: Line, field: str = "", **detail: str | int) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            told = problem(code, file=self.file, line=line.number, field=field, page=line.page, **detail)
            self.problems.append(told)


def read_breakdown_report(source: Source, *, file: str = "") -> Reading[BreakdownReport]:
    """The sheets, in the order of the report. Raises Unreadable."""
    return _breakdown(read_lines(source, file=file), file)


def read_shooting_schedule(source: Source, *, file: str = "") -> Reading[ShootingSchedule]:
    """The days and their strips, in the order of the schedule. Raises Unreadable."""
    return _schedule(read_lines(source, file=file), file)


def read_either(source: Source, *, file: str = "") -> Reading[BreakdownReport] | Reading[ShootingSchedule]:
    """Whichever of the two the PDF is: only a schedule has day breaks. Raises Unreadable."""
    lines = read_lines(source, file=file)
    if any(_BREAK.search(_text(line)) for line in lines):
        return _schedule(lines, file)
    titled = any(re.search(r"shooting\s+schedule", _text(line), re.IGNORECASE) for line in lines[:6])
    if not titled and any("scenes" in _fields(_text(line)) for line in lines):
        return _breakdown(lines, file)
    if any(_strip_heading(_text(line)) for line in lines):
        return _schedule(lines, file)
    raise unreadable("neither-report", file=file)


def element_of(category: str, text: str) -> SheetElement:
    """`1. NOÉMIE` is number 1; other categories keep their text as it is."""
    member = _MEMBER.fullmatch(text.strip()) if category == "Cast Members" else None
    if member and member["name"].strip():
        return SheetElement(category, member["name"].strip(), int(member["number"]))
    return SheetElement(category, text.strip())


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without running heads, page numbers, and what stands above the title of the first page.

    Only lines above the first known one of their page can be a head: the same prop may stand at the foot of
    two sheets.
    """
    heads: dict[int, list[Line]] = {}
    begun: set[int] = set()
    for line in lines:
        if line.page not in begun and line.number <= EDGE and not _says_something(line):
            heads.setdefault(line.page, []).append(line)
        else:
            begun.add(line.page)
    often = Counter(_text(line) for page in heads.values() for line in page)
    running = {line for page in heads.values() for line in page if often[_text(line)] > 1}
    title = next((at for at, line in enumerate(lines[:EDGE]) if _FURNITURE.fullmatch(_text(line))), 0)
    return [line for line in lines[title:] if not _FURNITURE.fullmatch(_text(line)) and line not in running]


def _says_something(line: Line) -> bool:
    text = _text(line)
    known = _fields(text) or _strip_heading(text) or _BREAK.search(text) or _cast_of(text)
    return bool(known) or any(category_named(cell.text) for cell in line.cells)


def _text(line: Line) -> str:
    return line.text[:LONGEST_LINE]


def _fields(text: str) -> dict[str, str]:
    """What stands behind each label of a line; without a colon only « Scene # » and its like are labels."""
    labels = [found for found in _LABEL.finditer(text) if found["colon"] or _is_bare_label(found)]
    ends = [*(found.start() for found in labels), len(text)][1:]
    return {_name_of(found): text[found.end() : end].strip() for found, end in zip(labels, ends, strict=True)}


def _name_of(found: re.Match[str]) -> str:
    return next(name for name in _LABELS if found[name] is not None)


def _is_bare_label(found: re.Match[str]) -> bool:
    return bool((found["scenes"] or found["sheet"] or "").rstrip().endswith("#"))


@dataclass(slots=True)
class _Sheets:
    """The breakdown as far as it was read."""

    found: _Found
    sheets: list[Sheet] = field(default_factory=list)
    columns: _Columns = field(default_factory=_Columns)
    waiting: dict[str, str] = field(default_factory=dict)
    """Fields that stand above the scene number of their sheet."""
    filled: set[str] = field(default_factory=set)
    last: str = ""
    """The field that an unlabelled line goes on with."""

    def take(self, line: Line) -> None:
        text = _text(line)
        fields = _fields(text)
        if fields:
            self._take_fields(fields, line)
            return
        if not self._goes_on(line, text):
            self.found.report("line-unknown", line, text=text[:LONGEST_QUOTE])

    def _goes_on(self, line: Line, text: str) -> bool:
        """Elements, or the synopsis of the sheet above."""
        if not self.sheets:
            return False
        elements = self.columns.take(line)
        if elements is not None:
            self.last = ""
            self._change(elements=(*self.sheets[-1].elements, *elements))
            return True
        if self.last == "synopsis":
            self._change(synopsis=f"{self.sheets[-1].synopsis} {text}".strip())
            return True
        return False

    def _take_fields(self, fields: Mapping[str, str], line: Line) -> None:
        self.columns.close()
        self.last = list(fields)[-1]
        heading = heading_of(fields["scenes"]) if fields.get("scenes") else None
        if heading is not None and not (self.sheets and self.sheets[-1].scenes == heading.scenes):
            self._open(heading, line)
        elif "scenes" in fields and heading is None:
            self.found.report("line-unknown", line, field="scenes", text=fields["scenes"][:LONGEST_QUOTE])
        rest = {name: value for name, value in fields.items() if name != "scenes"}
        if heading is None and (not self.sheets or self.filled & rest.keys() or "sheet" in rest):
            self.waiting |= rest
            return
        self._fill(self.waiting | rest, line)
        self.waiting = {}

    def _open(self, heading: Heading, line: Line) -> None:
        if any(sheet.scenes == heading.scenes for sheet in self.sheets):
            self.found.report("scene-twice", line, field=", ".join(heading.scenes))
        self.filled = set()
        self.sheets.append(
            Sheet(
                heading.scenes,
                line.page,
                heading.int_ext,
                heading.set,
                heading.time,
                heading.eighths,
            )
        )

    def _fill(self, fields: Mapping[str, str], line: Line) -> None:
        for name, value in fields.items():
            self.filled.add(name)
            if not value:
                continue
            if name == "pages":
                self._measure(value, line)
            elif name == "minutes":
                minutes = minutes_of(value)
                self._change(minutes=minutes)
                if minutes is None:
                    self.found.report("time-unreadable", line, text=value[:LONGEST_QUOTE])
            elif name == "int_ext":
                self._change(int_ext=int_ext_of(value))
            elif name in Sheet.__dataclass_fields__:
                self._change(**{name: value})

    def _measure(self, value: str, line: Line) -> None:
        eighths = length_of(value)
        self._change(eighths=eighths)
        if eighths is None:
            self.found.report("length-unreadable", line, text=value[:LONGEST_QUOTE])

    def _change(self, **values: object) -> None:
        self.sheets[-1] = replace(self.sheets[-1], **values)  # type: ignore[arg-type]  # named as the fields are


def _breakdown(lines: Sequence[Line], file: str) -> Reading[BreakdownReport]:
    sheets = _Sheets(_Found(file))
    for line in _without_furniture(lines):
        sheets.take(line)
    if not sheets.sheets:
        raise unreadable("not-a-breakdown-report", file=file)
    unmeasured = [
        problem("length-missing", file=file, field=", ".join(sheet.scenes), page=sheet.page)
        for sheet in sheets.sheets
        if sheet.eighths is None
    ]
    return Reading(BreakdownReport(tuple(sheets.sheets)), (*sheets.found.problems, *unmeasured))


@dataclass(slots=True)
class _Days:
    """The schedule as far as it was read."""

    found: _Found
    days: list[ScheduledDay] = field(default_factory=list)
    strips: list[ScheduledStrip] = field(default_factory=list)
    columns: _Columns = field(default_factory=_Columns)
    number: int | None = None
    on: date | None = None

    def take(self, line: Line) -> None:
        text = _text(line)
        day_break = _BREAK.search(text)
        heading = None if day_break else _strip_heading(text)
        opening = _OPENING.match(text)
        if day_break:
            self._close(day_break, line)
        elif heading is not None:
            self._add(heading, line)
        elif opening and (day_named(text) is not None or "shoot" in text.casefold()):
            self._begin(opening, line)
        elif not self._goes_on(line):
            self.found.report("line-unknown", line, text=text[:LONGEST_QUOTE])

    def _begin(self, opening: re.Match[str], line: Line) -> None:
        if self.strips and self.number is not None:
            self.push(self.number, self.on, None, line)
        self.number, self.on = int(opening["number"]), day_named(_text(line))
        self.columns.close()

    def _close(self, day_break: re.Match[str], line: Line) -> None:
        text = _text(line)[day_break.end() :]
        number = int(day_break["number"]) if day_break["number"] else self.number
        self.push(number, day_named(text) or self.on, stated_length(text), line)

    def push(self, number: int | None, on: date | None, eighths: int | None, line: Line) -> None:
        if on is None:
            self.found.report("date-missing", line, field="" if number is None else str(number))
        lengths = [strip.eighths for strip in self.strips]
        if eighths is not None and None not in lengths:
            total = sum(length or 0 for length in lengths)
            if total != eighths:
                self.found.report("total-differs", line, field=str(number or ""), stated=eighths, counted=total)
        self.days.append(ScheduledDay(number, on, tuple(self.strips), eighths))
        self.strips, self.number, self.on = [], None, None
        self.columns.close()

    def _add(self, heading: Heading, line: Line) -> None:
        self.columns.close()
        if heading.eighths is None:
            self.found.report("length-missing", line, field=", ".join(heading.scenes))
        self.strips.append(
            ScheduledStrip(
                heading.scenes,
                line.page,
                heading.int_ext,
                heading.set,
                heading.time,
                heading.eighths,
                cast=heading.cast,
                is_part=heading.is_part,
            )
        )

    def _goes_on(self, line: Line) -> bool:
        """Cast, elements or the synopsis of the strip above."""
        if not self.strips:
            return False
        text, strip = _text(line), self.strips[-1]
        members = _cast_of(text)
        if members:
            self.strips[-1] = replace(strip, cast=(*strip.cast, *members))
            return True
        elements = self.columns.take(line)
        if elements is not None:
            numbers = tuple(element.number for element in elements if element.number is not None)
            self.strips[-1] = replace(strip, cast=(*strip.cast, *numbers))
            return True
        if strip.synopsis:
            return False
        self.strips[-1] = replace(strip, synopsis=_fields(text).get("synopsis") or text)
        return True


def _schedule(lines: Sequence[Line], file: str) -> Reading[ShootingSchedule]:
    days = _Days(_Found(file))
    for line in _without_furniture(lines):
        days.take(line)
    if days.strips and days.number is not None and lines:
        days.push(days.number, days.on, None, lines[-1])
    if days.strips and lines:
        days.found.report("no-day-break", lines[-1], strips=len(days.strips))
    if not days.days and not days.strips:
        raise unreadable("not-a-shooting-schedule", file=file)
    return Reading(ShootingSchedule(tuple(days.days), tuple(days.strips)), tuple(days.found.problems))


def _strip_heading(text: str) -> Heading | None:
    """A strip says « Scene » and its number; without the word, INT or EXT must follow the number."""
    found = _STRIP.match(text)
    heading = heading_of(text[found.end() :] if found else text)
    return heading if heading is not None and (found or heading.int_ext) else None


def _cast_of(text: str) -> tuple[int, ...]:
    """`1, 2, 5`, `Cast: 1, 2` or `Cast Members: 1. NOÉMIE, 2. VICTOR`."""
    labelled = _CAST_LINE.fullmatch(text)
    if labelled is None:
        return cast_numbers(text)
    members = [_MEMBER.fullmatch(piece.strip()) for piece in labelled["rest"].split(",")]
    return tuple(int(member["number"]) for member in members if member) or cast_numbers(labelled["rest"])
