"""The running order of a broadcast, as somebody pastes it: an hour and a title on each line.

>>> begins = datetime.fromisoformat("2027-03-14T20:25:00+01:00")
>>> ends = datetime.fromisoformat("2027-03-14T21:30:00+01:00")
>>> found = read_order("20:25\\tOuverture\\n20h52 Archives de la rue Haute *\\n\\nDébat", begins, ends)
>>> [(f"{one.at:%H:%M}", one.title, one.is_cause) for one in found.lines]
[('20:25', 'Ouverture', False), ('20:52', 'Archives de la rue Haute', True)]
>>> [(one.line, one.code) for one in found.problems]
[(4, 'no-hour')]
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from coulisse.desks.audience.intake.cleaning import line
from coulisse.kernel.times import Never, Twice, in_brussels, to_brussels

MOST: Final = 300
SLACK: Final = timedelta(minutes=15)
"""How long before its slot or after it a piece may have been on air: broadcasts slip."""
_LINE: Final = re.compile(
    r"^\s*(?:\d{1,3}[.)]\s+)?(?P<h>\d{1,2})\s*[:hHuU.]\s*(?P<m>[0-5]\d)(?:\s*[:.'m]\s*(?P<s>[0-5]\d))?\s*[;,|\t–-]?\s*(?P<title>.*)$"
)
_CAUSE: Final = re.compile(r"\s*(?:\*|\[cause\])\s*$", re.IGNORECASE)
_HEAD: Final = re.compile(r"^\W*(?:heure|hour|uur|tijd|time|début|start)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One piece: when it began, what it is called, whether it is what people write about."""

    at: datetime
    title: str
    is_cause: bool


@dataclass(frozen=True, slots=True)
class OrderProblem:
    """A line that can't be kept: no-hour, no-title, outside, twice, too-many."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """What was read, in the order of the clock, and what was not."""

    lines: tuple[OrderLine, ...]
    problems: tuple[OrderProblem, ...]


def read_order(text: str, starts_at: datetime, ends_at: datetime) -> Order:
    """Lines like `20:52 Titre`, `20h52;Titre` or `20:52:10<tab>Titre`; a star at the end marks the cause."""
    found: dict[datetime, OrderLine] = {}
    problems: list[OrderProblem] = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip() or (number == 1 and _HEAD.match(written)):
            continue
        if len(found) >= MOST:
            problems.append(OrderProblem(number, "too-many", ""))
            break
        read = _read(written, starts_at, ends_at)
        if isinstance(read, str):
            problems.append(OrderProblem(number, read, line(written, 60)))
        elif read.at in found:
            problems.append(OrderProblem(number, "twice", line(written, 60)))
        else:
            found[read.at] = read
    return Order(tuple(found[at] for at in sorted(found)), tuple(problems))


def written_order(items: list[OrderLine]) -> str:
    """The lines again, for whoever corrects them."""
    return "\n".join(
        f"{to_brussels(one.at):%H:%M{':%S' if one.at.second else ''}} {one.title}{' *' if one.is_cause else ''}"
        for one in items
    )


def _read(written: str, starts_at: datetime, ends_at: datetime) -> OrderLine | str:
    match = _LINE.match(written)
    if match is None or int(match["h"]) > 29:
        return "no-hour"
    cause = _CAUSE.search(match["title"])
    title = line(match["title"][: cause.start()] if cause else match["title"], 160).strip(";,|\"' ")
    if not title:
        return "no-title"
    moment = _moment(int(match["h"]), int(match["m"]), int(match["s"] or 0), starts_at, ends_at)
    return OrderLine(moment, title, cause is not None) if moment is not None else "outside"


def _moment(hour: int, minute: int, second: int, starts_at: datetime, ends_at: datetime) -> datetime | None:
    """On the day of the broadcast or the day after: television counts on past midnight (25:10)."""
    day = to_brussels(starts_at).date()
    for more in (hour // 24, hour // 24 + 1):
        wall = time(hour % 24, minute, second)
        at = in_brussels(day + timedelta(days=more), wall, twice=Twice.EARLIER, never=Never.SHIFT)
        if starts_at - SLACK <= at <= ends_at + SLACK:
            return at
    return None
