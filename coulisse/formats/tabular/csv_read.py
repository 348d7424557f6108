"""CSV in: at most 64 MB, no line over 1 MB, no cell over 131,072 characters.

The source is read in chunks and refused as soon as it passes a limit, so that a line of a gigabyte costs a
megabyte. Codes: `too-large`, `line-too-long`, `cell-too-long`, `empty`, `too-many-columns`,
`too-many-cells` refuse the file; `bytes-replaced`, `nul-removed`, `quote-unclosed`, `quote-misplaced`,
`row-too-long`, `row-too-short`, `column-unnamed`, `column-repeated`, `more-problems` are reported.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice

from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, chunks
from coulisse.formats.tabular.escaping import unprotect
from coulisse.formats.tabular.grid import MAX_CELLS, RawRow, capped, sheet_of
from coulisse.formats.tabular.records import Sheet
from coulisse.formats.text import Decoded, decode

MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1024 * 1024
# In order of preference where the file does not decide: a Belgian spreadsheet writes semicolons.
DELIMITERS = (";", "\t", ",", "|")
SAMPLE_LINES = 50


@dataclass(frozen=True, slots=True)
class _Parsed:
    """Every record of the text, how far the quoting could be trusted, and where NUL characters were."""

    rows: tuple[tuple[str | None, ...], ...]
    problems: tuple[Problem, ...]


def read_csv(source: Source, *, file: str = "", delimiter: str = "") -> Reading[Sheet]:
    """The sheet in a CSV; the delimiter is found unless it is given."""
    decoded = decode(_lines_bounded(source, file=file))
    declared, text = _excel_declaration(decoded.text)
    delimiter = delimiter or declared or _delimiter_of(text)
    parsed = _parsed(text, delimiter, file=file)
    # The line `sep=;` counts: the rows keep the numbers that an editor shows.
    above: tuple[tuple[str | None, ...], ...] = ((),) if declared else ()
    reading = sheet_of(above + parsed.rows, file=file)
    sheet = replace(reading.records, encoding=decoded.encoding, delimiter=delimiter)
    problems = [*_byte_problems(decoded, file=file), *parsed.problems, *reading.problems]
    return Reading(sheet, capped(problems))


def read_csv_rows(source: Source, *, file: str = "", delimiter: str = "") -> Reading[tuple[RawRow, ...]]:
    """Every record as it came, however wide: for tables whose head is not their first row."""
    decoded = decode(_lines_bounded(source, file=file))
    declared, text = _excel_declaration(decoded.text)
    parsed = _parsed(text, delimiter or declared or _likely_delimiter(text), file=file)
    above: tuple[RawRow, ...] = ((),) if declared else ()
    if sum(map(len, parsed.rows)) > MAX_CELLS:
        raise unreadable("too-many-cells", file=file, limit=MAX_CELLS)
    return Reading(above + parsed.rows, capped((*_byte_problems(decoded, file=file), *parsed.problems)))


def _likely_delimiter(text: str) -> str:
    """The first that stands in at least half of the lines: titles above the table have none."""
    lines = [_outside_quotes(line) for line in islice(StringIO(text), SAMPLE_LINES) if line.strip()]
    found = (one for one in DELIMITERS if 2 * sum(one in line for line in lines) >= len(lines))
    return next(found, "") or _delimiter_of(text)


def _lines_bounded(source: Source, *, file: str) -> bytes:
    """The bytes, refused at the first line over the limit without waiting for its end."""
    parts: list[bytes] = []
    length, line = 0, 1
    for chunk in chunks(source, limit=MAX_BYTES, file=file):
        ends = [at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0]
        if length + min(ends, default=len(chunk)) > MAX_LINE:
            raise unreadable("line-too-long", file=file, line=line, limit=MAX_LINE)
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        length = len(chunk) - last - 1 if ends else length + len(chunk)
        line += chunk.count(b"\n")
        parts.append(chunk)
    return b"".join(parts)


def _byte_problems(decoded: Decoded, *, file: str) -> list[Problem]:
    if not decoded.replaced:
        return []
    return [problem("bytes-replaced", file=file, count=decoded.replaced, encoding=decoded.encoding)]


def _excel_declaration(text: str) -> tuple[str, str]:
    """Excel's own first line, `sep=;`, names the delimiter; it is no row."""
    first, _, rest = text.partition("\n")
    declaration = first.rstrip("\r").strip('"')
    if len(declaration) == 5 and declaration.lower().startswith("sep=") and declaration[4] in DELIMITERS:
        return declaration[4], rest
    return "", text


def _delimiter_of(text: str) -> str:
    """The one that cuts the most lines as it cuts the first, then the one that cuts it most."""
    lines = [line for line in islice(StringIO(text), SAMPLE_LINES) if line.strip()]
    if not lines:
        return DELIMITERS[0]

    def evidence(delimiter: str) -> tuple[bool, int, int]:
        counts = [_outside_quotes(line).count(delimiter) for line in lines]
        return counts[0] > 0, counts.count(counts[0]), counts[0]

    return max(DELIMITERS, key=evidence)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[0::2])


def _parsed(text: str, delimiter: str, *, file: str) -> _Parsed:
    """Strictly first; where the quoting is broken, again as leniently as spreadsheets do, saying so."""
    rows: list[tuple[str | None, ...]] = []
    problems: list[Problem] = []
    try:
        rows.extend(_records(text, delimiter, strict=True, problems=problems, file=file))
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        broken = problem("quote-unclosed" if unclosed else "quote-misplaced", file=file, line=len(rows) + 1)
        rows, problems = [], [broken]
        try:
            rows.extend(_records(text, delimiter, strict=False, problems=problems, file=file))
        except csv.Error:
            raise unreadable("cell-too-long", file=file, line=len(rows) + 1) from None
    return _Parsed(tuple(rows), tuple(problems))


def _records(
    text: str, delimiter: str, *, strict: bool, problems: list[Problem], file: str
) -> Iterator[tuple[str | None, ...]]:
    # Without a newline inside, the whole of it would be one line to `csv`: the reader sees real line ends.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    holds_nul = "\0" in text
    for number, record in enumerate(reader, start=1):
        if holds_nul and any("\0" in cell for cell in record):
            problems.append(problem("nul-removed", file=file, line=number))
            record = [cell.replace("\0", "") for cell in record]
        yield tuple(unprotect(cell) if cell.strip() else None for cell in record)
