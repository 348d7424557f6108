"""The roll in words, for the screen and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.office.tape.queries import RollEntry, RollRow
from coulisse.desks.office.tape.words import LABELS
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.times import to_brussels
from coulisse.kernel.writing import write_amount, write_money, write_number, write_rate
from coulisse.papers.tape import PaperEntry, PaperRow, PaperTape, tape


@dataclass(frozen=True, slots=True)
class Shown:
    """A calculation as the screen shows it: its lines in words, and its result as a cell takes it."""

    entry: RollEntry
    rows: tuple[PaperRow, ...]
    insert: str


def shown(roll: Sequence[RollEntry]) -> list[Shown]:
    return [Shown(entry, _rows(entry), write_amount(entry.result, reader())) for entry in roll]


def printed(roll: Sequence[RollEntry], *, production: Production, by: User, at: datetime, language: str) -> bytes:
    entries = tuple(PaperEntry(one.kind, to_brussels(one.at), one.note, _rows(one)) for one in roll)
    return tape(PaperTape(production.title, by.name, to_brussels(at), entries), language)


def label_of(row: RollRow, entry: RollEntry) -> str:
    """A code of ours in words, else the name of the legal value."""
    if row.label in LABELS:
        return str(LABELS[row.label])
    named = next((source["labels"] for source in entry.sources if source["code"] == row.label), None)
    return in_language(named, reader().value) if named else row.label


def written(row: RollRow) -> str:
    if isinstance(row.value, Money):
        return write_money(row.value, reader())
    return write_rate(row.value, reader()) if isinstance(row.value, Rate) else write_number(row.value, reader())


def _rows(entry: RollEntry) -> tuple[PaperRow, ...]:
    return tuple(PaperRow(row.sign, written(row), label_of(row, entry)) for row in entry.rows)
