"""The pieces. Cells are texts, whole numbers, shares or days: each form of paper writes them in its own way."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from coulisse.kernel.language import Language
from coulisse.kernel.rate import Rate
from coulisse.kernel.typography import french_spaces
from coulisse.kernel.writing import write_number, write_rate

NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, in thousandths."""

    thousandths: int


Cell = str | int | Share | date | None


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`look`: lead (the sentence that says it all), read, method, small, strong."""

    text: str
    look: str = "read"


@dataclass(frozen=True, slots=True)
class Figures:
    """Big numbers side by side: (number, what it is, beside which)."""

    items: tuple[tuple[Cell, str, str], ...]


@dataclass(frozen=True, slots=True)
class QuarterChart:
    """Messages by quarter of an hour; `air` and `cue` in quarters from the first bar."""

    bars: tuple[tuple[str, int], ...]
    after: int
    after_label: str
    air: tuple[float, float] | None
    air_label: str
    cue: float | None
    cue_label: str
    alt: str


@dataclass(frozen=True, slots=True)
class Months:
    """One bar a month (or a week), and a thin one for the year before."""

    bars: tuple[tuple[str, int, int | None], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class BarTable:
    """Counts with bars: label, number, share, number before."""

    heads: tuple[str, str, str, str]
    rows: tuple[tuple[str, int, Share, int], ...]
    total: tuple[str, int, Share, int]


@dataclass(frozen=True, slots=True)
class Aside:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new page in print."""


@dataclass(frozen=True, slots=True)
class Quotes:
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` in parts of the line; `strong`: columns in bold; `boxes`: a box to tick before each row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    strong: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    """Set to the right, besides those of numbers."""
    total: tuple[Cell, ...] = ()
    boxes: bool = False
    name: str = ""
    """Of the table, in the CSV."""


@dataclass(frozen=True, slots=True)
class Pairs:
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    text: str


Block = (
    Heading
    | Paragraph
    | Figures
    | QuarterChart
    | Months
    | BarTable
    | Aside
    | Break
    | Quotes
    | Table
    | Pairs
    | Sign
)


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its head, its pieces, its foot."""

    language: str
    title: str
    kind: str
    show: str
    slot: str
    house: str
    at: datetime
    """The paper's own date and hour, in Brussels."""
    place_and_day: str
    writer: str
    job: str
    to: str
    foot: str
    privacy: str
    page_word: str
    blocks: tuple[Block, ...]


def written(cell: Cell, language: str) -> str:
    """A cell as people read it."""
    tongue = Language(language)
    if cell is None:
        return NOTHING
    if isinstance(cell, Share):
        return write_rate(Rate(Fraction(cell.thousandths, 1000)), tongue, 1)
    if isinstance(cell, int):
        return write_number(cell, tongue)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return spaced(cell, language)


def spaced(text: str, language: str) -> str:
    """The spaces of French print where the paper is French."""
    return french_spaces(text) if language == "fr" else text
