"""Le ruban / the tape of the calculators, on a roll of 80 mm: what was typed, and how each result came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.papers import press

WORDS: Final = {
    "fr": {"kind": "Ruban de calcul", "page": "page", "empty": "Aucun calcul sur ce ruban."},
    "nl": {"kind": "Rekenstrook", "page": "blz.", "empty": "Geen berekening op deze strook."},
    "en": {"kind": "Calculator tape", "page": "page", "empty": "No calculation on this tape."},
}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line: its sign, its figure and its name, as written."""

    sign: str
    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One calculation; `at` in Brussels."""

    kind: str
    at: datetime
    note: str
    rows: Sequence[PaperRow]


@dataclass(frozen=True, slots=True)
class PaperTape:
    """The whole roll. `at` is the paper's own date and hour, in Brussels."""

    production: str
    by: str
    at: datetime
    entries: Sequence[PaperEntry]


def tape(roll: PaperTape, language: str) -> bytes:
    """The PDF; the same roll gives the same bytes."""
    words = WORDS[language]
    return press.pdf(
        "tape",
        {
            "doc": press.document(
                title=f"{roll.production} – {words['kind']}",
                author=roll.by,
                at=roll.at,
                left=f"{roll.by} · {roll.at:%d/%m/%Y %H:%M}",
                middle="",
                page=words["page"],
            ),
            "language": language,
            "title": roll.production,
            "kind": words["kind"],
            "empty": words["empty"],
            "entries": [
                {
                    "kind": entry.kind,
                    "at": f"{entry.at:%d/%m/%Y %H:%M}",
                    "note": entry.note,
                    "rows": [{"sign": row.sign, "figure": row.figure, "label": row.label} for row in entry.rows],
                }
                for entry in roll.entries
            ],
        },
    )
