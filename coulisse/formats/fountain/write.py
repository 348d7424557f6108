"""Fountain out: plain where the words speak for themselves, forced where they would be taken for another thing.

What was read from Fountain and is written here is read again as the same records. Three things that only
other formats hold have no place in Fountain: a shot is written as action, lengths and revisions are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coulisse.formats.fountain import marks
from coulisse.formats.fountain.title_page import opens_title_page, write_title_page
from coulisse.kernel.screenplay import SPOKEN, Manuscript, Paragraph, ParagraphKind

_SPEECH = SPOKEN | {ParagraphKind.CHARACTER}
_REMARKS = {ParagraphKind.NOTE: ("[[", "]]"), ParagraphKind.BONEYARD: ("/*", "*/")}
_ONE_LINE = frozenset(
    (
        ParagraphKind.HEADING,
        ParagraphKind.CHARACTER,
        ParagraphKind.TRANSITION,
        ParagraphKind.PARENTHETICAL,
        ParagraphKind.SECTION,
    )
)
_HELD = "  "  # an empty line inside a speech


def write_fountain(manuscript: Manuscript) -> bytes:
    """The manuscript as a Fountain file, UTF-8, line feeds; the same manuscript always the same bytes."""
    pieces = list(_pieces(manuscript.paragraphs))
    if manuscript.title_page:
        pieces.insert(0, write_title_page(manuscript.title_page) + ("\n\n" if pieces else ""))
    elif pieces and opens_title_page(pieces[0].split("\n")[0]):
        pieces[0] = _not_a_title(manuscript.paragraphs[0], pieces[0])
    return ("".join(pieces) + "\n").encode(errors="replace")


def _not_a_title(first: Paragraph, written: str) -> str:
    """A first line `Word: more` is read as a title page, unless a mark or an empty line says otherwise."""
    marked = {
        ParagraphKind.ACTION: "!",
        ParagraphKind.CHARACTER: "@",
        ParagraphKind.HEADING: ".",
        ParagraphKind.TRANSITION: "> ",
    }
    return marked.get(first.kind, "\n") + written


def _pieces(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Each paragraph as text, after the line ends that part it from the one before."""
    speaks = _speaks(paragraphs)
    in_speech = False
    for at, paragraph in enumerate(paragraphs):
        goes_on = in_speech and _continues(paragraph, paragraphs[at - 1].kind, speaks=speaks[at])
        if at:
            spaced = paragraph.blank_lines if paragraph.kind is ParagraphKind.ACTION else 0
            yield "\n" if goes_on else "\n" * (2 + spaced)
        in_speech = goes_on or paragraph.kind is ParagraphKind.CHARACTER
        yield _written(paragraph, speaks=speaks[at + 1])


def _speaks(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each place, and for the end, whether words to be spoken stand there, remarks left aside."""
    found = [False]
    for paragraph in reversed(paragraphs):
        own = paragraph.kind in SPOKEN and not paragraph.blank_lines
        found.append(found[-1] if paragraph.kind in _REMARKS else own)
    return found[::-1]


def _continues(paragraph: Paragraph, before: ParagraphKind, *, speaks: bool) -> bool:
    """Whether this paragraph belongs to the speech before it; a remark does if the speech goes on after it."""
    if paragraph.kind in _REMARKS:
        return speaks
    if paragraph.kind is ParagraphKind.LYRIC and (paragraph.blank_lines or before is ParagraphKind.LYRIC):
        return False
    return paragraph.kind in SPOKEN and (before in _SPEECH or before in _REMARKS)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: `text` decides what it would be taken for, `full` has its remarks too."""

    text: str
    full: str


def _written(paragraph: Paragraph, *, speaks: bool) -> str:
    if paragraph.kind in _REMARKS:
        opened, closed = _REMARKS[paragraph.kind]
        return f"{opened}{paragraph.text}{closed}"
    if paragraph.kind in _ONE_LINE:
        paragraph = replace(paragraph, text=paragraph.text.replace("\n", " "))
        (line,) = _lines(paragraph)
        return _alone(paragraph, line, speaks=speaks) + "".join(f" #{tag}" for tag in paragraph.tags)
    return "\n".join(_several(paragraph.kind, _lines(paragraph)))


def _lines(paragraph: Paragraph) -> list[_Line]:
    """The lines of a text, each with the remarks that lie in it."""
    lines, start, waiting = [], 0, list(reversed(paragraph.remarks))
    for text in paragraph.text.split("\n"):
        pieces, at = [], 0
        while waiting and waiting[-1].offset <= start + len(text):
            remark = waiting.pop()
            opened, closed = _REMARKS[remark.kind]
            pieces.append(f"{text[at : remark.offset - start]}{opened}{remark.text}{closed}")
            at = remark.offset - start
        lines.append(_Line(text, "".join((*pieces, text[at:]))))
        start += len(text) + 1
    return lines


def _alone(paragraph: Paragraph, line: _Line, *, speaks: bool) -> str:
    """The kinds of one line."""
    match paragraph.kind:
        case ParagraphKind.HEADING:
            natural = marks.is_heading(line.text) and marks.without_number(line.text)[1] is None
            number = f" #{paragraph.number}#" if paragraph.number else ""
            return ("" if natural else ".") + line.full + number
        case ParagraphKind.CHARACTER:
            natural = speaks and _is_plainly_a_cue(line.text)
            return ("" if natural else "@") + line.full + (" ^" if paragraph.dual else "")
        case ParagraphKind.TRANSITION:
            natural = marks.is_transition(line.text) and not _is_marked_or_heading(line.text)
            return ("" if natural else "> ") + line.full
        case ParagraphKind.SECTION:
            return f"{'#' * max(1, min(paragraph.depth, 6))} {line.full}"
        case _:
            return line.full if marks.is_parenthetical(line.text) else f"({line.full})"


def _is_plainly_a_cue(text: str) -> bool:
    other = marks.is_transition(text) or _is_marked_or_heading(text)
    return marks.is_cue(text) and "^" not in text and not other


def _is_marked_or_heading(text: str) -> bool:
    return text.startswith(marks.MARKS) or marks.is_heading(text)


def _several(kind: ParagraphKind, lines: list[_Line]) -> Iterator[str]:
    """The kinds whose lines each bear their mark, or none."""
    match kind:
        case ParagraphKind.PAGE_BREAK:
            yield "===" + lines[0].full
        case ParagraphKind.SYNOPSIS:
            yield from (f"= {line.full}" for line in lines)
        case ParagraphKind.LYRIC:
            yield from (f"~{line.full}" for line in lines)
        case ParagraphKind.CENTERED:
            yield from (f"> {line.full} <" for line in lines)
        case ParagraphKind.DIALOGUE:
            yield from (line.full or _HELD for line in lines)
        case _:
            yield ("!" if _opens_another_thing(lines[0].text) else "") + lines[0].full
            yield from (("!" if _bears_a_mark(line.text) else "") + line.full for line in lines[1:])


def _opens_another_thing(text: str) -> bool:
    line = text.strip()
    return _bears_a_mark(text) or marks.is_heading(line) or marks.is_transition(line) or marks.is_cue(line)


def _bears_a_mark(text: str) -> bool:
    return not text.strip() or text.strip().startswith(marks.MARKS)
