"""A screenplay on pages: which line falls where, and how long each scene is in eighths of a page.

Courier 12: ten characters and six lines to the inch. The rules and their source: docs/engines/screenplay.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coulisse.engines.screenplay.wrap import TextLine, wrapped
from coulisse.kernel.emphasis import plain
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import SPOKEN, UNPRINTED, Manuscript, Paragraph, ParagraphKind


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the lines of a kind stand: first column, characters to a line, empty lines above."""

    column: int
    width: int
    above: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: how many lines it takes, how many characters a line; columns count from the left margin."""

    name: str
    lines: int
    columns: int = 60


# The same 60 columns on both papers, so that lines break alike; A4 takes four lines more.
A4: Final = Layout("A4", 58)
LETTER: Final = Layout("Letter", 54)

_FULL: Final = Measure(0, 60, 1)
_MEASURES: Final = {
    ParagraphKind.HEADING: Measure(0, 60, 2),
    ParagraphKind.ACTION: _FULL,
    ParagraphKind.SHOT: _FULL,
    ParagraphKind.CENTERED: _FULL,
    ParagraphKind.TRANSITION: Measure(0, 60, 1),
    ParagraphKind.CHARACTER: Measure(22, 38, 1),
    ParagraphKind.PARENTHETICAL: Measure(16, 25),
    ParagraphKind.DIALOGUE: Measure(10, 35),
    ParagraphKind.LYRIC: Measure(10, 35),
}
# One of two speeches side by side; the second stands 31 columns further right.
_BESIDE: Final = {
    ParagraphKind.CHARACTER: Measure(6, 22, 1),
    ParagraphKind.PARENTHETICAL: Measure(3, 22),
    ParagraphKind.DIALOGUE: Measure(0, 28),
    ParagraphKind.LYRIC: Measure(0, 28),
}
_SECOND: Final = 31
_MORE: Final = {
    Language.FR: ("(À SUIVRE)", "(SUITE)"),
    Language.NL: ("(MEER)", "(VERVOLG)"),
    Language.EN: ("(MORE)", "(CONT'D)"),
}
_KEPT_WITH_NEXT: Final = frozenset((ParagraphKind.HEADING, ParagraphKind.SHOT))
# No paragraph leaves fewer lines than this on a page, nor sends fewer to the next.
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page: `row` and `column` from 0, `start` to `end` of the marked text of a paragraph.

    Two speeches side by side have two lines in a row. `paragraph` is None for what the page adds itself:
    `(SUITE)`, and the cue repeated over the page.
    """

    row: int
    column: int
    text: str
    paragraph: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the script, numbered from 1."""

    number: int
    lines: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a scene lies: its heading's place among the paragraphs, its pages, its lines and its eighths."""

    paragraph: int
    first_page: int
    last_page: int
    lines: int
    eighths: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """The whole script on its pages; an extent for each heading, in order."""

    layout: Layout
    pages: tuple[Page, ...]
    extents: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row before it has a page. `cue` where a break before this row parts a speech."""

    lines: tuple[PageLine, ...]
    scene: int | None
    above: int = 0
    may_break: bool = False
    starts_page: bool = False
    cue: str | None = None


@dataclass(slots=True)
class _Length:
    """What a scene took so far."""

    first_page: int
    last_page: int = 0
    lines: int = 0


@dataclass(slots=True)
class _Typesetter:
    """Pages filled one after the other."""

    layout: Layout
    more: tuple[str, str]
    pages: list[Page] = field(default_factory=list)
    lengths: dict[int, _Length] = field(default_factory=dict)
    lines: list[PageLine] = field(default_factory=list)
    used: int = 0

    def put(self, row: _Row) -> None:
        above = row.above if self.used else 0
        at = self.used + above
        self.lines.extend(replace(line, row=at) for line in row.lines)
        self._count(row.scene, above + 1)
        self.used = at + 1

    def turn(self, row: _Row | None = None) -> None:
        """Begin a new page; a speech that is parted before `row` says so at the foot and at the head."""
        speaks = row is not None and row.cue is not None
        if row is not None and speaks:
            self._add(self.more[0], row.scene)
        self.pages.append(Page(len(self.pages) + 1, tuple(self.lines)))
        self.lines, self.used = [], 0
        if row is not None and speaks:
            self._add(f"{row.cue} {self.more[1]}".strip(), row.scene)

    def _add(self, text: str, scene: int | None) -> None:
        self.lines.append(PageLine(self.used, _MEASURES[ParagraphKind.CHARACTER].column, text))
        self._count(scene, 1)
        self.used += 1

    def _count(self, scene: int | None, lines: int) -> None:
        if scene is not None:
            page = len(self.pages) + 1
            length = self.lengths.setdefault(scene, _Length(page))
            length.last_page = page
            length.lines += lines


def paginate(manuscript: Manuscript, *, layout: Layout = A4, language: Language = Language.FR) -> Pagination:
    """Lay the manuscript out. `language` gives the words at the foot of a page where a speech goes on."""
    rows = list(_rows(manuscript.paragraphs))
    setter = _Typesetter(layout, _MORE.get(language, _MORE[Language.EN]))
    at = 0
    while at < len(rows):
        end = _end_of_page(rows, at, layout.lines - setter.used)
        for row in rows[at:end]:
            setter.put(row)
        if end < len(rows):
            setter.turn(rows[end])
        at = end
    if setter.lines or not setter.pages:
        setter.turn()
    extents = tuple(
        Extent(scene, found.first_page, found.last_page, found.lines, eighths_of(found.lines, layout))
        for scene, found in sorted(setter.lengths.items())
    )
    return Pagination(layout, tuple(setter.pages), extents)


def eighths_of(lines: int, layout: Layout) -> int:
    """Lines in eighths of a page: the nearest one, a half upwards, and never less than 1.

    >>> eighths_of(1, A4), eighths_of(20, A4), eighths_of(58, A4), eighths_of(4, LETTER)
    (1, 3, 8, 1)
    """
    return max(1, (16 * lines + layout.lines) // (2 * layout.lines))


def _end_of_page(rows: Sequence[_Row], start: int, room: int) -> int:
    """The row with which the next page begins: the last one before which the page may end."""
    used, allowed = 0, None
    for at in range(start, len(rows)):
        row = rows[at]
        if at > start and row.starts_page:
            return at
        # Parting a speech takes a line for `(SUITE)`.
        if at > start and row.may_break and used + (row.cue is not None) <= room:
            allowed = at
        used += 1 + (row.above if at > start else 0)
        if used > room:
            return allowed or _torn(rows, start, at)
    return len(rows)


def _torn(rows: Sequence[_Row], start: int, full: int) -> int:
    """Where to cut what nothing lets go, a speech longer than a page: where it is full, `(SUITE)` included."""
    speaks = rows[full].cue is not None and full - 1 > start
    return full - 1 if speaks else max(full, start + 1)


def _rows(paragraphs: Sequence[Paragraph]) -> Iterator[_Row]:
    """The rows of the whole script, each knowing whether a page may end before it."""
    printed = [(at, one) for at, one in enumerate(paragraphs) if one.kind not in UNPRINTED]
    scene: int | None = None
    kept = starts_page = False
    for group in _groups(printed):
        at, first = group[0][0]
        if first.kind is ParagraphKind.PAGE_BREAK:
            starts_page = True
            continue
        scene = at if first.kind is ParagraphKind.HEADING else scene
        block = list(_block(group, scene))
        stays = kept or first.kind is ParagraphKind.TRANSITION
        yield replace(block[0], may_break=not stays, starts_page=starts_page)
        yield from block[1:]
        kept, starts_page = first.kind in _KEPT_WITH_NEXT, False


_Numbered = tuple[int, Paragraph]


def _groups(printed: Iterable[_Numbered]) -> Iterator[list[list[_Numbered]]]:
    """Paragraphs that are set together: one alone, a speech, or two speeches side by side."""
    waiting: list[list[_Numbered]] = []
    for numbered in printed:
        paragraph = numbered[1]
        if waiting and _goes_on(paragraph, waiting[-1][0][1]):
            waiting[-1].append(numbered)
            continue
        speaks = bool(waiting) and waiting[0][0][1].kind is ParagraphKind.CHARACTER
        if paragraph.kind is ParagraphKind.CHARACTER and paragraph.dual and speaks and len(waiting) == 1:
            waiting.append([numbered])
            continue
        if waiting:
            yield waiting
        waiting = [[numbered]]
    if waiting:
        yield waiting


def _goes_on(paragraph: Paragraph, first: Paragraph) -> bool:
    apart = paragraph.kind is ParagraphKind.LYRIC and paragraph.blank_lines
    return (
        paragraph.kind in SPOKEN and not apart and (first.kind is ParagraphKind.CHARACTER or first.kind in SPOKEN)
    )


def _block(group: list[list[_Numbered]], scene: int | None) -> Iterator[_Row]:
    if len(group) == 2:
        return _side_by_side(group, scene)
    at, first = group[0][0]
    if len(group[0]) > 1 or first.kind is ParagraphKind.CHARACTER or first.kind in SPOKEN:
        return _speech(group[0], scene)
    return _single(at, first, scene)


def _single(at: int, paragraph: Paragraph, scene: int | None) -> Iterator[_Row]:
    measure = _MEASURES[paragraph.kind]
    lines = wrapped(paragraph.text, measure.width)
    for position, line in enumerate(lines):
        column = _column(paragraph.kind, measure, line)
        yield _Row(
            (PageLine(0, column, line.text, at, line.start, line.end),),
            scene,
            above=measure.above + paragraph.blank_lines if position == 0 else 0,
            may_break=paragraph.kind is ParagraphKind.ACTION and _FEWEST <= position <= len(lines) - _FEWEST,
        )


def _column(kind: ParagraphKind, measure: Measure, line: TextLine) -> int:
    if kind is ParagraphKind.TRANSITION:
        return max(measure.width - len(line.text), 0)
    if kind is ParagraphKind.CENTERED:
        return max((measure.width - len(line.text)) // 2, 0)
    return measure.column


def _speech(speech: list[_Numbered], scene: int | None) -> Iterator[_Row]:
    """A cue and its words. A page may end between two spoken lines, two of which stay and two of which go."""
    lines = list(_spoken_lines(speech, _MEASURES, 0))
    is_words = [kind in (ParagraphKind.DIALOGUE, ParagraphKind.LYRIC) for kind, _ in lines]
    before, words = 0, sum(is_words)
    cue = plain(speech[0][1].text) if speech[0][1].kind is ParagraphKind.CHARACTER else ""
    for position, (_, line) in enumerate(lines):
        enough = before >= _FEWEST and words - before >= _FEWEST
        may_break = position > 0 and is_words[position - 1] and enough
        yield _Row((line,), scene, above=int(position == 0), may_break=may_break, cue=cue if position else None)
        before += is_words[position]


def _side_by_side(group: list[list[_Numbered]], scene: int | None) -> Iterator[_Row]:
    """Two speeches in two columns, never parted."""
    left = [line for _, line in _spoken_lines(group[0], _BESIDE, 0)]
    right = [line for _, line in _spoken_lines(group[1], _BESIDE, _SECOND)]
    for position in range(max(len(left), len(right))):
        both = (*left[position : position + 1], *right[position : position + 1])
        yield _Row(both, scene, above=int(position == 0))


def _spoken_lines(
    speech: list[_Numbered], measures: dict[ParagraphKind, Measure], shift: int
) -> Iterator[tuple[ParagraphKind, PageLine]]:
    for at, paragraph in speech:
        measure = measures[paragraph.kind]
        for line in wrapped(paragraph.text, measure.width):
            yield paragraph.kind, PageLine(0, measure.column + shift, line.text, at, line.start, line.end)
