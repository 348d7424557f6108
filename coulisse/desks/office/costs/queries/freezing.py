"""A report as JSON that never changes, its hash, and the same report again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coulisse.desks.office.costs.queries.report import Note, Situation
from coulisse.engines.costs import Figures, Report, Row, gathered
from coulisse.kernel import Money

FIGURES = ("budget", "actual", "committed", "final", "movement", "forecast")


def frozen(situation: Situation, facts: Mapping[str, Any]) -> dict[str, Any]:
    """All that the paper shows, in cents and plain texts."""
    return {
        "rows": [
            {
                "group": group.number,
                "group_name": group.name,
                "number": row.number,
                "name": row.name,
                "notes": list(row.notes),
                "estimated": row.is_estimated,
                "overspent": row.is_overspent,
                **{name: getattr(row.figures, name).cents for name in FIGURES},
            }
            for group in situation.report.groups
            for row in group.rows
        ],
        "notes": [
            {"number": note.number, "text": note.text, "accounts": list(note.accounts)} for note in situation.notes
        ],
        "budget": situation.budget_number,
        "contingency": situation.contingency.number if situation.contingency else "",
        "facts": dict(facts),
    }


def hash_of(content: Mapping[str, Any], *, number: int, until: date, sequence: int, chain_hash: str) -> str:
    """SHA-256 over the content, its number, its day and the place of the chain."""
    whole = {
        "content": content,
        "number": number,
        "until": until.isoformat(),
        "sequence": sequence,
        "chain": chain_hash,
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def thawed(content: Mapping[str, Any]) -> Report:
    """The report again."""
    return gathered((row["group"], row["group_name"], _row(row)) for row in content["rows"])


def thawed_notes(content: Mapping[str, Any]) -> tuple[Note, ...]:
    rows: Sequence[Mapping[str, Any]] = content["notes"]
    return tuple(Note(0, row["number"], row["text"], tuple(row["accounts"])) for row in rows)


def _row(row: Mapping[str, Any]) -> Row:
    figures = Figures(**{name: Money(row[name]) for name in FIGURES})
    return Row(
        row["number"],
        row["name"],
        figures,
        is_estimated=row["estimated"],
        is_overspent=row["overspent"],
        notes=tuple(row["notes"]),
    )
