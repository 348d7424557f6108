"""Fountain in: at most 16 MB of text in any encoding.

Codes: `too-large`, `empty`, `not-text` (a PDF, an archive, other bytes) refuse the file. Reported:
`encoding-assumed` (no UTF: read as Windows-1252), `characters-replaced`, `control-characters-removed`, and with
their line `note-unclosed` and `boneyard-unclosed` (both left in the text).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from coulisse.formats.fountain import marks
from coulisse.formats.fountain.lines import Line, lines_of
from coulisse.formats.fountain.title_page import read_title_page
from coulisse.formats.problems import Problem, Reading, in_file, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.text import Decoded, decode
from coulisse.kernel.screenplay import SPOKEN, Manuscript, Paragraph, ParagraphKind, Remark

MAX_BYTES = 16 * 1024 * 1024
OTHER_FORMATS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
# The next line, and the next that isn't only remarks; None where the text ends.
Following: TypeAlias = tuple[Line | None, Line | None]
# Kinds after which the next line stands as if a blank one had come.
_FREE = frozenset(
    (
        ParagraphKind.HEADING,
        ParagraphKind.TRANSITION,
        ParagraphKind.SECTION,
        ParagraphKind.SYNOPSIS,
        ParagraphKind.PAGE_BREAK,
    )
)
_SPEECH = SPOKEN | {ParagraphKind.CHARACTER}
# Lines of these that follow each other are one paragraph.
_JOINED = frozenset((ParagraphKind.ACTION, ParagraphKind.DIALOGUE, ParagraphKind.LYRIC, ParagraphKind.CENTERED))


@dataclass(slots=True)
class _Draft:
    """The paragraphs so far, the last one still in its lines, and where the next line stands."""

    done: list[Paragraph] = field(default_factory=list)
    lines: list[Paragraph] = field(default_factory=list)
    is_open: bool = False  # the next line of the same kind belongs to the last paragraph
    in_speech: bool = False
    is_free: bool = True  # the next line may open a scene or a speech
    blanks: int = 0
    last_words: ParagraphKind | None = None  # the kind of the last paragraph that isn't a remark

    @property
    def last(self) -> ParagraphKind | None:
        return self.lines[-1].kind if self.lines else self.done[-1].kind if self.done else None

    def add(self, line: Paragraph) -> None:
        """Take a line in: with the last paragraph where both belong together, else as a new one."""
        if not (self.is_open and line.kind is self.last and line.kind in _JOINED):
            spaced = replace(line, blank_lines=self._blank_lines(line.kind))
            self.close()
            self.lines = [spaced]
        else:
            self.lines.append(line)
        self.is_open, self.blanks = True, 0
        self.is_free = line.kind in _FREE
        self.last_words = line.kind

    def close(self) -> None:
        """The last paragraph is whole."""
        if self.lines:
            self.done.append(_joined(self.lines))
            self.lines = []

    def end_speech(self) -> None:
        """Empty lines at the end of a speech aren't spoken, whatever notes follow them."""
        if not self.in_speech:
            return
        self.close()
        at = len(self.done) - 1
        while self.done[at].kind in (ParagraphKind.NOTE, ParagraphKind.BONEYARD):
            at -= 1
        last = self.done[at]
        if last.kind is ParagraphKind.DIALOGUE:
            spoken = last.text.rstrip("\n")
            self.done[at : at + 1] = [replace(last, text=spoken)] if spoken or last.remarks else []
        self.in_speech = False

    def _blank_lines(self, kind: ParagraphKind) -> int:
        """Between two actions the writer's own empty lines count; a song after a speech stands apart from it."""
        if kind is ParagraphKind.LYRIC:
            return int(not self.in_speech and self.last_words in _SPEECH)
        spaced = kind is ParagraphKind.ACTION and self.last in (ParagraphKind.ACTION, ParagraphKind.CENTERED)
        return max(self.blanks - 1, 0) if spaced else 0


def read_fountain(source: Source, *, file: str = "") -> Reading[Manuscript]:
    """The title page and the paragraphs of the text, in its order."""
    data = bounded(source, limit=MAX_BYTES, file=file)
    decoded = _text_of(data, file)
    cut = lines_of(decoded.text)
    title_page, taken = read_title_page(cut.lines)
    draft = _Draft()
    for line, following in _with_following(cut.lines[taken:]):
        _add(line, following, draft)
    draft.end_speech()
    draft.close()
    problems = in_file(file, (*_encoding_problems(decoded), *cut.problems))
    return Reading(Manuscript(title_page, tuple(draft.done)), problems)


def _text_of(data: bytes, file: str) -> Decoded:
    if not data.strip():
        raise unreadable("empty", file=file)
    decoded = decode(data)
    if data.startswith(OTHER_FORMATS) or decoded.text.count("\0") * 100 > len(decoded.text):
        raise unreadable("not-text", file=file)
    if not decoded.text.strip():
        raise unreadable("empty", file=file)
    return decoded


def _encoding_problems(decoded: Decoded) -> list[Problem]:
    problems = [problem("encoding-assumed", encoding=decoded.encoding)] if decoded.encoding == "cp1252" else []
    if decoded.replaced:
        problems.append(problem("characters-replaced", count=decoded.replaced))
    return problems


def _with_following(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Following]]:
    """Each line with the one after it, and the next that isn't only remarks."""
    beyond: list[Line | None] = [None]
    for line in reversed(lines):
        beyond.append(beyond[-1] if line.is_remark else line)
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        yield line, (after, beyond[len(lines) - 1 - at])


def _add(line: Line, following: Following, draft: _Draft) -> None:
    if line.is_empty:
        _add_empty(line, draft)
    elif line.is_remark:
        _add_remarks(line, draft)
    elif draft.in_speech and not marks.PAGE_BREAK.fullmatch(line.stripped):
        draft.add(_spoken(line, draft))
    else:
        draft.end_speech()
        paragraph = _paragraph(line, following, draft)
        draft.add(paragraph)
        draft.in_speech = paragraph.kind is ParagraphKind.CHARACTER


def _add_empty(line: Line, draft: _Draft) -> None:
    if draft.in_speech and line.is_held and draft.last is not ParagraphKind.CHARACTER:
        draft.add(Paragraph(ParagraphKind.DIALOGUE))
        return
    draft.end_speech()
    draft.is_open, draft.is_free = False, True
    draft.blanks += 1


def _add_remarks(line: Line, draft: _Draft) -> None:
    """Remarks alone on their line are paragraphs. A note parts nothing; a cut passage leaves an empty line."""
    draft.close()
    draft.done.extend(Paragraph(remark.kind, remark.text) for remark in line.remarks)
    draft.is_open, draft.blanks = False, 0
    draft.is_free = draft.is_free or not (draft.in_speech or line.is_note)


def _spoken(line: Line, draft: _Draft) -> Paragraph:
    text = line.stripped
    if text.startswith("~"):
        return _made(ParagraphKind.LYRIC, line, text[1:].strip(), skip=1)
    # By the letter a parenthetical follows a cue or words, never another parenthetical.
    if marks.is_parenthetical(text) and draft.last is not ParagraphKind.PARENTHETICAL:
        return _made(ParagraphKind.PARENTHETICAL, line, text)
    return _made(ParagraphKind.DIALOGUE, line, text)


def _paragraph(line: Line, following: Following, draft: _Draft) -> Paragraph:
    return _marked(line, draft) or (_plain(line, following) if draft.is_free else None) or _action(line)


def _marked(line: Line, draft: _Draft) -> Paragraph | None:
    """What the first mark of a line forces it to be."""
    text = line.stripped
    if marks.PAGE_BREAK.fullmatch(text):
        return _made(ParagraphKind.PAGE_BREAK, line, "")
    if text.startswith("!"):
        return _made(ParagraphKind.ACTION, line, line.text[line.text.index("!") + 1 :].rstrip(), skip=1)
    if section := marks.SECTION.fullmatch(text):
        title, tags = marks.without_tags(section["text"])
        depth = len(section["marks"])
        return _made(ParagraphKind.SECTION, line, title.strip(), skip=depth, depth=depth, tags=tags)
    if text.startswith("="):
        return _made(ParagraphKind.SYNOPSIS, line, text[1:].strip(), skip=1)
    if text.startswith("~"):
        return _made(ParagraphKind.LYRIC, line, text[1:].strip(), skip=1)
    if marks.CENTERED.fullmatch(text):
        return _made(ParagraphKind.CENTERED, line, text[1:-1].strip(), skip=1)
    if text.startswith(">"):
        transition, tags = marks.without_tags(text[1:].strip())
        return _made(ParagraphKind.TRANSITION, line, transition, skip=1, tags=tags)
    return _forced_opening(line, text) if draft.is_free else None


def _forced_opening(line: Line, text: str) -> Paragraph | None:
    if marks.FORCED_HEADING.match(text):
        return _heading(line, text[1:], skip=1)
    if text.startswith("@") and len(text) > 1:
        return _cue(line, text[1:], skip=1)
    return None


def _plain(line: Line, following: Following) -> Paragraph | None:
    """What a line after an empty one is by its words alone."""
    after, beyond = following
    text = line.stripped
    if marks.is_heading(text):
        return _heading(line, text)
    ends = after is None or after.is_empty or (after.is_remark and not after.is_note)
    if marks.is_transition(text) and (ends or (after is not None and marks.is_heading(after.text))):
        transition, tags = marks.without_tags(text)
        return _made(ParagraphKind.TRANSITION, line, transition, tags=tags)
    speaks = beyond is not None and not beyond.is_empty and not marks.PAGE_BREAK.fullmatch(beyond.stripped)
    if speaks and marks.is_cue(text):
        return _cue(line, text)
    return None


def _heading(line: Line, text: str, *, skip: int = 0) -> Paragraph:
    untagged, tags = marks.without_tags(text)
    heading, number = marks.without_number(untagged)
    return _made(ParagraphKind.HEADING, line, heading.strip(), skip=skip, number=number, tags=tags)


def _cue(line: Line, text: str, *, skip: int = 0) -> Paragraph:
    untagged, tags = marks.without_tags(text)
    name = untagged.removesuffix("^").strip()
    return _made(ParagraphKind.CHARACTER, line, name, skip=skip, dual=untagged.endswith("^"), tags=tags)


def _action(line: Line) -> Paragraph:
    return _made(ParagraphKind.ACTION, line, line.text.rstrip())


def _made(
    kind: ParagraphKind,
    line: Line,
    text: str,
    *,
    skip: int = 0,
    number: str | None = None,
    depth: int = 0,
    dual: bool = False,
    tags: tuple[str, ...] = (),
) -> Paragraph:
    """The paragraph of a line, its remarks moved to their places in what is left after `skip` marks."""
    indent = len(line.text) - len(line.text.lstrip())
    lead = max(line.text.find(text, 0 if kind is ParagraphKind.ACTION and not skip else indent + skip), 0)
    remarks = tuple(
        Remark(min(max(remark.offset - lead, 0), len(text)), remark.kind, remark.text) for remark in line.remarks
    )
    return Paragraph(kind, text, number=number, depth=depth, dual=dual, remarks=remarks, tags=tags)


def _joined(lines: Sequence[Paragraph]) -> Paragraph:
    remarks: list[Remark] = []
    lead = 0
    for line in lines:
        remarks.extend(Remark(lead + remark.offset, remark.kind, remark.text) for remark in line.remarks)
        lead += len(line.text) + 1
    return replace(lines[0], text="\n".join(line.text for line in lines), remarks=tuple(remarks))
