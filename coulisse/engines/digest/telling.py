"""From the rows of a period to all the figures of a report. Pure: the same rows give the same figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from coulisse.engines.digest.counting import Count, Quarters, delay_minutes, median_minutes, quarters, tally
from coulisse.engines.digest.records import OTHER, SERIOUS, Frame, Row
from coulisse.kernel.times import to_brussels

MOST_TOPICS: Final = 6
LEAST_FAMILY: Final = 10
"""Fewer alike are no family worth a paragraph."""


@dataclass(frozen=True, slots=True)
class FamilyTold:
    """The largest family of the night (or of the period)."""

    key: int
    size: int
    languages: tuple[Count, ...]
    answered: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Conversations of the night outside its family: a serious kind, or all the rest (`OTHER`)."""

    kind: str
    keys: tuple[int, ...]
    references: tuple[str, ...]
    routed: str = ""
    is_done: bool = False
    first_answer: datetime | None = None
    last_answer: datetime | None = None

    @property
    def n(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Delay:
    """How long answers took in the period: median and the slowest tenth begins at, in minutes."""

    median: int | None
    before: int | None
    ninth: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month: what came, from how many kinds of complaint, what was answered."""

    month: str
    """2027-03."""
    n: int
    complaints: int
    answered: int
    median: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """All the figures. What sums: topics, channels, languages, kinds, tones to `n`; bars to `night`."""

    n: int
    before: int
    in_both: int
    """Received in both periods, where they overlap."""
    night: int
    answered: int
    open: int
    late: int
    put_away: int
    """Neither answered nor open: closed without an answer."""
    confirmed: int
    """Whose kind and topic a person has confirmed."""
    delay: Delay
    curve: Quarters | None
    topics: tuple[Count, ...]
    channels: tuple[Count, ...]
    languages: tuple[Count, ...]
    kinds: tuple[Count, ...]
    tones: tuple[Count, ...]
    family: FamilyTold | None
    apart: tuple[Apart, ...]
    night_topics: tuple[Count, ...]
    months: tuple[Month, ...]


def told(rows: Sequence[Row], before: Sequence[Row], frame: Frame) -> Told:
    """Count. Rows outside the frame are not counted, an answer after `frame.as_of` is none yet."""
    now = [row for row in rows if frame.starts <= row.received < frame.ends]
    then = [row for row in before if frame.before_starts <= row.received < frame.before_ends]
    curve = _curve(now, frame)
    night = [row for row in now if curve is not None and curve.starts <= row.received < curve.until]
    family = _family(night or now, frame)
    answered = [row for row in now if is_answered(row, frame)]
    waiting = [row for row in now if not is_answered(row, frame) and not row.is_closed]
    delays = [minutes for row in answered if (minutes := delay_minutes(row)) is not None]
    delays_before = [minutes for row in then if (minutes := delay_minutes(row)) is not None]
    return Told(
        n=len(now),
        before=len(then),
        in_both=len({row.key for row in now} & {row.key for row in then}),
        night=len(night),
        answered=len(answered),
        open=len(waiting),
        late=sum(1 for row in waiting if row.due is not None and row.due < to_brussels(frame.as_of).date()),
        put_away=len(now) - len(answered) - len(waiting),
        confirmed=sum(row.is_confirmed for row in now),
        delay=Delay(median_minutes(delays), median_minutes(delays_before), _ninth(delays)),
        curve=curve,
        topics=tally(now, then, lambda row: row.topic, most=MOST_TOPICS),
        channels=tally(now, then, lambda row: row.channel),
        languages=tally(now, then, lambda row: row.language),
        kinds=tally(now, then, lambda row: row.kind),
        tones=tally(now, then, lambda row: row.tone),
        family=family,
        apart=_apart(night, family, frame),
        night_topics=tally(night, (), lambda row: row.topic),
        months=tuple(_months(now, frame)),
    )


def is_answered(row: Row, frame: Frame) -> bool:
    return row.answered is not None and row.answered <= frame.as_of


def _ninth(delays: Iterable[int]) -> int | None:
    known = sorted(one for one in delays if one >= 0)
    return known[min(len(known) - 1, len(known) * 9 // 10)] if known else None


def _curve(rows: Sequence[Row], frame: Frame) -> Quarters | None:
    if frame.air_starts is None:
        return None
    moments = (row.received for row in rows)
    return quarters(moments, air_starts=frame.air_starts, ends=frame.ends, many=frame.bars)


def _family(rows: Sequence[Row], frame: Frame) -> FamilyTold | None:
    sizes = Counter(row.family for row in rows if row.family is not None)
    if not sizes:
        return None
    key, size = min(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
    if size < LEAST_FAMILY:
        return None
    members = [row for row in rows if row.family == key]
    return FamilyTold(
        key,
        size,
        tally(members, (), lambda row: row.language),
        sum(1 for row in members if is_answered(row, frame)),
    )


def _apart(night: Sequence[Row], family: FamilyTold | None, frame: Frame) -> tuple[Apart, ...]:
    """Nobody is apart where there is no family to be apart from."""
    if family is None:
        return ()
    outside = [row for row in night if row.family != family.key]
    kinds = {kind: [row for row in outside if row.kind == kind] for kind in SERIOUS}
    rest = [row for row in outside if row.kind not in SERIOUS]
    groups = [*((kind, rows) for kind, rows in kinds.items() if rows), *([(OTHER, rest)] if rest else [])]
    return tuple(_group(kind, rows, frame) for kind, rows in groups)


def _group(kind: str, rows: Sequence[Row], frame: Frame) -> Apart:
    rows = sorted(rows, key=lambda row: row.reference)
    routes = Counter(row.routed for row in rows if row.routed)
    answers = sorted(row.answered for row in rows if row.answered is not None and row.answered <= frame.as_of)
    return Apart(
        kind,
        tuple(row.key for row in rows),
        tuple(row.reference for row in rows),
        min(routes, key=lambda code: (-routes[code], code), default=""),
        all(is_answered(row, frame) or row.is_closed for row in rows),
        answers[0] if answers else None,
        answers[-1] if answers else None,
    )


def _months(rows: Sequence[Row], frame: Frame) -> Iterable[Month]:
    """Each month of the frame, the empty ones too."""
    found: dict[str, list[Row]] = {}
    month = to_brussels(frame.starts).date().replace(day=1)
    last = to_brussels(frame.ends - timedelta(microseconds=1)).date()
    while month <= last:
        found[f"{month:%Y-%m}"] = []
        month = (month + timedelta(days=32)).replace(day=1)
    for row in rows:
        found[f"{to_brussels(row.received):%Y-%m}"].append(row)
    for name, inside in found.items():
        answered = [row for row in inside if is_answered(row, frame)]
        delays = [minutes for row in answered if (minutes := delay_minutes(row)) is not None]
        complaints = sum(1 for row in inside if row.kind == "complaint" or row.service == "mediation")
        yield Month(name, len(inside), complaints, len(answered), median_minutes(delays))
