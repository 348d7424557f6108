"""A report as a DOCX: real headings, real tables with heads that repeat, charts as pictures with their words.

The same content gives the same bytes: dates inside are the paper's own, and the archive carries none.
"""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from coulisse.papers.reporting import blocks
from coulisse.papers.reporting.blocks import (
    Aside,
    BarTable,
    Block,
    Document,
    Figures,
    Heading,
    Months,
    Pairs,
    Paragraph,
    QuarterChart,
    Quotes,
    Share,
    Sign,
    spaced,
    written,
)
from coulisse.papers.reporting.page import chart_png

SERIF: Final = "Cambria"
SANS: Final = "Calibri"
"""What a word processor has, or has a twin of; our own typefaces would be replaced by chance."""
LINE: Final = 168
"""Millimetres of a line."""
MID: Final = RGBColor(80, 80, 80)
INK: Final = RGBColor(12, 12, 12)
LOOKS: Final = {
    "lead": (SERIF, 11.5),
    "read": (SERIF, 10.5),
    "method": (SERIF, 9.5),
    "small": (SANS, 8.5),
    "strong": (SERIF, 10.5),
}
TONGUES: Final = {"fr": "fr-BE", "nl": "nl-BE", "en": "en-GB"}


def report_docx(document: Document) -> bytes:
    """The report for a word processor."""
    made = docx.Document()
    _style(made, document)
    _head(made, document)
    for block in document.blocks:
        _put(made, block, document.language)
    out = BytesIO()
    made.save(out)
    return _still(out.getvalue())


def _style(made: WordDocument, document: Document) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin, section.bottom_margin = Mm(17), Mm(18)
    normal: Any = made.styles["Normal"]
    _face(normal, SERIF, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    tongue = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        tongue.set(qn(name), TONGUES[document.language])
    normal.element.get_or_add_rPr().append(tongue)
    for name, face, size in (("Title", SERIF, 26), ("Heading 1", SANS, 12), ("Heading 2", SANS, 11)):
        style: Any = made.styles[name]
        _face(style, face, size)
        style.font.bold, style.font.color.rgb = True, INK
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    properties = made.core_properties
    properties.title, properties.author = document.title, document.house
    properties.last_modified_by, properties.comments = document.house, ""
    properties.language, properties.subject = TONGUES[document.language], document.kind
    naive = document.at.replace(tzinfo=None)
    properties.created = properties.modified = naive
    properties.revision = 1
    _foot(made, document)


def _face(style: Any, face: str, size: float) -> None:
    style.font.name, style.font.size = face, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), face)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        if fonts.get(qn(name)) is not None:
            del fonts.attrib[qn(name)]


def _foot(made: WordDocument, document: Document) -> None:
    foot = made.sections[0].footer.paragraphs[0]
    language = document.language
    words = f"{spaced(document.foot, language)} – {spaced(document.privacy, language)} – {document.page_word} "
    _run(foot, words, SANS, 7, colour=MID)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(foot, "", SANS, 7, colour=MID)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def _head(made: WordDocument, document: Document) -> None:
    language = document.language
    title = made.add_paragraph(style="Title")
    _run(title, document.kind, SERIF, 26, bold=True)
    _ruled(title, "w:bottom", 0)
    line = made.add_paragraph()
    _run(line, document.show, SANS, 10, bold=True)
    if document.slot:
        _run(line, f" – {spaced(document.slot, language)}", SANS, 10)
    sender = made.add_paragraph()
    _run(sender, document.writer, SANS, 8.5, bold=True)
    _run(sender, f", {document.job}. {document.place_and_day}", SANS, 8.5, colour=MID)
    _ruled(sender, "w:bottom", 8)
    if document.to:
        _run(made.add_paragraph(), spaced(document.to, language), SANS, 9)


def _put(made: WordDocument, block: Block, language: str) -> None:
    if isinstance(block, Heading):
        made.add_heading(spaced(block.text, language), level=1)
    elif isinstance(block, Paragraph):
        face, size = LOOKS[block.look]
        for line in filter(str.strip, block.text.splitlines()):
            colour = MID if block.look == "small" else None
            bold = block.look == "strong"
            _run(made.add_paragraph(), spaced(line, language), face, size, bold=bold, colour=colour)
    elif isinstance(block, Figures):
        _figures(made, block, language)
    elif isinstance(block, QuarterChart | Months):
        _chart(made, block, language)
    elif isinstance(block, BarTable):
        total = block.total if block.rows else ()
        _table(made, block.heads, block.rows, total, (70, 18, 18, 18), (1,), language)
    elif isinstance(block, blocks.Table):
        rows = [("☐", *row) for row in block.rows] if block.boxes else block.rows
        heads = ("", *block.heads) if block.boxes and block.heads else block.heads
        widths = (sum(block.widths) * 0.045, *block.widths) if block.boxes else block.widths
        strong = tuple(at + block.boxes for at in block.strong)
        _table(made, heads, rows, block.total, widths, strong, language)
    elif isinstance(block, Aside):
        paragraph = made.add_paragraph()
        _run(paragraph, f"{spaced(block.title, language)}  ", SANS, 10, bold=True)
        _run(paragraph, spaced(block.text, language), SERIF, 10.5)
        _ruled(paragraph, "w:left", 12)
    elif isinstance(block, Quotes):
        _quotes(made, block, language)
    elif isinstance(block, Pairs):
        paragraph = made.add_paragraph()
        for at, (n, label) in enumerate(block.items):
            _run(paragraph, f"{'     ' if at else ''}{written(n, language)}", SANS, 9, bold=True)
            _run(paragraph, f" {spaced(label, language)}", SANS, 9)
    elif isinstance(block, Sign):
        _run(made.add_paragraph(), block.text, SERIF, 10.5, bold=True)


def _run(
    paragraph: WordParagraph,
    text: str,
    face: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: RGBColor | None = None,
) -> Any:
    run = paragraph.add_run(_clean(text))
    run.font.name, run.font.size, run.bold, run.italic = face, Pt(size), bold, italic
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), face)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _clean(text: str) -> str:
    """Signs that XML cannot carry go."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def _ruled(paragraph: WordParagraph, side: str, eighths: int) -> None:
    """A line on one side of a paragraph; none where it is 0."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(side)
    for name, value in (("val", "single" if eighths else "nil"), ("sz", str(eighths)), ("space", "4")):
        line.set(qn(f"w:{name}"), value)
    line.set(qn("w:color"), "0C0C0C")
    borders.append(line)
    properties: Any = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def _figures(made: WordDocument, block: Figures, language: str) -> None:
    table = made.add_table(rows=1, cols=len(block.items))
    _widths(table, [1.0] * len(block.items))
    for cell, (number, what, beside) in zip(table.rows[0].cells, block.items, strict=True):
        first = cell.paragraphs[0]
        _run(first, written(number, language), SANS, 20, bold=True)
        first.paragraph_format.space_after = Pt(0)
        second = cell.add_paragraph()
        _run(second, spaced(what, language), SANS, 9, bold=True)
        second.paragraph_format.space_after = Pt(0)
        _run(cell.add_paragraph(), spaced(beside, language), SANS, 8, colour=MID)
        _cell_lines(cell, top=6, bottom=6)
    _after(made)


def _chart(made: WordDocument, block: QuarterChart | Months, language: str) -> None:
    picture = made.add_picture(BytesIO(chart_png(block, language)), width=Mm(LINE))
    properties = picture._inline.docPr
    properties.set("descr", spaced(block.alt, language))
    properties.set("title", "")


def _quotes(made: WordDocument, block: Quotes, language: str) -> None:
    opens, closes = ("«\u00a0", "\u00a0»") if language == "fr" else ("“", "”")
    for text, source in block.items:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, f"{opens}{spaced(text, language)}{closes}", SERIF, 10.5, italic=True)
        _run(made.add_paragraph(), spaced(source, language), SANS, 8, colour=MID)


def _table(
    made: WordDocument,
    heads: Sequence[str],
    rows: Iterable[Sequence[blocks.Cell]],
    total: Sequence[blocks.Cell],
    widths: Sequence[float],
    strong: Sequence[int],
    language: str,
) -> None:
    body = [list(row) for row in rows]
    table = made.add_table(rows=0, cols=len(widths))
    _widths(table, widths)
    if any(heads):
        cells = table.add_row().cells
        _repeats(table)
        for at, (cell, head) in enumerate(zip(cells, heads, strict=True)):
            _run(cell.paragraphs[0], spaced(head, language), SANS, 8, bold=True, colour=MID)
            if any(isinstance(row[at], int | Share) for row in body):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _cell_lines(cell, bottom=6)
    for row in [*body, *([list(total)] if total else [])]:
        is_total = bool(total) and row == list(total)
        for at, (cell, value) in enumerate(zip(table.add_row().cells, row, strict=False)):
            paragraph = cell.paragraphs[0]
            _run(paragraph, written(value, language), SANS, 9, bold=at in strong or is_total)
            if isinstance(value, int | Share):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _cell_lines(cell, top=8 if is_total else 0, bottom=2)
    for line in table.rows:
        for cell in line.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    _after(made)


def _widths(table: WordTable, parts: Sequence[float]) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    whole = sum(parts)
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Mm(LINE * part / whole)
        for cell in column.cells:
            cell.width = Mm(LINE * part / whole)


def _repeats(table: WordTable) -> None:
    """The head comes again on each page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _cell_lines(cell: _Cell, *, top: int = 0, bottom: int = 0) -> None:
    borders = OxmlElement("w:tcBorders")
    for side, eighths in (("w:top", top), ("w:bottom", bottom)):
        if eighths:
            line = OxmlElement(side)
            for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", "0C0C0C")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _after(made: WordDocument) -> None:
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _still(content: bytes) -> bytes:
    """The archive without the hour at which it was packed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for info in packed.infolist():
            entry = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            still.writestr(entry, packed.read(info.filename))
    return out.getvalue()


def made_at(content: bytes) -> datetime:
    """When a DOCX says that it was made."""
    created: datetime = docx.Document(BytesIO(content)).core_properties.created
    return created
