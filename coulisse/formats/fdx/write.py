"""FDX out, as Final Draft, Fade In and others open it: UTF-8, the same manuscript always the same bytes.

Synopses become the summary of their scene, notes script notes; sections and cut passages have no place here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from coulisse.formats.fdx.styles import lines_of_pieces, to_pieces
from coulisse.formats.fdx.title_page import placed
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.screenplay import SPOKEN, UNPRINTED, Manuscript, Paragraph, ParagraphKind, Revision

TYPES = {
    ParagraphKind.HEADING: "Scene Heading",
    ParagraphKind.ACTION: "Action",
    ParagraphKind.CENTERED: "Action",
    ParagraphKind.CHARACTER: "Character",
    ParagraphKind.PARENTHETICAL: "Parenthetical",
    ParagraphKind.DIALOGUE: "Dialogue",
    ParagraphKind.LYRIC: "Singing",
    ParagraphKind.TRANSITION: "Transition",
    ParagraphKind.SHOT: "Shot",
}
# What XML 1.0 has no way to write, escaped or not.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Page:
    """The content so far, and the speech to which a second one may be put beside."""

    content: etree._Element
    speech: list[etree._Element] = field(default_factory=list)
    dual: etree._Element | None = None
    starts_page: bool = False


def write_fdx(manuscript: Manuscript) -> bytes:
    """The manuscript as an FDX file."""
    root = etree.Element("FinalDraft", {"DocumentType": "Script", "Template": "No", "Version": "5"})
    page = _Page(etree.SubElement(root, "Content"))
    for paragraph in manuscript.paragraphs:
        _add(paragraph, page)
    if manuscript.title_page:
        content = etree.SubElement(etree.SubElement(root, "TitlePage"), "Content")
        for alignment, text in placed(manuscript.title_page):
            content.extend(_paragraphs(text, {"Alignment": alignment, "Type": "General"}, ""))
    if manuscript.revisions:
        etree.SubElement(root, "Revisions").extend(_revision(revision) for revision in manuscript.revisions)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, standalone=False)


def _add(paragraph: Paragraph, page: _Page) -> None:
    if paragraph.kind is ParagraphKind.PAGE_BREAK:
        page.starts_page = True
    elif paragraph.kind in UNPRINTED:
        _add_unprinted(paragraph, page)
    else:
        for element in _elements(paragraph, page):
            _place(element, paragraph, page)


def _place(element: etree._Element, paragraph: Paragraph, page: _Page) -> None:
    """Put the element where it belongs: alone, or with its speech beside the one before."""
    if paragraph.kind is ParagraphKind.CHARACTER:
        if paragraph.dual and page.speech:
            page.dual = _beside(page)
        else:
            page.speech, page.dual = [], None
    elif paragraph.kind not in SPOKEN:
        page.speech, page.dual = [], None
    (page.content if page.dual is None else page.dual).append(element)
    page.speech.append(element) if paragraph.kind in SPOKEN | {ParagraphKind.CHARACTER} else None


def _beside(page: _Page) -> etree._Element:
    """The two-column paragraph that takes up the speech before; a third speech joins the same one."""
    if page.dual is None:
        page.dual = etree.SubElement(etree.SubElement(page.content, "Paragraph"), "DualDialogue")
        page.dual.extend(page.speech)
    return page.dual


def _elements(paragraph: Paragraph, page: _Page) -> Iterator[etree._Element]:
    attributes = {"Type": TYPES[paragraph.kind]}
    if paragraph.kind is ParagraphKind.CENTERED:
        attributes["Alignment"] = "Center"
    if paragraph.number:
        attributes["Number"] = _clean(paragraph.number)
    if page.starts_page:
        attributes["StartsNewPage"] = "Yes"
        page.starts_page = False
    # A line of dialogue is a paragraph of its own; other texts keep their line ends inside.
    spoken = paragraph.kind in (ParagraphKind.DIALOGUE, ParagraphKind.LYRIC)
    texts = paragraph.text.split("\n") if spoken else [paragraph.text]
    elements = [one for text in texts for one in _paragraphs(text, attributes, paragraph.revision or "")]
    for _ in range(paragraph.blank_lines):
        yield etree.Element("Paragraph", {"Type": "Action"})
    if paragraph.kind is ParagraphKind.HEADING:
        _add_properties(paragraph, elements[0])
    elements[-1].extend(_note(remark.text) for remark in paragraph.remarks if remark.kind is ParagraphKind.NOTE)
    yield from elements


def _paragraphs(text: str, attributes: dict[str, str], revision: str) -> Sequence[etree._Element]:
    element = etree.Element("Paragraph", attributes)
    lines = lines_of_pieces(to_pieces(text))
    for at, line in enumerate(lines):
        pieces = line or [("", "")] if at + 1 < len(lines) else line
        for position, (piece, style) in enumerate(pieces):
            ends = position + 1 == len(pieces) and at + 1 < len(lines)
            run = etree.SubElement(element, "Text")
            run.text = _clean(piece) + ("\n" if ends else "")
            if style:
                run.set("Style", style)
            if revision:
                run.set("RevisionID", revision)
    return (element,)


def _add_properties(paragraph: Paragraph, element: etree._Element) -> None:
    known = {"Length": str(Eighths(paragraph.eighths)) if paragraph.eighths else "", "Page": paragraph.page or ""}
    stated = {name: _clean(value) for name, value in known.items() if value}
    if stated:
        element.insert(0, etree.Element("SceneProperties", stated))


def _add_unprinted(paragraph: Paragraph, page: _Page) -> None:
    """A synopsis goes to the scene's summary, a note to the paragraph before it."""
    last = page.content[-1] if len(page.content) else None
    if last is None:
        return
    if paragraph.kind is ParagraphKind.NOTE and last.find("DualDialogue") is None:
        last.append(_note(paragraph.text))
    elif paragraph.kind is ParagraphKind.SYNOPSIS and last.get("Type") == "Scene Heading":
        properties = last.find("SceneProperties")
        if properties is None:
            properties = etree.Element("SceneProperties")
            last.insert(0, properties)
        summary = properties.find("Summary")
        if summary is None:
            summary = etree.SubElement(properties, "Summary")
        summary.extend(_paragraphs(paragraph.text, {}, ""))


def _note(text: str) -> etree._Element:
    note = etree.Element("ScriptNote")
    note.extend(_paragraphs(text, {}, ""))
    return note


def _revision(revision: Revision) -> etree._Element:
    known = {"ID": revision.id, "Name": revision.name, "Color": revision.color}
    return etree.Element("Revision", {name: _clean(value) for name, value in known.items() if value})


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text)
