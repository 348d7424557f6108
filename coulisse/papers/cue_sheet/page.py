"""The sheet on A4, lying."""

from coulisse.papers import press
from coulisse.papers.cue_sheet.records import CueSheet, clock
from coulisse.papers.cue_sheet.words import WORDS
from coulisse.papers.days import day_in_figures, hour_in_figures


def cue_sheet(record: CueSheet, language: str) -> bytes:
    """The PDF in `language` (fr, nl or en)."""
    words = WORDS[language]
    made = words["made"].format(date=day_in_figures(record.at), hour=hour_in_figures(record.at))
    return press.pdf(
        "cue-sheet",
        {
            "doc": press.document(
                title=f"{words['kind']}, {record.film}",
                author=record.house,
                at=record.at,
                left=f"{record.house} · {made}",
                middle=record.film,
                page=words["page"],
            ),
            "language": language,
            "film": record.film,
            "kind": words["kind"],
            "reference": f"{words['reference']} {record.reference}" if record.reference else "",
            "heads": list(words["heads"]),
            "lines": [
                [
                    str(number),
                    clock(line.starts_at),
                    clock(line.seconds),
                    line.title,
                    line.authors,
                    line.publisher,
                    line.performers,
                    words["uses"][line.use],
                    line.sabam,
                ]
                for number, line in enumerate(record.lines, 1)
            ],
            "none": words["none"],
            "total": [words["total"], clock(record.seconds)],
        },
    )
