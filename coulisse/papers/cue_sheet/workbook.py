"""The sheet as a workbook: the same columns, with the reference of each work and the remark."""

from typing import Any

from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.papers.cue_sheet.records import CueSheet, clock
from coulisse.papers.cue_sheet.words import WORDS


def cue_sheet_xlsx(record: CueSheet, language: str) -> bytes:
    """One sheet; times as text, as the societies' own forms have them."""
    words: dict[str, Any] = WORDS[language]
    titles = tuple(Column(head) for head in (*words["heads"], *words["more"]))
    rows = tuple(
        (
            number,
            clock(line.starts_at),
            clock(line.seconds),
            line.title,
            line.authors,
            line.publisher,
            line.performers,
            words["uses"][line.use],
            line.sabam,
            line.reference,
            line.note,
        )
        for number, line in enumerate(record.lines, 1)
    )
    total = (None, words["total"], clock(record.seconds), *([None] * 8))
    return write_xlsx([Table(words["sheet"], titles, (*rows, total))], created=record.at)
