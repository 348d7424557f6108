"""Complaints, and the dossiers they make: several about one subject are one dossier, and both are counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint. `on`: the day of the broadcast, else the day it came."""

    key: int
    reference: str
    programme: str
    service: str
    on: date
    topic: str = ""
    dossier: str = ""
    """Number of the case; empty: none was opened."""
    outcome: str = ""
    """upheld, partly, not, none; empty while it is open."""


@dataclass(frozen=True, slots=True)
class Outcome:
    code: str
    n: int


@dataclass(frozen=True, slots=True)
class Line:
    """Complaints about one issue of one broadcast."""

    programme: str
    service: str
    on: date
    topic: str
    n: int
    dossiers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class ComplaintsTold:
    """`n` is the sum of the lines and of what is below the threshold; `dossiers` counts each case once."""

    n: int
    dossiers: int
    lines: tuple[Line, ...]
    below: int
    """Complaints about programmes with fewer than the threshold."""
    programmes_below: int
    threshold: int


def complaints_told(complaints: Iterable[Complaint], threshold: int) -> ComplaintsTold:
    """The table: programmes with at least `threshold` complaints, by issue; the others together.

    >>> made = complaints_told([Complaint(1, "a", "Plein Jour", "Médiane TV", date(2027, 3, 14))] * 3, 4)
    >>> (made.n, made.lines, made.below, made.programmes_below)
    (3, (), 3, 1)
    """
    rows = list(complaints)
    by_programme = Counter(row.programme for row in rows)
    shown = {name for name, many in by_programme.items() if many >= threshold}
    groups: dict[tuple[str, str, date, str], list[Complaint]] = defaultdict(list)
    for row in rows:
        if row.programme in shown:
            groups[row.programme, row.service, row.on, row.topic].append(row)
    lines = sorted(
        (_line(key, inside) for key, inside in groups.items()),
        key=lambda line: (
            -by_programme[line.programme],
            line.programme,
            line.on,
            -line.n,
            line.topic,
            line.service,
        ),
    )
    return ComplaintsTold(
        n=len(rows),
        dossiers=len({row.dossier for row in rows if row.dossier}),
        lines=tuple(lines),
        below=sum(many for name, many in by_programme.items() if name not in shown),
        programmes_below=len(by_programme) - len(shown),
        threshold=threshold,
    )


def _line(key: tuple[str, str, date, str], inside: Sequence[Complaint]) -> Line:
    programme, service, on, topic = key
    outcomes = Counter(row.outcome for row in inside)
    return Line(
        programme,
        service,
        on,
        topic,
        len(inside),
        tuple(sorted({row.dossier for row in inside if row.dossier})),
        tuple(Outcome(code, outcomes[code]) for code in sorted(outcomes)),
    )
