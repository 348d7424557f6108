"""FDX in: at most 64 MB; entities, document types and the network stay off.

Codes: `too-large`, `not-xml`, `not-a-screenplay` refuse the file. Reported with their line: `xml-broken` (read
past it), `length-unreadable` (measured instead), `type-unknown` (read as action, once a type); once a file
`document-type-ignored` and `encoding-assumed`.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from coulisse.formats.fdx.styles import to_markup
from coulisse.formats.fdx.title_page import Entries, entries_of
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.text import decode
from coulisse.kernel.eighths import Eighths, UnreadableEighths
from coulisse.kernel.screenplay import (
    SPOKEN,
    Manuscript,
    Paragraph,
    ParagraphKind,
    Remark,
    Revision,
    opening_of,
)

MAX_BYTES = 64 * 1024 * 1024
MAX_PROBLEMS = 1_000
DECLARATION = re.compile(r"\s*<\?xml(?P<inside>[^>]*)\?>")
ENCODING = re.compile(rb"""<\?xml[^>]*?encoding=["']([\w.-]{1,40})["']""", re.ASCII)
KINDS = {
    "scene heading": ParagraphKind.HEADING,
    "action": ParagraphKind.ACTION,
    "general": ParagraphKind.ACTION,
    "cast list": ParagraphKind.ACTION,
    "character": ParagraphKind.CHARACTER,
    "parenthetical": ParagraphKind.PARENTHETICAL,
    "dialogue": ParagraphKind.DIALOGUE,
    "singing": ParagraphKind.LYRIC,
    "lyric": ParagraphKind.LYRIC,
    "lyrics": ParagraphKind.LYRIC,
    "transition": ParagraphKind.TRANSITION,
    "shot": ParagraphKind.SHOT,
    "new act": ParagraphKind.CENTERED,
    "end of act": ParagraphKind.CENTERED,
    "show/ep. title": ParagraphKind.CENTERED,
}


@dataclass(slots=True)
class _Draft:
    """The paragraphs as far as they were read."""

    file: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    blanks: int = 0

    def report(self, code: str, element: etree._Element, field: str = "", **detail: str | int) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem(code, file=self.file, line=_line(element), field=field, **detail))


def read_fdx(source: Source, *, file: str = "") -> Reading[Manuscript]:
    """The title page, the paragraphs and the declared revisions of the file."""
    draft = _Draft(file)
    root = _root(bounded(source, limit=MAX_BYTES, file=file), draft)
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        raise unreadable("not-a-screenplay", file=file, field=str(root.tag)[:100])
    for element in content.iterchildren("Paragraph"):
        _add(element, draft)
    manuscript = Manuscript(_title_page(root), tuple(_joined(draft.paragraphs)), _revisions(root))
    return Reading(manuscript, tuple(draft.problems))


def _root(data: bytes, draft: _Draft) -> etree._Element:
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(_as_utf8(data, draft), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable("not-xml", file=draft.file) from error
    if root is None:
        raise unreadable("not-xml", file=draft.file)
    if b"<!DOCTYPE" in data[:4096]:
        draft.problems.append(problem("document-type-ignored", file=draft.file))
    for fault in list(parser.error_log)[:MAX_PROBLEMS]:
        draft.problems.append(problem("xml-broken", file=draft.file, line=fault.line, kind=fault.type_name))
    return root


def _as_utf8(data: bytes, draft: _Draft) -> bytes:
    """The text in UTF-8 without its declaration: in the encoding that it names, or else the one found."""
    found = decode(data)
    text = found.text
    if found.encoding == "cp1252":
        declared = ENCODING.search(data[:200])
        try:
            text = codecs.decode(data, declared[1].decode()) if declared else text
        except (LookupError, UnicodeError, TypeError):
            declared = None
        if declared is None:
            draft.problems.append(problem("encoding-assumed", file=draft.file, encoding=found.encoding))
    # The line count stays true: the declaration leaves as many line ends as it held.
    declaration = DECLARATION.match(text)
    if declaration:
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    return text.encode(errors="replace")


def _add(element: etree._Element, draft: _Draft) -> None:
    """A paragraph, or the two speeches of a dual dialogue."""
    dual = element.find("DualDialogue")
    if dual is None:
        _add_paragraph(element, draft, dual=False)
        return
    cues = 0
    for inner in dual.iterchildren("Paragraph"):
        is_cue = _kind(inner, draft, "") is ParagraphKind.CHARACTER
        _add_paragraph(inner, draft, dual=is_cue and cues > 0)
        cues += is_cue


def _add_paragraph(element: etree._Element, draft: _Draft, *, dual: bool) -> None:
    text, remarks = _text(element)
    kind = _kind(element, draft, text)
    number = (element.get("Number") or "").strip() or None
    if element.get("StartsNewPage") == "Yes" and draft.paragraphs:
        draft.paragraphs.append(Paragraph(ParagraphKind.PAGE_BREAK))
    if not (text.strip() or number or remarks or kind is ParagraphKind.DIALOGUE):
        draft.blanks += 1
        return
    paragraph = Paragraph(kind, _trimmed(kind, text), dual=dual, revision=_revision(element), remarks=remarks)
    if kind is ParagraphKind.HEADING:
        draft.paragraphs.extend(_scene(element, paragraph, number, draft))
    else:
        last = draft.paragraphs[-1].kind if draft.paragraphs else None
        apart = draft.blanks if kind is last is ParagraphKind.ACTION else 0
        draft.paragraphs.append(replace(paragraph, blank_lines=apart))
    draft.blanks = 0


def _kind(element: etree._Element, draft: _Draft, text: str) -> ParagraphKind:
    """The kind that the file names; without a name, a paragraph that opens like a scene is one."""
    named = (element.get("Type") or "").strip()
    kind = KINDS.get(named.casefold())
    if kind is None:
        if named and named not in draft.unknown:
            draft.unknown.add(named)
            draft.report("type-unknown", element, type=named[:100])
        kind = ParagraphKind.HEADING if not named and opening_of(text) else ParagraphKind.ACTION
    centered = element.get("Alignment") == "Center" and kind is ParagraphKind.ACTION
    return ParagraphKind.CENTERED if centered else kind


def _trimmed(kind: ParagraphKind, text: str) -> str:
    if kind is ParagraphKind.ACTION:
        return text.rstrip()
    if kind is ParagraphKind.DIALOGUE:
        return "\n".join(line.strip() for line in text.split("\n"))
    flat = " ".join(text.split("\n")).strip() if kind is not ParagraphKind.CENTERED else text.strip()
    if kind is ParagraphKind.PARENTHETICAL and not (flat.startswith("(") and flat.endswith(")")):
        return f"({flat.removeprefix('(').removesuffix(')')})"
    return flat


def _text(element: etree._Element) -> tuple[str, tuple[Remark, ...]]:
    """The marked text of a paragraph and the script notes that hang in it."""
    pieces: list[tuple[str, str]] = []
    remarks: list[Remark] = []
    for child in element:
        if child.tag == "Text":
            pieces.append((_inner(child), child.get("Style") or ""))
        elif child.tag == "ScriptNote":
            note = "\n".join(_text(inner)[0] for inner in child.iterchildren("Paragraph")).strip()
            remarks.append(Remark(len(to_markup(pieces)), ParagraphKind.NOTE, note.replace("]]", "] ]")))
    text = to_markup(pieces).replace("\r", "").replace("\u2028", "\n")
    if text.endswith("\n"):
        text = text.rstrip("\n")
    return text, tuple(replace(one, offset=min(one.offset, len(text))) for one in remarks)


def _inner(element: etree._Element) -> str:
    """What the element says itself; entities, which are not expanded, say nothing."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _scene(element: etree._Element, heading: Paragraph, number: str | None, draft: _Draft) -> Iterator[Paragraph]:
    """The heading with what the file knows of its scene, then the scene's title and summary as synopses."""
    properties = element.find("SceneProperties")
    opening = opening_of(heading.text)
    text = heading.text
    if number is None and opening is not None and opening.number is not None:
        number, text = opening.number, opening.heading
    if properties is None:
        yield replace(heading, text=text, number=number)
        return
    page = (properties.get("Page") or "").strip() or None
    yield replace(heading, text=text, number=number, page=page, eighths=_eighths(properties, draft))
    summary = properties.find("Summary")
    told = [properties.get("Title") or ""]
    if summary is not None:
        told.append(" ".join(_text(inner)[0] for inner in summary.iterchildren("Paragraph")))
    yield from (Paragraph(ParagraphKind.SYNOPSIS, " ".join(one.split())) for one in told if one.strip())


def _eighths(properties: etree._Element, draft: _Draft) -> int | None:
    written = (properties.get("Length") or "").strip()
    if not written:
        return None
    try:
        length = Eighths.parse(written).count
    except UnreadableEighths:
        draft.report("length-unreadable", properties, value=written[:40])
        return None
    # A length of nothing is what programs write before they have paginated.
    return length if length > 0 else None


def _revision(element: etree._Element) -> str | None:
    """The latest revision of any run; 0 is the text of the first draft."""
    known = [child.get("RevisionID") or "0" for child in element.iterchildren("Text")]
    numbered = [
        identity for identity in known if identity.isascii() and identity.isdecimal() and int(identity[:9])
    ]
    return max(numbered, key=lambda identity: int(identity[:9]), default=None)


def _joined(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Lines of dialogue that follow each other are one paragraph; empty ones at its end aren't spoken."""
    lines: list[Paragraph] = []
    for paragraph in [*paragraphs, None]:
        if paragraph is not None and paragraph.kind is ParagraphKind.DIALOGUE:
            lines.append(paragraph)
            continue
        if lines:
            yield from _speech(lines, goes_on=paragraph is not None and paragraph.kind in SPOKEN)
            lines = []
        if paragraph is not None:
            yield paragraph


def _speech(lines: list[Paragraph], *, goes_on: bool) -> Iterator[Paragraph]:
    remarks: list[Remark] = []
    lead = 0
    for line in lines:
        remarks.extend(replace(remark, offset=lead + remark.offset) for remark in line.remarks)
        lead += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    text = text if goes_on or remarks else text.rstrip("\n")
    revised = [line.revision for line in lines if line.revision]
    revision = max(revised, key=lambda identity: int(identity[:9]), default=None)
    if text or remarks:
        yield replace(lines[0], text=text, remarks=tuple(remarks), revision=revision)


def _title_page(root: etree._Element) -> Entries:
    shown = root.findall("TitlePage/Content/Paragraph")
    lines = ((one.get("Alignment") or "Left", _text(one)[0].strip()) for one in shown)
    return entries_of((alignment, text) for alignment, text in lines if text)


def _revisions(root: etree._Element) -> tuple[Revision, ...]:
    return tuple(
        Revision(identity, (one.get("Name") or "").strip(), (one.get("Color") or "").strip())
        for one in root.findall("Revisions/Revision")
        if (identity := (one.get("ID") or "").strip())
    )


def _line(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None
