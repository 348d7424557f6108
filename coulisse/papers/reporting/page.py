"""A report as a PDF, and its charts as pictures for those who read it in a word processor."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any, Final

from coulisse.papers import press
from coulisse.papers.reporting.blocks import (
    Aside,
    BarTable,
    Block,
    Break,
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
    Table,
    spaced,
    written,
)

LAYOUT: Final = "digest"
CHART: Final = "digest-chart"
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
MOST_LINES: Final = 4
PIXELS_PER_INCH: Final = 220


def report_pdf(document: Document) -> bytes:
    """The report on A4."""
    language = document.language
    return press.pdf(
        LAYOUT,
        {
            "doc": press.document(
                title=document.title,
                author=document.house,
                at=document.at,
                left=spaced(document.foot, language),
                middle=spaced(document.privacy, language),
                page=document.page_word,
            ),
            "language": language,
            "kind": document.kind,
            "show": document.show,
            "slot": spaced(document.slot, language),
            "from": document.writer,
            "job": document.job,
            "date": document.place_and_day,
            "to": spaced(document.to, language),
            "quotes": ["«\u00a0", "\u00a0»"] if language == "fr" else ["“", "”"],
            "blocks": [block_data(block, language) for block in document.blocks],
        },
    )


def chart_png(chart: QuarterChart | Months, language: str) -> bytes:
    """One chart as a picture, drawn as on the paper."""
    return press.picture(CHART, block_data(chart, language), pixels_per_inch=PIXELS_PER_INCH)


def block_data(block: Block, language: str) -> dict[str, Any]:
    """What the layout draws: words as they are printed, places as numbers."""
    return {"is": NAMES[type(block)], **DRAWN[type(block)](block, language)}


def _quarters(chart: QuarterChart, language: str) -> dict[str, Any]:
    most = max([n for _label, n in chart.bars] + [chart.after, 1])
    return {
        "bars": [list(bar) for bar in chart.bars],
        "after": [chart.after_label, chart.after],
        "air": list(chart.air) if chart.air else [],
        "air_label": chart.air_label,
        "cue": chart.cue if chart.cue is not None else -1,
        "cue_label": spaced(chart.cue_label, language),
        "alt": spaced(chart.alt, language),
        **_scale(most),
    }


def _months(chart: Months, language: str) -> dict[str, Any]:
    most = max([max(n, before or 0) for _label, n, before in chart.bars] + [1])
    return {
        "bars": [[label, n, -1 if before is None else before] for label, n, before in chart.bars],
        "alt": spaced(chart.alt, language),
        **_scale(most),
    }


def _scale(most: int) -> dict[str, Any]:
    """Lines at round numbers, and room above the tallest bar for its number and the words."""
    step = next(
        (step for step in STEPS if most <= step * MOST_LINES), STEPS[-1] * ceil(most / STEPS[-1] / MOST_LINES)
    )
    return {"top": ceil(most * 1.24), "lines": list(range(0, most + 1, step))}


def _bar_table(block: BarTable, language: str) -> dict[str, Any]:
    most = max([max(n, before) for _label, n, _share, before in block.rows] + [1])

    def cells(row: tuple[str, int, Share, int]) -> list[Any]:
        label, n, share, before = row
        return [
            spaced(label, language),
            written(n, language),
            written(share, language),
            written(before, language),
            n / most,
            before / most,
        ]

    return {
        "heads": list(block.heads),
        "rows": [cells(row) for row in block.rows],
        "total": cells(block.total)[:4],
    }


def _table(block: Table, language: str) -> dict[str, Any]:
    rows = [block.total, *block.rows]
    numeric = [
        at in block.right or any(isinstance(row[at], int | Share) for row in rows if at < len(row))
        for at in range(len(block.widths))
    ]
    return {
        "heads": [spaced(head, language) for head in block.heads],
        "rows": [[written(cell, language) for cell in row] for row in block.rows],
        "total": [written(cell, language) for cell in block.total],
        "widths": list(block.widths),
        "strong": list(block.strong),
        "right": numeric,
        "boxes": block.boxes,
    }


NAMES: Final[Mapping[type, str]] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Figures: "figures",
    QuarterChart: "quarters",
    Months: "months",
    BarTable: "bars",
    Aside: "aside",
    Break: "break",
    Quotes: "quotes",
    Table: "table",
    Pairs: "pairs",
    Sign: "sign",
}

DRAWN: Final[Mapping[type, Callable[[Any, str], dict[str, Any]]]] = {
    Heading: lambda block, language: {"text": spaced(block.text, language)},
    Paragraph: lambda block, language: {
        "look": block.look,
        "paragraphs": [spaced(line, language) for line in block.text.splitlines() if line.strip()],
    },
    Figures: lambda block, language: {
        "items": [
            [written(number, language), spaced(what, language), spaced(beside, language)]
            for number, what, beside in block.items
        ]
    },
    QuarterChart: _quarters,
    Months: _months,
    BarTable: _bar_table,
    Aside: lambda block, language: {"title": spaced(block.title, language), "text": spaced(block.text, language)},
    Break: lambda _block, _language: {},
    Quotes: lambda block, language: {
        "items": [[spaced(text, language), spaced(source, language)] for text, source in block.items]
    },
    Table: _table,
    Pairs: lambda block, language: {
        "items": [[written(n, language), spaced(label, language)] for n, label in block.items]
    },
    Sign: lambda block, _language: {"text": block.text},
}
