"""The same content as rows: section, what, value, share in per cent, before. Numbers stay numbers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coulisse.formats.tabular import Column, OutCell, Table, write_csv
from coulisse.papers.reporting import blocks
from coulisse.papers.reporting.blocks import (
    Aside,
    BarTable,
    Cell,
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
)

WIDTH = 8


def report_csv(document: Document) -> bytes:
    """One row a line of the report, its section first; a text that a spreadsheet would run is made harmless."""
    head = tuple(Column(f"{name}") for name in ("section", "a", "b", "c", "d", "e", "f", "g")[:WIDTH])
    rows = [
        _padded((document.kind, document.show, document.slot)),
        _padded((document.kind, document.foot)),
        *(_padded(row) for row in _rows(document)),
    ]
    return write_csv(Table(document.kind, head, tuple(rows)))


def _padded(row: tuple[OutCell, ...]) -> tuple[OutCell, ...]:
    return (*row, *(None,) * (WIDTH - len(row)))[:WIDTH]


def _rows(document: Document) -> Iterator[tuple[OutCell, ...]]:
    section = document.kind
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        for row in _of(block):
            yield (section, *row)


def _of(block: blocks.Block) -> Iterator[tuple[OutCell, ...]]:
    if isinstance(block, Paragraph | Sign):
        yield (block.text,)
    elif isinstance(block, Aside):
        yield (block.title, block.text)
    elif isinstance(block, Figures):
        for number, what, beside in block.items:
            yield (what, plain(number), beside)
    elif isinstance(block, QuarterChart):
        yield from ((label, n) for label, n in block.bars)
        yield (block.after_label, block.after)
    elif isinstance(block, Months):
        yield from ((label, n, before) for label, n, before in block.bars)
    elif isinstance(block, Pairs):
        yield from ((label, n) for n, label in block.items)
    elif isinstance(block, Quotes):
        yield from ((text, source) for text, source in block.items)
    elif isinstance(block, BarTable | blocks.Table):
        if any(block.heads):
            yield tuple(block.heads)
        for row in block.rows:
            yield tuple(plain(cell) for cell in row)
        if block.total:
            yield tuple(plain(cell) for cell in block.total)


def plain(cell: Cell) -> OutCell:
    """A share in per cent with its decimal, a day as a date."""
    if isinstance(cell, Share):
        return Decimal(cell.thousandths) / 10
    return cell if isinstance(cell, date | int) or cell is None else str(cell)
